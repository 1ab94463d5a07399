/// The path and the query of a request, each part decoded once.
///
/// A path that could mean a place outside of what it names, in any spelling, is refused before anybody looks at it.
struct RequestTarget: Sendable, Equatable {
  /// The parts of the path between slashes; none for `/`.
  var components: [String]
  /// Names and values of the query, in their order.
  var query: [Pair]

  struct Pair: Sendable, Equatable {
    var name: String
    var value: String
  }

  /// Reads a target such as `/api/models/0/neighbors.json?word=king`.
  init(_ target: String) throws(Refusal) {
    let bytes = Array(target.utf8)
    let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
    guard bytes.first == UInt8(ascii: "/") else { throw .badRequest("the path does not begin with a slash") }
    var parts: [String] = []
    let path = bytes[1..<end]
    if !path.isEmpty {
      for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
        parts.append(try Self.component(part))
      }
    }
    components = parts
    query = try end == bytes.count ? [] : Self.query(bytes[(end + 1)...])
  }

  /// One part of a path: a name, never a way.
  private static func component(_ part: ArraySlice<UInt8>) throws(Refusal) -> String {
    let bytes = try decoded(part, plusIsSpace: false)
    let isName =
      !bytes.isEmpty && bytes != Array(".".utf8) && bytes != Array("..".utf8)
      && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
    guard isName, let text = String(validating: bytes, as: UTF8.self) else {
      throw .badRequest("the path has a part that is no name")
    }
    return text
  }

  private static func query(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> [Pair] {
    var pairs: [Pair] = []
    for part in bytes.split(separator: UInt8(ascii: "&")) {
      let end = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      let value = end == part.endIndex ? [] : part[(end + 1)...]
      pairs.append(Pair(name: try text(part[..<end]), value: try text(value)))
    }
    return pairs
  }

  private static func text(_ part: ArraySlice<UInt8>) throws(Refusal) -> String {
    guard let text = String(validating: try decoded(part, plusIsSpace: true), as: UTF8.self) else {
      throw .badRequest("the query is not UTF-8")
    }
    return text
  }

  /// The bytes that `part` stands for: `%C3%A9` is é.
  private static func decoded(_ part: ArraySlice<UInt8>, plusIsSpace: Bool) throws(Refusal) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(part.count)
    var place = part.startIndex
    while place < part.endIndex {
      switch part[place] {
      case UInt8(ascii: "%"):
        guard place + 2 < part.endIndex, let high = digit(part[place + 1]), let low = digit(part[place + 2]) else {
          throw .badRequest("a % without two hexadecimal digits behind it")
        }
        result.append(high << 4 | low)
        place += 3
      case UInt8(ascii: "+") where plusIsSpace:
        result.append(0x20)
        place += 1
      case let byte:
        result.append(byte)
        place += 1
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
