import SafeText
import Testing

@Suite struct RightToLeftTests {
  @Test func eachWordIsHeldByItself() {
    #expect(RightToLeft.isolated("the 12 ab") == "the 12 ab")
    #expect(RightToLeft.isolated("1 שלום 2") == "1 \u{2068}שלום\u{2069} 2")
    #expect(RightToLeft.isolated("שלום عرب") == "\u{2068}שלום\u{2069} \u{2068}عرب\u{2069}")
    // Signs inside a word belong to it, those behind it do not; marks do.
    #expect(RightToLeft.isolated("ע״י (5)") == "\u{2068}ע״י\u{2069} (5)")
    #expect(RightToLeft.isolated("שָׁלוֹם.") == "\u{2068}שָׁלוֹם\u{2069}.")
    #expect(RightToLeft.isolated("xعرب") == "x\u{2068}عرب\u{2069}")
  }

  @Test func whatPeopleLookAtHasIsolates() {
    #expect(TerminalText.escape("שלום") == "\u{2068}שלום\u{2069}")
    #expect(MarkupText.escape("<שלום>") == "&lt;\u{2068}שלום\u{2069}&gt;")
    // A token's own are shown as what they are; a link's target is left alone.
    #expect(MarkupText.escape("\u{2068}x") == "&lt;U+2068&gt;x")
    #expect(MarkupText.name("שלום") == "שלום")
  }
}
