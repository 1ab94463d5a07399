import Testing

@testable import Tokenization

/// Splitting by vector masks against the scanners, which are its plain twins.
@Suite struct VectorSplitTests {
  /// What has a form by vector masks.
  enum Form: String, CaseIterable {
    case gpt2, cl100k, cl100kOfTiktoken, llama3, qwen2, qwen35, ggufLlama3, o200k, tekken, deepSeek

    var cutters: [Cutter] {
      switch self {
      case .gpt2: [.scanner(.gpt2)]
      case .cl100k: [.scanner(KnownExpression.cl100k.scanner(.oniguruma))]
      case .cl100kOfTiktoken: [.scanner(KnownExpression.cl100k.scanner(.fancyRegex))]
      case .llama3: [.scanner(KnownExpression.llama3.scanner(.oniguruma))]
      case .qwen2: [.scanner(KnownExpression.qwen2.scanner(.oniguruma))]
      case .qwen35: [.scanner(KnownExpression.qwen35.scanner(.oniguruma))]
      case .ggufLlama3: [.scanner(KnownExpression.ggufLlama3.scanner(.oniguruma))]
      case .o200k: [.scanner(KnownExpression.o200k.scanner(.oniguruma))]
      case .tekken: [.scanner(KnownExpression.tekken.scanner(.oniguruma))]
      case .deepSeek: [.scanner(.numbers(NumberPattern())), .scanner(.ideographs), .scanner(.deepSeek)]
      }
    }
  }

  @Test(arguments: Form.allCases)
  func everyScalarSplitsAsByScanners(form: Form) throws {
    let split = try #require(VectorSplit(form.cutters))
    var text: [UInt8] = []
    for value in UInt32(0)..<0x110000 where UnicodeScalar(value) != nil {
      // All of what text is made of, and of the rest the ends of runs of one category.
      let isEnd =
        value < 0x10FFFF && value > 0
        && (CategorySet.of(value + 1) != CategorySet.of(value) || CategorySet.of(value - 1) != CategorySet.of(value))
      guard value < 0x3100 || isEnd else { continue }
      for (before, after) in [("", " "), ("a", "b"), ("1", "."), (" ", "A"), ("!", "a"), ("\n", "'s")] {
        text += before.utf8
        _ = UTF8Scalars.append(value, to: &text)
        text += after.utf8
      }
    }
    #expect(text.count > 200_000)
    try expectSame(split, form.cutters, text)
  }

  @Test(arguments: Form.allCases)
  func randomStringsSplitAsByScanners(form: Form) throws {
    let split = try #require(VectorSplit(form.cutters))
    var random = Generator(state: 15)
    for round in 0..<3000 {
      try expectSame(split, form.cutters, RandomText.next(parts: round % 60 + 1, using: &random))
    }
  }

  /// What lies at the edge of a word of masks is found as what lies inside of one.
  @Test(arguments: Form.allCases)
  func everyAlignmentSplitsAlike(form: Form) throws {
    let split = try #require(VectorSplit(form.cutters))
    var random = Generator(state: 16)
    for _ in 0..<8 {
      let text = RandomText.next(parts: 12, using: &random)
      for filler in ["a", "1", " ", "\n", "!", "A"] {
        for count in 0..<66 {
          try expectSame(split, form.cutters, Array(String(repeating: filler, count: count).utf8) + text)
        }
      }
    }
  }

  /// Texts longer than a stretch: of words, of one word, without an edge.
  @Test(arguments: Form.allCases)
  func longTextsSplitAsByScanners(form: Form) throws {
    let split = try #require(VectorSplit(form.cutters))
    var random = Generator(state: 17)
    for round in 0..<12 {
      var text = RandomText.next(parts: 3000, using: &random)
      if round % 3 == 1 { text += [UInt8](repeating: UInt8(ascii: round % 2 == 0 ? "a" : "\n"), count: 9000) + text }
      if round % 3 == 2 { text = text.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "1") : $0 } }
      try expectSame(split, form.cutters, text)
    }
  }

  @Test func othersHaveNoSuchForm() {
    #expect(VectorSplit([]) == nil)
    #expect(VectorSplit([.scanner(.gpt2), .scanner(.gpt2)]) == nil)
    #expect(VectorSplit([.bert]) == nil)
    #expect(
      VectorSplit([.scanner(.numbers(NumberPattern(limit: 1))), .scanner(.ideographs), .scanner(.deepSeek)]) == nil)
  }

  /// The pieces by masks, stretch by stretch, are those of the scanners over the whole text.
  private func expectSame(_ split: VectorSplit, _ cutters: [Cutter], _ text: [UInt8]) throws {
    try text.withUnsafeBufferPointer { bytes in
      var expected: [Int] = []
      try RawBytePieces.cut(bytes, 0..<bytes.count, cutters[...]) { expected.append($0.lowerBound) }
      let found = try split.starts(of: bytes, cutters)
      guard found != expected else { return }
      let index = zip(expected, found).first { $0 != $1 }.map { min($0, $1) } ?? 0
      let shown = String(decoding: text[max(0, index - 20)..<min(text.count, index + 20)], as: UTF8.self)
      Issue.record("at \(index) of \(text.count): \(shown.debugDescription)")
    }
  }
}

extension Cutter {
  fileprivate static func scanner(_ scanner: PatternScanner) -> Cutter {
    .split(SplitPreTokenizer(pattern: .scanner(scanner)))
  }
}

/// Texts of what split patterns tell apart.
enum RandomText {
  private static let parts: [[UInt8]] =
    " |  |\n|\r\n|\n\n|\t|a|b|Z|É|é|ǅ|ʰ|中|の|カ|ー|・|\u{301}|\u{903}|1|345|2024|٣|½|Ⅷ|𝟙|'|'s|'S|'ſ|'LL|'re|'l|'vE|.|!|/|//|_|-|$|“|，|。|\u{A0}|\u{3000}|\u{85}|\u{2028}|\u{200B}|\u{FEFF}|\u{AD}|\u{1}|\u{1C}|😀|❤\u{FE0F}|word|Word|WORD|▁|            |aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|!!!!!!!!!!!!!!!!!!!"
    .split(separator: "|", omittingEmptySubsequences: true).map { Array($0.utf8) }

  /// Some of the parts, most often of a few kinds.
  static func next(parts count: Int, using random: inout Generator) -> [UInt8] {
    let kinds = Int.random(in: 0..<4, using: &random) == 0 ? parts.count : Int.random(in: 2...8, using: &random)
    let chosen = (0..<kinds).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }
    return (0..<count).flatMap { _ in chosen[Int.random(in: 0..<kinds, using: &random)] }
  }
}
