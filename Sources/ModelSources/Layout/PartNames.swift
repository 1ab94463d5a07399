/// The name of one file of several that make a whole: `NAME-00001-of-00003.ENDING`.
package struct PartNames: Equatable {
  /// What stands before the number: `model`.
  let stem: String
  /// What follows the count: `.gguf`, `.fp16.safetensors`.
  let ending: String
  /// This part's number, from 1.
  package let number: Int
  /// How many parts there are.
  package let count: Int
  private let digits: Int

  /// nil for a name of another form, and for numbers that no set of files has.
  package init?(_ name: String) {
    let bytes = Array(name.utf8), mark = Array("-of-".utf8)
    let starts = bytes.indices.dropLast(mark.count).reversed()
    guard let middle = starts.first(where: { bytes[$0...].starts(with: mark) }) else { return nil }
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    let digits = bytes[..<middle].reversed().prefix(while: isDigit).count
    let after = bytes[(middle + mark.count)...]
    func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
    guard (2...9).contains(digits), after.prefix(while: isDigit).count == digits,
      case let stem = bytes[..<(middle - digits)], stem.last == UInt8(ascii: "-"),
      let number = Int(text(bytes[(middle - digits)..<middle])), let count = Int(text(after.prefix(digits))),
      count <= 10_000, number >= 1, number <= count
    else { return nil }
    self.stem = text(stem.dropLast())
    self.ending = text(after.dropFirst(digits))
    self.number = number
    self.count = count
    self.digits = digits
  }

  /// The names of all parts, in order.
  var all: [String] { (1...count).map { "\(stem)-\(padded($0))-of-\(padded(count))\(ending)" } }

  /// The name of the first part, which stands for the whole.
  var first: String { "\(stem)-\(padded(1))-of-\(padded(count))\(ending)" }

  private func padded(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
