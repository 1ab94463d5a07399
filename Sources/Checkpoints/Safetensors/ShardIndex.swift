import ByteFiles
import SafeText

/// Which file of a sharded checkpoint holds which tensor, as `model.safetensors.index.json` or `pytorch_model.bin.index.json` says
/// it.
///
/// `{"metadata": {…}, "weight_map": {"wte.weight": "model-00001-of-00002.safetensors", …}}`. Nothing but `weight_map` is
/// looked at.
package struct ShardIndex: Sendable {
  /// The path of the index, for messages.
  package let path: String
  /// The shards' names, relative to the index's folder, in the order of their bytes, each one once.
  package let shards: [String]
  /// `metadata.total_size`: the bytes of all tensors together, as far as the index says.
  package let totalBytes: Int?
  /// `metadata.total_parameters`, likewise.
  package let totalParameters: Int?
  /// For each tensor the position of its shard in ``shards``.
  private let positions: [ExactName: Int]

  /// Reads the index at `path`.
  ///
  /// Throws when it is not JSON, has no `weight_map` of names to file names, or names a file outside its folder.
  package init(path: String) throws {
    let file = try MappedFile(path: path)
    guard file.count <= SafetensorsHeader.maximumLength else {
      throw ByteFilesError.tooLarge(file: path, bytes: file.count, limit: SafetensorsHeader.maximumLength)
    }
    let (pairs, metadata) = try file.withUnsafeBytes { (bytes) throws in try Self.readPairs(bytes, path: path) }
    let shards = Set(pairs.values).sorted()
    let order = Dictionary(shards.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.path = path
    totalBytes = metadata?["total_size"]?.integer
    totalParameters = metadata?["total_parameters"]?.integer
    self.shards = shards.map(\.text)
    self.positions = pairs.compactMapValues { order[$0] }
  }

  /// The names of all tensors, in the order of their bytes.
  package var tensorNames: [String] {
    positions.keys.sorted().map(\.text)
  }

  /// The shard that holds `tensor`; nil when the index does not list it.
  package func shard(of tensor: String) -> String? {
    positions[ExactName(tensor)].map { shards[$0] }
  }

  private static func readPairs(
    _ bytes: UnsafeRawBufferPointer, path: String
  ) throws -> ([ExactName: ExactName], metadata: JSONValue?) {
    var reader = try JSONReader(bytes, file: path)
    var pairs: [ExactName: ExactName]?
    var metadata: JSONValue?
    var key: [UInt8] = []
    try reader.beginObject()
    while try reader.nextKey(into: &key) {
      guard key.elementsEqual("weight_map".utf8) else {
        if key.elementsEqual("metadata".utf8) {
          metadata = try reader.readValue()
        } else {
          try reader.skipValue()
        }
        continue
      }
      guard pairs == nil else {
        throw ByteFilesError.duplicateKey(file: path, offset: reader.offset, key: "weight_map")
      }
      pairs = try readWeightMap(&reader, path: path)
    }
    try reader.end()
    guard let pairs, !pairs.isEmpty else { throw CheckpointError.shards(file: path, .noWeightMap) }
    return (pairs, metadata)
  }

  private static func readWeightMap(_ reader: inout JSONReader, path: String) throws -> [ExactName: ExactName] {
    var pairs: [ExactName: ExactName] = [:]
    var tensor: [UInt8] = []
    try reader.beginObject()
    while try reader.nextKey(into: &tensor) {
      let offset = reader.offset
      let name = String(decoding: tensor, as: UTF8.self)
      let shard = try reader.readString()
      guard let safe = RelativeName.safe(shard) else {
        throw CheckpointError.shards(file: path, .shardOutsideFolder(tensor: name, shard: shard))
      }
      guard pairs.updateValue(ExactName(safe), forKey: ExactName(name)) == nil else {
        throw ByteFilesError.duplicateKey(file: path, offset: offset, key: name)
      }
    }
    return pairs
  }

  // MARK: The shards

  /// Maps one of ``shards``, which lie beside the index.
  func mapped(_ shard: String) throws -> MappedFile {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    do {
      return try MappedFile(path: folder + shard)
    } catch ByteFilesError.system(operation: "open", _, let reason) {
      throw CheckpointError.shards(file: path, .missingShard(shard: shard, reason: reason))
    }
  }

  /// Checks what the shard of this name says of itself; the name tells what it is.
  static func open(_ shard: String, _ source: any ByteSource) throws -> any CheckpointFile {
    shard.lowercased().hasSuffix(".safetensors") ? try SafetensorsFile(source) : try PyTorchFile(source)
  }

  /// The tensors that the index lists for the shards in `opened`, which are some or all of ``shards``.
  func tensors(in opened: [(shard: String, file: any CheckpointFile)]) throws -> [StoredTensor] {
    var found: Set<ExactName> = []
    var tensors: [StoredTensor] = []
    for (shard, file) in opened {
      let position = shards.firstIndex(of: shard)
      for tensor in file.tensors {
        let name = ExactName(tensor.info.name)
        guard positions[name] == position else { continue }
        found.insert(name)
        tensors.append(tensor)
      }
    }
    // The first one by name, so that the message is the same every time.
    let wanted = Set(opened.map(\.shard))
    let absent = positions.filter { wanted.contains(shards[$0.value]) && !found.contains($0.key) }.map { $0.key.text }
      .min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if let absent, let shard = shard(of: absent) {
      throw CheckpointError.shards(file: path, .tensorNotInShard(tensor: absent, shard: shard))
    }
    return tensors
  }
}
