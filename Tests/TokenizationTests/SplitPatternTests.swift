import Testing

@testable import Tokenization

@Suite struct SplitPatternTests {
  @Test func regularExpressionFindsMatchesFromLeftToRight() throws {
    #expect(try matches(SplitPattern(regex: #"\p{N}{1,3}"#), in: "12345") == [0..<3, 3..<5])
    #expect(try matches(SplitPattern(regex: #"\s+(?!\S)|\s+"#), in: "a  b c") == [1..<2, 2..<3, 4..<5])
  }

  @Test func literalFindsMatchesWithoutOverlap() throws {
    #expect(try matches(.literal(Array("aa".utf8)), in: "aaaaa") == [0..<2, 2..<4])
    #expect(try matches(.literal(Array("é".utf8)), in: "éaé") == [0..<2, 3..<5])
  }

  /// tokenizers: `Split(Regex("a*"), "isolated")` cuts "baac" into b, aa, c.
  @Test func matchesMayBeEmpty() throws {
    #expect(try matches(SplitPattern(regex: "a*"), in: "baac") == [0..<0, 1..<3, 4..<4])
    #expect(try matches(.literal([]), in: "éa") == [0..<0, 2..<2, 3..<3])
    #expect(try matches(SplitPattern(regex: ""), in: "éa") == [0..<0, 2..<2, 3..<3])
  }

  @Test func nothingOutsideOfTheRangeIsSeen() throws {
    let bytes = Array("ab ab".utf8)
    try bytes.withUnsafeBufferPointer {
      var found: [Range<Int>] = []
      try SplitPattern(regex: #"(?<=a)b|\A."#).forEachMatch(in: $0, within: 1..<4) { found.append($0) }
      #expect(found == [1..<2])
    }
  }

  @Test(arguments: ["(", "[a", #"\p{Foo}"#, "*a"])
  func brokenPatternIsAnError(pattern: String) throws {
    #expect { try SplitPattern(regex: pattern) } throws: { error in
      guard case TokenizationError.badPattern(pattern, _, _) = error else { return false }
      return "\(error)".contains(pattern)
    }
  }

  /// Each would run for minutes, or until the end of days, without its limit.
  @Test(arguments: [
    "(?:a|aa)+$", "(a+)+$", "(?:a*)*b", #"a+b"#, "(?:(?=a*c)a)*", "(?:a?){100}b", #"(a+)\1+b"#, "(?>a*b|a)*$",
  ])
  func noPatternRunsWithoutEnd(regex: String) throws {
    let pattern = try SplitPattern(regex: regex)
    let text = String(repeating: "a", count: 200_000) + "c"
    do {
      #expect(try matches(pattern, in: text).isEmpty || regex.hasSuffix(")*"))
    } catch TokenizationError.patternLimit(let named, _) {
      #expect(named == regex)
    }
  }

  @Test(arguments: [
    (#"\X"#, 0), (#"a\y"#, 1), (#"(?~a)"#, 0), (#"(?(1)a)"#, 0), (#"\g<1>"#, 0), (#"(?s)."#, 0), (#"a(?i)b|c"#, 6),
    (#"é\p{Nope}"#, 2),
    ("[z-a]", 1), ("[]", 0), ("a)", 1), (#"\xE9"#, 4), ("(a)\\2", 5), (#"(*FAIL)"#, 1), ("[[:nope:]]", 1), ("a\\", 1),
    ("(?i)ass", 6), ("(?i:ß)", 4),
  ])
  func whatIsNotSupportedIsNamedWithItsPlace(pattern: String, place: Int) {
    #expect {
      try SplitPattern(regex: pattern)
    } throws: { error in
      guard case TokenizationError.badPattern(pattern, let offset, let reason) = error else { return false }
      return offset == place && !reason.isEmpty
    }
  }

  @Test func deepNestingIsAnError() {
    for pattern in [String(repeating: "(", count: 10_000), String(repeating: "[", count: 10_000)] {
      #expect(throws: TokenizationError.self) { try SplitPattern(regex: pattern) }
    }
  }

  @Test func endlessBacktrackingIsAnError() throws {
    let pattern = try SplitPattern(regex: "(?:a|aa)+$")
    let text = String(repeating: "a", count: 40) + "c"
    #expect(throws: TokenizationError.patternLimit(pattern: "(?:a|aa)+$", offset: 0)) {
      try matches(pattern, in: text)
    }
  }
}

/// All matches of `pattern` in `text`, as byte ranges.
func matches(_ pattern: SplitPattern, in text: String) throws -> [Range<Int>] {
  var found: [Range<Int>] = []
  try Array(text.utf8).withUnsafeBufferPointer { bytes in
    try pattern.forEachMatch(in: bytes, within: 0..<bytes.count) { found.append($0) }
  }
  return found
}
