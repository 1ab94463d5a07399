import Testing

@testable import Tokenization

/// Scanners made by hand against PCRE2 running the very regular expressions they stand for.
@Suite struct KnownExpressionTests {
  @Test(arguments: KnownExpression.allCases)
  func everyScalarSplitsAsTheExpressionSays(known: KnownExpression) throws {
    let expression = try RegularExpression(known.rawValue)
    var text: [UInt8] = []
    var previous = CategorySet()
    // Of each run of one category, the ends: what lies between them is looked up the same way.
    for value in UInt32(0)..<0x110000 where UnicodeScalar(value) != nil {
      let category = CategorySet.of(value)
      let isEnd = category != previous || (value < 0x10FFFF && CategorySet.of(value + 1) != category)
      previous = category
      guard value < 0x180 || isEnd else { continue }
      for (before, after) in [
        ("", " "), ("a", "b"), ("1", "2"), (".", "'"), (" ", " "), ("\n", "\n"), ("A", "'s "), ("'", ""),
      ] {
        text += before.utf8
        _ = UTF8Scalars.append(value, to: &text)
        text += after.utf8
      }
    }
    #expect(text.count > 100_000)
    try expectSame(known.scanner(.oniguruma), expression, text)
  }

  @Test(arguments: KnownExpression.allCases, [RegexDialect.oniguruma, .fancyRegex])
  func randomStringsSplitAsTheExpressionSays(known: KnownExpression, dialect: RegexDialect) throws {
    let expression = try RegularExpression(known.rawValue, dialect: dialect)
    let parts = Array(
      " |  |\n|\r\n|\t|a|b|Z|É|é|ǅ|ʰ|中|の|カ|ー|\u{301}|\u{903}|1|٣|½|Ⅷ|'|'s|'S|'ſ|'LL|'re|'l|.|!|/|_|-|$|“|\u{A0}|\u{3000}|\u{85}|\u{200B}|\u{1}|😀|word|Word|WORD"
        .split(separator: "|", omittingEmptySubsequences: true))
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for length in 1..<300 {
      var text: [UInt8] = []
      for _ in 0..<length % 24 + 1 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += parts[Int(state >> 33) % parts.count].utf8
      }
      try expectSame(known.scanner(dialect), expression, text)
    }
  }

  /// What the scanner emits is the matches and what stands between them.
  private func expectSame(_ scanner: PatternScanner, _ expression: RegularExpression, _ text: [UInt8]) throws {
    try text.withUnsafeBufferPointer { bytes in
      var expected: [Range<Int>] = []
      try expression.forEachMatch(in: bytes, within: 0..<bytes.count) { expected.append($0) }
      var found: [Range<Int>] = []
      scanner.forEachMatch(bytes, 0..<bytes.count) { found.append($0) }
      if let index = zip(expected, found).enumerated().first(where: { $1.0 != $1.1 })?.offset {
        let shown = String(decoding: text[expected[index].lowerBound...].prefix(20), as: UTF8.self)
        Issue.record("\(expected[index]) but \(found[index]) at \(shown.debugDescription)")
      }
      #expect(found.count == expected.count)
      var pieces: [Range<Int>] = []
      scanner.split(bytes, 0..<bytes.count) { pieces.append($0) }
      #expect(pieces.first?.lowerBound ?? 0 == 0)
      #expect(pieces.last?.upperBound ?? 0 == text.count)
      #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
      #expect(Set(pieces).isSuperset(of: found))
    }
  }

  /// tiktoken 0.14: white space at the end of the text is one piece under cl100k_base's newer pattern.
  @Test func dialectsDiffer() throws {
    let regex = KnownExpression.cl100k.rawValue
    let fancy = try SplitPattern(regex: regex, dialect: .fancyRegex)
    #expect(try matches(fancy, in: "12345\n  ") == [0..<3, 3..<5, 5..<8])
    let oniguruma = try SplitPattern(regex: regex, dialect: .oniguruma)
    #expect(try matches(oniguruma, in: "12345\n  ") == [0..<5, 5..<8])
    #expect(try matches(SplitPattern(regex: KnownExpression.llama3.rawValue), in: "a\n  ") == [0..<1, 1..<2, 2..<4])
  }

  @Test func wordsByHand() throws {
    #expect(
      try matches(SplitPattern(regex: KnownExpression.o200k.rawValue), in: "HelloWorld's a/b") == [
        0..<5, 5..<12, 12..<14, 14..<16,
      ])
  }
}
