import SafeText
import Testing

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("plain é 的 🙂", "plain é 的 🙂"), ("a\u{1B}[31m", "a␛[31m"), ("\0\n\u{7F}", "␀␊␡"), ("x\u{202E}y", "x<U+202E>y"),
    ("\u{AD}", "<U+00AD>"), ("\u{200D}", "<U+200D>"), ("\u{85}", "<U+0085>"), ("\u{E0041}", "<U+E0041>"),
    ("\u{FE0F}", "<U+FE0F>"),
  ])
  func hiddenCharactersAreShown(text: String, visible: String) {
    #expect(VisibleText.visible(text) == visible)
  }

  @Test func markupIsText() {
    #expect(MarkupText.escape("<b a='1'>\"&\0") == "&lt;b a=&#39;1&#39;&gt;&quot;&amp;␀")
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("=1+1", "\"'=1+1\""), ("a\nb", "a␊b"),
    ("-", "\"'-\""),
  ])
  func csvFields(text: String, field: String) {
    #expect(CSVText.field(text) == field)
  }

  @Test func jsonKeepsItsMeaning() {
    #expect(JSONText.escapeHidden(#"{"a":"x‮y 𐀀é"}"#) == #"{"a":"x\u202ey 𐀀é"}"#)
    #expect(JSONText.escapeHidden("\"\u{E0041}\"") == #""\udb40\udc41""#)
  }
}
