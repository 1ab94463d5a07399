import ByteFiles

/// An array as a Flax file describes it: not yet compared with its bytes.
struct FlaxArray {
  var name: String
  var shape: [Int]
  /// By NumPy's name: `float32`.
  var type: String
  /// Where the elements are: in one place, or in the chunks.
  var ranges: [Range<Int>]
}

/// Walks through the maps of a Flax file and notes its arrays.
struct FlaxWalk {
  private var reader: MessagePackReader
  private let file: String
  private var found: [FlaxArray] = []

  private static let maximumDepth = 64
  private static let longestName = 1024
  private static let chunkMark = "__msgpack_chunked_array__"

  init(_ bytes: UnsafeRawBufferPointer, file: String) {
    reader = MessagePackReader(bytes, file: file)
    self.file = file
  }

  /// All arrays, in the order of the file.
  mutating func arrays() throws -> [FlaxArray] {
    try walk(name: "", depth: 0)
    guard reader.remaining == 0 else { throw FlaxProblem.leftOver(reader.remaining) }
    return found
  }

  private mutating func walk(name: String, depth: Int) throws {
    guard depth < Self.maximumDepth else { throw FlaxProblem.nestedTooDeep(limit: Self.maximumDepth) }
    guard name.utf8.count <= Self.longestName else { throw FlaxProblem.longName(limit: Self.longestName) }
    switch try reader.next() {
    case .map(let count):
      for position in 0..<count {
        guard case .text(let key) = try reader.next() else { throw FlaxProblem.key(below: name) }
        if position == 0, key == Self.chunkMark { return try readChunks(name: name, fields: count) }
        try walk(name: name.isEmpty ? key : "\(name).\(key)", depth: depth + 1)
      }
    case .array(let count):
      for position in 0..<count { try walk(name: "\(name).\(position)", depth: depth + 1) }
    case .ext(let type, let range) where type == 1: found.append(try array(in: range, name: name))
    default: break
    }
  }

  /// What the extension holds: `(shape, type, bytes)`.
  private func array(in range: Range<Int>, name: String) throws -> FlaxArray {
    var inner = reader.within(range)
    guard case .array(3) = try inner.next(), case .array(let dimensions) = try inner.next(), dimensions <= 64 else {
      throw FlaxProblem.array(name)
    }
    var shape: [Int] = []
    for _ in 0..<dimensions {
      guard case .integer(let dimension) = try inner.next() else { throw FlaxProblem.array(name) }
      shape.append(dimension)
    }
    guard case .text(let type) = try inner.next(), case .bytes(let elements) = try inner.next(), inner.remaining == 0
    else { throw FlaxProblem.array(name) }
    return FlaxArray(name: name, shape: shape, type: type, ranges: [elements])
  }

  /// An array in pieces: after its mark, `shape` and `chunks`, each a map of positions.
  private mutating func readChunks(name: String, fields: Int) throws {
    guard fields == 3, case .other = try reader.next(), case .text("shape") = try reader.next(),
      case .map(let dimensions) = try reader.next(), dimensions <= 64
    else { throw FlaxProblem.array(name) }
    var shape: [Int] = []
    for position in 0..<dimensions {
      guard case .text(String(position)) = try reader.next(), case .integer(let dimension) = try reader.next() else {
        throw FlaxProblem.array(name)
      }
      shape.append(dimension)
    }
    guard case .text("chunks") = try reader.next(), case .map(let count) = try reader.next() else {
      throw FlaxProblem.array(name)
    }
    var chunks: [FlaxArray] = []
    for position in 0..<count {
      guard case .text(String(position)) = try reader.next(), case .ext(1, let range) = try reader.next() else {
        throw FlaxProblem.array(name)
      }
      chunks.append(try array(in: range, name: name))
    }
    guard let first = chunks.first, chunks.allSatisfy({ $0.type == first.type }) else { throw FlaxProblem.array(name) }
    found.append(FlaxArray(name: name, shape: shape, type: first.type, ranges: chunks.flatMap(\.ranges)))
  }
}
