import Checkpoints
import TestSupport
import Testing

/// A file of word vectors with one flaw, and what its error must name.
struct WordVectorsLie: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let content: [UInt8]
  let field: String
  let expected: String
  let found: String

  init(_ name: String, _ content: String, bytes: [UInt8] = [], _ field: String, _ expected: String, _ found: String) {
    testDescription = name
    self.content = Array(content.utf8) + bytes
    self.field = field
    self.expected = expected
    self.found = found
  }

  private static let one: [UInt8] = [0, 0, 0x80, 0x3F]
  private static let incomplete = " (it may be an incomplete download)"

  static let all: [WordVectorsLie] = [
    .init("more words than lines", "3 1\na 1\nb 2\n", "line 1", "3 lines behind it, as it says", "2\(incomplete)"),
    .init(
      "a first line alone", "5 3", "line 1", "5 lines behind it, as it says", "0\(incomplete)"),
    .init("fewer words than lines", "1 1\na 1\nb 2\n", "line 1", "1 lines behind it, as it says", "2"),
    .init("one line more, and empty", "2 1\na 1\n\nb 2\n", "line 3", "a word and 1 number", "an empty line"),
    .init(
      "too few numbers promised", "2 1\na 0.5 1.5\nb 1 2\n", "line 2", "a word and 1 number",
      "more numbers, of which “a 0.5” ends in one"),
    .init("a number missing", "2 2\na 1 2\nb 1\n", "line 3", "a word and 2 numbers", "a word and 1 number"),
    .init("no number", "2 2\na 1 2\nb\n", "line 3", "a word and 2 numbers", "a word and 0 numbers"),
    .init("a word for a number", "2 2\na 1 2\nb 1 x\n", "line 3", "a number as value 2", "“x”"),
    .init("a number too many", "2 2\na 1 2 3 4 x\nb 1 2\n", "line 2", "a number as value 2", "“x”"),
    .init("an empty line", "3 1\na 1\n\nb 2\n", "line 3", "a word and 1 number", "an empty line"),
    .init("two spaces", "1 2\na 1  2\n", "line 2", "a number as value 1", "“”"),
    .init("tabs", "1 2\na\t1\t2\n", "line 2", "a word and 2 numbers", "a word and 0 numbers"),
    .init("hexadecimal", "1 1\na 0x10\n", "line 2", "a number as value 1", "“0x10”"),
    .init(
      "no numbers at all", "2 0\na\nb\n", "line 1", "a word and its numbers, or how many words and numbers there are",
      "0 numbers for each word"),
    .init(
      "a list of words", "the\nof\n", "line 1", "a word and its numbers, or how many words and numbers there are",
      "“the”"),
    .init("nothing", "", "line 1", "a word and its numbers, or how many words and numbers there are", "“”"),
    .init(
      "lines without end", "2 1000000000\na 1\nb 2\n", "line 2", "a word and 1000000000 numbers", "a word and 1 number"),
    .init("GloVe's lines differ", "a 1 2\nb 1\n", "line 2", "a word and 2 numbers", "a word and 1 number"),
    .init("no backslash's digits", "1 1\t\na\\y 1\n", "line 2", "\\x and two digits behind each backslash", "“a\\y”"),
    .init(
      "binary: more words", "2 1\nabcdefghij ", bytes: one, "word 2", "a word and a space at byte 19",
      "the end\(incomplete)"),
    .init(
      "binary: fewer words", "1 1\na ", bytes: one + [0x62, 0x20] + one, "line 1", "as many words as there are",
      "1, behind which 6 bytes are left"),
    .init(
      "binary: cut", "2 1\nabcdef ", bytes: one + [0x62, 0x20, 0], "word 2", "4 bytes of values at byte 17",
      "1 bytes, then the end\(incomplete)"),
    .init(
      "binary: no space", "2 1\na ", bytes: one + [0x62, 0x62, 0x62, 0x62, 0x62, 0x62], "word 2",
      "a word and a space at byte 10", "no space up to the end"),
    .init(
      "binary: absurd", "900000000000000000 900000000000000000\na ", bytes: one, "line 1",
      "numbers of words and values that 6 bytes hold",
      "900000000000000000 words of 900000000000000000 values\(incomplete)"),
    .init(
      "binary: too many", "9 9\na ", bytes: one, "line 1", "numbers of words and values that 6 bytes hold",
      "9 words of 9 values\(incomplete)"),
  ]
}

@Suite struct WordVectorsLieTests {
  @Test(arguments: WordVectorsLie.all) func eachIsFoundAndNamed(lie: WordVectorsLie) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("v", lie.content)
    #expect(
      throws: CheckpointError.field(file: path, field: lie.field, expected: lie.expected, found: lie.found)
    ) { try Checkpoint.open(wordVectors: path) }
  }
}
