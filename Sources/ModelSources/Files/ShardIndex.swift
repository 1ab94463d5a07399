import ByteFiles

/// The index of sharded weights, `model.safetensors.index.json`: which tensor lies in which file.
package struct ShardIndex: Sendable {
  /// The shards in the order in which they are first named; every name is safe to join to the model's folder.
  package let shards: [String]
  private let shardOfTensor: [[UInt8]: Int]

  /// Reads the index at `path`; throws for broken JSON, a missing or empty `weight_map`, and names that leave the folder.
  package init(path: String) throws {
    let file = try MappedFile(path: path)
    guard file.count <= 64 << 20 else {
      throw ByteFilesError.tooLarge(file: path, bytes: file.count, limit: 64 << 20)
    }
    self = try file.withUnsafeBytes { try ShardIndex($0, file: path) }
  }

  /// Reads the index that `bytes` hold.
  package init(_ bytes: UnsafeRawBufferPointer, file: String) throws {
    var reader = try JSONReader(bytes, file: file)
    var key: [UInt8] = []
    var map = ShardMap()
    var isFound = false
    try reader.beginObject()
    while try reader.nextKey(into: &key) {
      guard key.elementsEqual("weight_map".utf8) else {
        _ = try reader.skipValue()
        continue
      }
      guard !isFound else { throw ByteFilesError.duplicateKey(file: file, offset: reader.offset, key: "weight_map") }
      isFound = true
      try map.read(&reader)
    }
    try reader.end()
    guard !map.shards.isEmpty else {
      throw ByteFilesError.json(
        file: file, offset: 0, expected: "“weight_map” with at least one tensor", found: "none")
    }
    shards = map.shards
    shardOfTensor = map.shardOfTensor
  }

  /// The shard that holds the tensor of this name; nil when the index does not list it.
  package func shard(of tensor: String) -> String? {
    shardOfTensor[Array(tensor.utf8)].map { shards[$0] }
  }

  /// The names of all tensors, sorted by their bytes.
  package var tensorNames: [String] {
    shardOfTensor.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The index while it is read.
private struct ShardMap {
  var shards: [String] = []
  var shardOfTensor: [[UInt8]: Int] = [:]
  private var indexOfShard: [String: Int] = [:]

  mutating func read(_ reader: inout JSONReader) throws {
    var tensor: [UInt8] = []
    try reader.beginObject()
    while try reader.nextKey(into: &tensor) {
      let name = try reader.readString()
      let index: Int
      if let known = indexOfShard[name] {
        index = known
      } else {
        try SafeFileName.check(name, namedIn: reader.file)
        index = shards.count
        shards.append(name)
        indexOfShard[name] = index
      }
      guard shardOfTensor.updateValue(index, forKey: tensor) == nil else {
        throw ByteFilesError.duplicateKey(
          file: reader.file, offset: reader.offset, key: String(decoding: tensor, as: UTF8.self))
      }
    }
  }
}
