/// The bytes of a JSON text as they come into being, and the brackets that are still open.
///
/// Swift's encoding protocols never say that a container ends. Here one ends as soon as something is written to one
/// around it, which is the order in which every synthesised `encode(to:)` works; so nothing is kept but the bytes.
final class JSONSink {
  // Each method ends its access before it calls another, so Swift's check at run time, 40 % of the time, finds nothing.
  @exclusivity(unchecked) private var bytes: [UInt8] = []
  @exclusivity(unchecked) private var open: [Bracket] = []
  private var sortedTypes: [ObjectIdentifier: Bool] = [:]

  private struct Bracket {
    var isObject: Bool
    var count: Int
  }

  /// The text, with every bracket closed.
  func finished() -> [UInt8] {
    close(to: 0)
    return bytes
  }

  /// Opens an array or an object at `level`, the number of brackets around it; goes on with one that is open there already.
  func begin(isObject: Bool, level: Int) {
    if open.count > level, open[level].isObject == isObject { return close(to: level + 1) }
    close(to: level)
    bytes.append(UInt8(ascii: isObject ? "{" : "["))
    open.append(Bracket(isObject: isObject, count: 0))
  }

  /// Starts the next element of the array at `level`.
  func beginElement(level: Int) {
    close(to: level + 1)
    separate()
  }

  /// Starts the next member of the object at `level`.
  func beginMember(_ key: String, level: Int) {
    close(to: level + 1)
    separate()
    write(key)
    bytes.append(UInt8(ascii: ":"))
  }

  /// How many elements the array at `level` has.
  func count(level: Int) -> Int { level < open.count ? open[level].count : 0 }

  private func separate() {
    guard let last = open.indices.last else { return }
    if open[last].count > 0 { bytes.append(UInt8(ascii: ",")) }
    open[last].count += 1
  }

  private func close(to level: Int) {
    while open.count > level, let last = open.popLast() { bytes.append(UInt8(ascii: last.isObject ? "}" : "]")) }
  }

  /// Writes any value whose place has been prepared, with `level` brackets around it.
  func write<Value: Encodable>(_ value: Value, level: Int) throws {
    // The types that make up almost everything are compared by identity, which costs nothing.
    if Value.self == String.self, let text = value as? String { return write(text) }
    if Value.self == Double.self, let number = value as? Double { return write(number) }
    if Value.self == Int.self, let number = value as? Int { return write(number) }
    if Value.self == [Double].self, let numbers = value as? [Double] { return writeArray(numbers, level, write) }
    if Value.self == [Int].self, let numbers = value as? [Int] { return writeArray(numbers, level, write) }
    if Value.self == [Float].self, let numbers = value as? [Float] { return writeArray(numbers, level, write) }
    if isSortedByKey(Value.self), let dictionary = value as? any SortedByKey {
      return try dictionary.writeSorted(to: JSONKeyedContainer<AnyCodingKey>(self, level: level))
    }
    let before = bytes.count
    try value.encode(to: JSONValueEncoder(sink: self, level: level))
    // A type without any field asks for no container at all.
    if bytes.count == before { begin(isObject: true, level: level) }
  }

  /// Whether the type is a dictionary with text as keys; asking Swift costs more than remembering, in an array of objects.
  private func isSortedByKey(_ type: Any.Type) -> Bool {
    if let known = sortedTypes[ObjectIdentifier(type)] { return known }
    let isSorted = type is any SortedByKey.Type
    sortedTypes[ObjectIdentifier(type)] = isSorted
    return isSorted
  }

  private func writeArray<Element>(_ elements: [Element], _ level: Int, _ write: (Element) -> Void) {
    begin(isObject: false, level: level)
    for element in elements {
      beginElement(level: level)
      write(element)
    }
  }

  func writeNull() { bytes.append(contentsOf: "null".utf8) }

  func write(_ value: Bool) { bytes.append(contentsOf: (value ? "true" : "false").utf8) }

  func write<Number: FixedWidthInteger>(_ value: Number) { bytes.append(contentsOf: String(value).utf8) }

  /// The shortest decimal that reads back as the same number; whole numbers without `.0`, as JSON has one kind of number.
  func write(_ value: Double) { value.isFinite ? writeShortest(value.description) : writeNull() }

  func write(_ value: Float) { value.isFinite ? writeShortest(value.description) : writeNull() }

  private func writeShortest(_ description: String) {
    bytes.append(contentsOf: description.utf8)
    if description.utf8.count > 2, bytes.suffix(2).elementsEqual(".0".utf8) { bytes.removeLast(2) }
  }

  func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      // Runs of plain ASCII, which is most of it, are copied as they are; the rest goes scalar by scalar.
      let plain = utf8.prefix { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      bytes.append(contentsOf: plain)
      guard plain.count < utf8.count else { return }
      for scalar in String(decoding: utf8[plain.endIndex...], as: UTF8.self).unicodeScalars { write(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func write(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes.append(contentsOf: #"\""#.utf8)
    case "\\": bytes.append(contentsOf: #"\\"#.utf8)
    case "\n": bytes.append(contentsOf: #"\n"#.utf8)
    case "\r": bytes.append(contentsOf: #"\r"#.utf8)
    case "\t": bytes.append(contentsOf: #"\t"#.utf8)
    default:
      if VisibleText.isHidden(scalar) {
        bytes.append(contentsOf: JSONText.escape(scalar).utf8)
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}

/// A dictionary whose keys are text, whatever its values are.
private protocol SortedByKey {
  func writeSorted(to container: JSONKeyedContainer<AnyCodingKey>) throws
}

extension Dictionary: SortedByKey where Key == String, Value: Encodable {
  fileprivate func writeSorted(to container: JSONKeyedContainer<AnyCodingKey>) throws {
    var container = container
    for (key, value) in sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      try container.encode(value, forKey: AnyCodingKey(key))
    }
  }
}
