extension JSONText {
  /// `value` as JSON on one line: keys in the order they are declared, numbers in their shortest form, hidden characters
  /// as `\uXXXX`.
  ///
  /// Every key is always there: `nil` and numbers that are not finite are `null`. Dictionaries with `String` keys are
  /// written in the order of the keys' bytes, so that the same value gives the same bytes. Foundation's `JSONEncoder`
  /// does neither, and takes several times as long.
  ///
  /// ```swift
  /// struct Row: Encodable { var id: Int; var text: String? }
  /// JSONText.encode(Row(id: 1, text: nil))   // {"id":1,"text":null}
  /// ```
  ///
  /// - Throws: What the value's own `encode(to:)` throws.
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let sink = JSONSink()
    try sink.write(value, level: 0)
    return sink.finished()
  }
}
