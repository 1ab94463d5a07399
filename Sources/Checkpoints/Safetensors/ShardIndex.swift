import ByteFiles

/// Which file of a sharded checkpoint holds which tensor, as `model.safetensors.index.json` says it.
///
/// `{"metadata": {…}, "weight_map": {"wte.weight": "model-00001-of-00002.safetensors", …}}`. Nothing but `weight_map` is
/// looked at.
package struct ShardIndex: Sendable {
  /// The path of the index, for messages.
  package let path: String
  /// The shards' names, relative to the index's folder, in the order of their bytes, each one once.
  package let shards: [String]
  /// For each tensor the position of its shard in ``shards``.
  private let positions: [[UInt8]: Int]

  /// Reads the index at `path`.
  ///
  /// Throws when it is not JSON, has no `weight_map` of names to file names, or names a file outside its folder.
  package init(path: String) throws {
    let file = try MappedFile(path: path)
    guard file.count <= SafetensorsHeader.maximumLength else {
      throw ByteFilesError.tooLarge(file: path, bytes: file.count, limit: SafetensorsHeader.maximumLength)
    }
    let pairs = try file.withUnsafeBytes { (bytes) throws in try Self.readPairs(bytes, path: path) }
    let shards = Set(pairs.values).sorted { $0.lexicographicallyPrecedes($1) }
    let order = Dictionary(shards.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.path = path
    self.shards = shards.map { String(decoding: $0, as: UTF8.self) }
    self.positions = pairs.compactMapValues { order[$0] }
  }

  /// The names of all tensors, in the order of their bytes.
  package var tensorNames: [String] {
    positions.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The shard that holds `tensor`; nil when the index does not list it.
  package func shard(of tensor: String) -> String? {
    positions[Array(tensor.utf8)].map { shards[$0] }
  }

  private static func readPairs(_ bytes: UnsafeRawBufferPointer, path: String) throws -> [[UInt8]: [UInt8]] {
    var reader = try JSONReader(bytes, file: path)
    var pairs: [[UInt8]: [UInt8]]?
    var key: [UInt8] = []
    try reader.beginObject()
    while try reader.nextKey(into: &key) {
      guard key.elementsEqual("weight_map".utf8) else {
        try reader.skipValue()
        continue
      }
      guard pairs == nil else {
        throw ByteFilesError.duplicateKey(file: path, offset: reader.offset, key: "weight_map")
      }
      pairs = try readWeightMap(&reader, path: path)
    }
    try reader.end()
    guard let pairs, !pairs.isEmpty else { throw CheckpointError.noWeightMap(file: path) }
    return pairs
  }

  private static func readWeightMap(_ reader: inout JSONReader, path: String) throws -> [[UInt8]: [UInt8]] {
    var pairs: [[UInt8]: [UInt8]] = [:]
    var tensor: [UInt8] = []
    try reader.beginObject()
    while try reader.nextKey(into: &tensor) {
      let offset = reader.offset
      var shard: [UInt8] = []
      try reader.readString(appendingTo: &shard)
      let name = String(decoding: tensor, as: UTF8.self)
      guard staysInFolder(shard) else {
        throw CheckpointError.shardOutsideFolder(
          file: path, tensor: name, shard: String(decoding: shard, as: UTF8.self))
      }
      guard pairs.updateValue(shard, forKey: tensor) == nil else {
        throw ByteFilesError.duplicateKey(file: path, offset: offset, key: name)
      }
    }
    return pairs
  }

  /// Whether a shard's name leads to a file in the index's folder or below it, on every system: no root, no `..`, no
  /// backslash, no drive letter, no control character.
  static func staysInFolder(_ name: [UInt8]) -> Bool {
    let forbidden: Set<UInt8> = [UInt8(ascii: "\\"), UInt8(ascii: ":"), 0x7F]
    guard name.allSatisfy({ $0 >= 0x20 && !forbidden.contains($0) }) else { return false }
    return name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
    }
  }

  // MARK: The shards

  /// Maps one of ``shards`` and checks its header.
  func open(_ shard: String) throws -> SafetensorsFile {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    do {
      return try SafetensorsFile(path: folder + shard)
    } catch ByteFilesError.system(operation: "open", _, let reason) {
      throw CheckpointError.missingShard(file: path, shard: shard, reason: reason)
    }
  }

  /// The tensors that the index lists for the shards in `opened`, which are some or all of ``shards``, in their order.
  func tensors(in opened: [(shard: String, file: SafetensorsFile)]) throws -> [StoredTensor] {
    var found: Set<[UInt8]> = []
    var tensors: [StoredTensor] = []
    for (shard, file) in opened {
      let position = shards.firstIndex(of: shard)
      for tensor in file.tensors {
        let name = Array(tensor.info.name.utf8)
        guard positions[name] == position else { continue }
        found.insert(name)
        tensors.append(tensor)
      }
    }
    // The first one by name, so that the message is the same every time.
    let wanted = Set(opened.map(\.shard))
    let absent = positions.filter { wanted.contains(shards[$0.value]) && !found.contains($0.key) }.keys
      .min { $0.lexicographicallyPrecedes($1) }
    if let absent, let position = positions[absent] {
      throw CheckpointError.tensorNotInShard(
        file: path, tensor: String(decoding: absent, as: UTF8.self), shard: shards[position])
    }
    return tensors
  }
}
