/// Numbers in text as `numpy.float32(text)` reads them: rounded to 64 bits, and from there to 32.
///
/// The two roundings matter: one decimal in some hundred million gives another float when it is rounded once.
enum DecimalNumber {
  /// The powers of ten that 64-bit floats hold exactly.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// The number that begins at `position` and ends before a space or at `end`; nil where none does.
  ///
  /// Afterwards `position` is where it ended. Python's underscores between digits, and digits of other scripts, are refused.
  static func read(_ bytes: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int) -> Float? {
    let start = position
    var isNegative = false
    if position < end, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position &+= 1
    }
    var digits = Digits()
    digits.take(bytes, &position, end)
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position &+= 1
      let whole = position
      digits.take(bytes, &position, end)
      digits.exponent = whole &- position
    }
    guard digits.isThere else { return word(bytes, &position, end, isNegative) }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position &+= 1
      guard let exponent = exponent(bytes, &position, end) else { return nil }
      digits.exponent += exponent
    }
    guard position == end || bytes[position] == 0x20 else { return nil }
    if let value = digits.quick { return isNegative ? -value : value }
    return Double(String(decoding: UnsafeBufferPointer(start: bytes + start, count: position - start), as: UTF8.self))
      .map { Float($0) }
  }

  /// The digits of a number, as far as 64 bits hold them.
  private struct Digits {
    var value: UInt64 = 0
    /// How many there are since the first that is not 0.
    var count = 0
    var isThere = false
    /// The power of ten that the digits are to be multiplied with.
    var exponent = 0

    @inline(__always)
    mutating func take(_ bytes: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int) {
      while position < end {
        let digit = bytes[position] &- UInt8(ascii: "0")
        guard digit <= 9 else { return }
        isThere = true
        // Beyond 19 digits the value means nothing, and nobody asks for it.
        value = value &* 10 &+ UInt64(digit)
        if value != 0 { count &+= 1 }
        position &+= 1
      }
    }

    /// The value where a product or a quotient of 64-bit floats gives it for sure.
    var quick: Float? {
      guard count <= 19, exponent >= -22, exponent <= 22 else { return nil }
      let product = exponent < 0 ? Double(value) / powers[-exponent] : Double(value) * powers[exponent]
      // Both operands are exact, so that the result is rounded once.
      if value <= 1 << 53 { return Float(product) }
      // The digits were rounded, too: the result may be one step off, which matters beside the middle of two floats alone.
      let beside = Int(product.bitPattern & 0x1FFF_FFFF) - 0x1000_0000
      guard abs(beside) > 4, product >= Double(Float.leastNormalMagnitude),
        product < Double(Float.greatestFiniteMagnitude)
      else { return nil }
      return Float(product)
    }
  }

  private static func exponent(_ bytes: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int) -> Int? {
    var isNegative = false
    if position < end, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    let start = position
    var value = 0
    while position < end, bytes[position] &- UInt8(ascii: "0") <= 9 {
      value = min(value * 10 + Int(bytes[position] &- UInt8(ascii: "0")), 1_000_000)
      position += 1
    }
    guard position > start else { return nil }
    return isNegative ? -value : value
  }

  /// `nan`, `inf` and `infinity`, small letters or capitals.
  private static func word(
    _ bytes: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int, _ isNegative: Bool
  ) -> Float? {
    let start = position
    while position < end, bytes[position] != 0x20 { position += 1 }
    let letters = (start..<position).map { bytes[$0] | 0x20 }
    let names: [(name: String, value: Float)] = [("nan", .nan), ("inf", .infinity), ("infinity", .infinity)]
    guard let found = names.first(where: { $0.name.utf8.elementsEqual(letters) }) else { return nil }
    return isNegative ? -found.value : found.value
  }
}
