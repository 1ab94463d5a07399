/// What a split looks for: a string, or a regular expression.
///
/// Expressions that many models share have scanners made by hand (``KnownExpression``); all others run through PCRE2
/// (``RegularExpression``). Both find what the reference's own engine finds.
///
/// ```swift
/// try SplitPattern(regex: #"\p{N}{1,3}"#)      // in "12345": 0..<3, 3..<5
/// ```
struct SplitPattern: DelimiterFinder, Sendable, Equatable {
  /// How matches are found.
  enum Kind: Sendable, Equatable {
    case literal([UInt8])
    case scanner(PatternScanner)
    case regex(RegularExpression)
  }

  let kind: Kind

  /// The pattern that finds the bytes `bytes`, which must be UTF-8.
  static func literal(_ bytes: [UInt8]) -> SplitPattern { SplitPattern(kind: .literal(bytes)) }

  /// The pattern that finds what a scanner finds.
  static func scanner(_ scanner: PatternScanner) -> SplitPattern { SplitPattern(kind: .scanner(scanner)) }

  /// The pattern that finds the regular expression `regex`, as the library it is written for reads it.
  ///
  /// - Throws: ``TokenizationError/badPattern(pattern:offset:reason:)``.
  init(regex: String, dialect: RegexDialect = .oniguruma) throws {
    if let known = KnownExpression(rawValue: regex) {
      kind = .scanner(known.scanner(dialect))
    } else {
      kind = .regex(try RegularExpression(regex, dialect: dialect))
    }
  }

  private init(kind: Kind) { self.kind = kind }

  /// Calls `body` with each match inside `range`, from left to right; the pattern sees nothing outside of it.
  ///
  /// As in the reference, a match may be empty, but not where the match before it ended.
  ///
  /// - Throws: ``TokenizationError/patternLimit(pattern:offset:)`` when the pattern takes too many steps, and what `body` throws.
  func forEachMatch(
    in bytes: UnsafeBufferPointer<UInt8>, within range: Range<Int>, _ body: (Range<Int>) throws -> Void
  ) throws {
    switch kind {
    case .literal(let literal): try Self.forEachLiteral(literal, in: bytes, within: range, body)
    case .scanner(let scanner): try scanner.forEachMatch(bytes, range, body)
    case .regex(let expression): try expression.forEachMatch(in: bytes, within: range, body)
    }
  }

  private static func forEachLiteral(
    _ literal: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, within range: Range<Int>,
    _ body: (Range<Int>) throws -> Void
  ) throws {
    guard let first = literal.first else { return try forEachBoundary(in: bytes, within: range, body) }
    var index = range.lowerBound
    let last = range.upperBound - literal.count
    while index <= last {
      if bytes[index] == first, bytes[index..<index + literal.count].elementsEqual(literal) {
        try body(index..<index + literal.count)
        index += literal.count
      } else {
        index += 1
      }
    }
  }

  /// The empty string is found before and after every scalar.
  private static func forEachBoundary(
    in bytes: UnsafeBufferPointer<UInt8>, within range: Range<Int>, _ body: (Range<Int>) throws -> Void
  ) throws {
    guard !range.isEmpty else { return }
    for index in range where !UTF8Scalars.isContinuation(bytes[index]) { try body(index..<index) }
    try body(range.upperBound..<range.upperBound)
  }
}
