import ByteFiles
import Testing

/// The one rule by which names from files stay below the folder they are read for.
@Suite struct RelativeNameTests {
  @Test(arguments: [
    ("a", "a"), ("a/b.safetensors", "a/b.safetensors"), ("./a", "a"), ("a/./b", "a/b"), ("..a", "..a"), ("é", "é"),
  ])
  func namesBelowTheFolderAreKept(name: String, expected: String) {
    #expect(RelativeName.safe(name) == expected)
  }

  @Test(arguments: [
    "", ".", "./", "..", "../a", "a/..", "a/../b", "/a", "a//b", "a/", "a\\b", "C:a", "a\u{1}", "a\u{7F}",
    String(repeating: "a", count: 256), String(repeating: "a/", count: 600) + "a",
  ])
  func namesThatLeadElsewhereAreRefused(name: String) {
    #expect(RelativeName.safe(name) == nil)
  }
}
