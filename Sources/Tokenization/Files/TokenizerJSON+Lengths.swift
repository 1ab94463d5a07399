import ByteFiles

extension TokenizerJSON {
  /// The truncation that a file asks for.
  static func truncation(_ reader: ComponentReader) throws -> Truncation {
    let strategy = try reader.string("strategy")
    guard let known = Truncation.Strategy(rawValue: strategy) else {
      throw reader.unexpected("strategy", "“LongestFirst”, “OnlyFirst” or “OnlySecond”", "“\(strategy)”")
    }
    return Truncation(
      maximumLength: try reader.length("max_length"), stride: try reader.length("stride"), strategy: known,
      direction: try direction(reader, default: "Right"))
  }

  /// The padding that a file asks for.
  static func padding(_ reader: ComponentReader) throws -> Padding {
    let strategy: Padding.Strategy
    if let name = reader.optional("strategy")?.string {
      guard name == "BatchLongest" else {
        throw reader.unexpected("strategy", "“BatchLongest” or {“Fixed”: a length}", "“\(name)”")
      }
      strategy = .batchLongest
    } else {
      strategy = .fixed(try reader.component("strategy").length("Fixed"))
    }
    return Padding(
      strategy: strategy, direction: try direction(reader, default: nil),
      multiple: reader.optional("pad_to_multiple_of") == nil ? 0 : try reader.length("pad_to_multiple_of"),
      id: try reader.count("pad_id"), typeID: try reader.count("pad_type_id"), token: try reader.string("pad_token"))
  }

  private static func direction(_ reader: ComponentReader, default fallback: String?) throws -> Truncation.Direction {
    let name = try fallback.map { try reader.optionalString("direction") ?? $0 } ?? reader.string("direction")
    guard let direction = Truncation.Direction(rawValue: name) else {
      throw reader.unexpected("direction", "“Left” or “Right”", "“\(name)”")
    }
    return direction
  }
}

extension ComponentReader {
  /// The number of tokens at `key`: no more than any memory holds.
  fileprivate func length(_ key: String) throws -> Int {
    let number = try count(key)
    guard number <= Int(Int32.max) else { throw unexpected(key, "a number of tokens", "\(number)") }
    return number
  }
}
