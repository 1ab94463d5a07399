import ByteFiles

/// Reads Unigram's vocabulary: an array of tokens with their scores, the position being the id.
struct ScoreReader {
  private var vocabulary: VocabularyReader
  private var scores: [Double] = []

  /// A reader for a file of `fileSize` bytes.
  init(file: String, fileSize: Int) { vocabulary = VocabularyReader(file: file, fileSize: fileSize) }

  /// Adds what a JSON array of pairs of a token and its score holds.
  mutating func readArray(_ reader: inout JSONReader) throws {
    var token: [UInt8] = []
    try reader.beginArray()
    while try reader.nextElement() {
      token.removeAll(keepingCapacity: true)
      try reader.beginArray()
      guard try reader.nextElement() else { throw reader.unexpected("a token and its score") }
      try reader.readString(appendingTo: &token)
      guard try reader.nextElement() else { throw reader.unexpected("the token's score") }
      let offset = reader.offset
      guard let score = try reader.readNumber(as: Self.score) else {
        throw ByteFilesError.json(
          file: reader.file, offset: offset, expected: "a number within a double's range", found: "another")
      }
      guard try !reader.nextElement() else { throw reader.unexpected("the end of the pair") }
      try vocabulary.insert(token, id: scores.count)
      scores.append(score)
    }
  }

  /// The tokens and, for each id, its score.
  func finish() throws -> (TokenTable, [Double]) { (try vocabulary.finish(), scores) }

  /// The score that the characters of a JSON number stand for.
  ///
  /// Not the nearest double, but what serde_json makes of the number, which the reference reads with: its digits as a double,
  /// divided by a power of ten. The last bit decides between ways to cut a text whose scores have the same sum.
  static func score(_ number: UnsafeRawBufferPointer) -> Double? {
    var digits: UInt64 = 0
    var exponent = 0
    var isFraction = false
    var isFull = false
    var index = number.first == UInt8(ascii: "-") ? 1 : 0
    while index < number.count, number[index] | 0x20 != UInt8(ascii: "e") {
      defer { index += 1 }
      guard number[index] != UInt8(ascii: ".") else {
        isFraction = true
        continue
      }
      if !isFull {
        let (tenfold, overflows) = digits.multipliedReportingOverflow(by: 10)
        let (sum, carries) = tenfold.addingReportingOverflow(UInt64(number[index] & 15))
        if overflows || carries { isFull = true } else { digits = sum }
      }
      // Digits that do not fit count only by their number, before the point.
      if isFull { exponent += isFraction ? 0 : 1 } else if isFraction { exponent -= 1 }
    }
    if index < number.count {
      guard let written = Int(String(decoding: number[(index + 1)...], as: UTF8.self)), abs(written) < 1 << 32 else {
        return nil
      }
      exponent += written
    }
    guard let size = scaled(Double(digits), exponent) else { return nil }
    return number.first == UInt8(ascii: "-") ? -size : size
  }

  private static func scaled(_ digits: Double, _ exponent: Int) -> Double? {
    var value = digits
    var exponent = exponent
    while exponent < -308, value != 0 {
      value /= 1e308
      exponent += 308
    }
    if value == 0 { return 0 }
    if exponent < 0 { return value / powers[-exponent] }
    guard exponent <= 308 else { return nil }
    value *= powers[exponent]
    return value.isFinite ? value : nil
  }

  /// 10 to the power of 0 to 308, each the nearest double.
  private static let powers: [Double] = (0...308).map { Double("1e\($0)") ?? .infinity }
}
