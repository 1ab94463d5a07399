#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension JSONReader {
  /// A number as it stands in the file.
  package enum Number: Equatable, Sendable {
    /// Written without fraction and exponent, and within 64 bits.
    case integer(Int)
    case double(Double)
  }

  /// Reads a whole number.
  package mutating func readInteger() throws -> Int {
    skipWhitespace()
    let start = offset
    if let value = readSmallNumber() { return value }
    guard case .integer(let value) = try readNumber() else {
      advance(to: start)
      throw unexpected("a whole number of at most 64 bits")
    }
    return value
  }

  /// Reads a number of at most 18 digits and nothing else, as nearly all are; nil, at the same place, when it is another.
  private mutating func readSmallNumber() -> Int? {
    var index = offset
    var value = 0
    while index < bytes.count, index &- offset < 18 {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value &* 10 &+ Int(digit)
      index &+= 1
    }
    guard index > offset, index < bytes.count, bytes[offset] != UInt8(ascii: "0") || index == offset + 1 else {
      return nil
    }
    switch bytes[index] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): return nil
    default:
      advance(to: index)
      return value
    }
  }

  /// Reads a number of any form as a double.
  package mutating func readDouble() throws -> Double {
    switch try readNumber() {
    case .integer(let value): return Double(value)
    case .double(let value): return value
    }
  }

  /// Reads a number.
  package mutating func readNumber() throws -> Number {
    if dialect == .python, let value = readNonFinite() { return .double(value) }
    let (range, isInteger) = try scanNumber()
    if isInteger, let value = integer(range) { return .integer(value) }
    // At most a few dozen bytes: strtod needs an end that the mapped file does not have.
    let text = String(decoding: bytes[range], as: UTF8.self)
    let value = strtod(text, nil)
    guard value.isFinite || dialect == .python else {
      throw ByteFilesError.json(
        file: file, offset: range.lowerBound, expected: "a number within a double's range", found: "“\(text)”")
    }
    return .double(value)
  }

  /// Reads one of the three words that Python writes for what is no finite number; nil, at the same place, for anything else.
  private mutating func readNonFinite() -> Double? {
    skipWhitespace()
    if take("NaN") { return .nan }
    if take("Infinity") { return .infinity }
    if take("-Infinity") { return -.infinity }
    return nil
  }

  /// Reads a number and calls `body` with its characters, for those who make something else of them than a double.
  package mutating func readNumber<Result>(
    as body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    let range = try scanNumber().range
    return try body(UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  /// Passes over a number; tells where it is, and whether it has neither fraction nor exponent.
  mutating func scanNumber() throws -> (range: Range<Int>, isInteger: Bool) {
    skipWhitespace()
    let start = offset
    var isInteger = true
    if peek() == UInt8(ascii: "-") { advance(to: offset + 1) }
    if peek() == UInt8(ascii: "0") { advance(to: offset + 1) } else { try scanDigits() }
    if peek() == UInt8(ascii: ".") {
      isInteger = false
      advance(to: offset + 1)
      try scanDigits()
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      isInteger = false
      advance(to: offset + 1)
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { advance(to: offset + 1) }
      try scanDigits()
    }
    return (start..<offset, isInteger)
  }

  private mutating func scanDigits() throws {
    var index = offset
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index &+= 1 }
    guard index > offset else { throw unexpected("a digit") }
    advance(to: index)
  }

  private func integer(_ range: Range<Int>) -> Int? {
    var value = 0
    let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
    for index in (isNegative ? range.dropFirst() : range) {
      let digit = Int(bytes[index] &- UInt8(ascii: "0"))
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) =
        isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }
}
