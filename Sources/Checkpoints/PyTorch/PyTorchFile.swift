import ByteFiles
import SafeText

/// A checkpoint of PyTorch in which everything was found to be true that its pickle says of its tensors.
///
/// Since PyTorch 1.6 a zip archive: `NAME/data.pkl` describes the tensors, and each storage is a stored member `NAME/data/KEY`.
/// Before that a stream of pickles with the storages behind them (``PyTorchStream``). Source: torch/serialization.py of PyTorch.
struct PyTorchFile: CheckpointFile {
  static let format = Checkpoint.Format.pytorch

  let source: any ByteSource
  let tensors: [StoredTensor]
  let metadata: [(key: String, value: String)]

  init(_ source: any ByteSource) throws {
    let content = try Self.content(of: source)
    do {
      let dictionary = try StateDictionary(content.root, heap: content.heap)
      guard !dictionary.tensors.isEmpty else { throw PyTorchProblem.noTensors }
      tensors = try TorchPlacement(file: source.path, storages: content.storages).place(dictionary.tensors)
      metadata = dictionary.notes
    } catch let problem as PyTorchProblem {
      throw CheckpointError.pytorch(file: source.path, problem)
    }
    self.source = source
  }

  /// What a checkpoint's pickle made, and the storages that it refers to.
  struct Content {
    var root: PickleValue
    var heap: PickleHeap
    var storages: [ExactName: any ByteSource]
  }

  private static func content(of source: any ByteSource) throws -> Content {
    let start = try source.withUnsafeBytes { bytes in
      try source.require(0..<min(512, bytes.count))
      return Array(bytes.prefix(512))
    }
    if start.starts(with: [0x50, 0x4B, 3, 4]) { return try archive(source) }
    if start.first == 0x80 { return try PyTorchStream.content(of: source) }
    if start.starts(with: "version https://git-lfs".utf8) { throw CheckpointError.lfsPointer(file: source.path) }
    let isTar = start.count >= 262 && start[257..<262].elementsEqual("ustar".utf8)
    throw CheckpointError.pytorch(file: source.path, isTar ? .tar : .unknown(Array(start.prefix(8))))
  }

  // MARK: The archive

  /// Descriptions of tensors take a few hundred bytes each; compressed ones could grow without end.
  private static let largestPickle = 1 << 28

  private static func archive(_ source: any ByteSource) throws -> Content {
    let archive = try ZipArchive(source)
    let pickles = archive.members.filter { $0.name.utf8.split(separator: UInt8(ascii: "/")).count == 2 }
      .filter { $0.name.hasSuffix("/data.pkl") }
    guard pickles.count == 1, let pickle = pickles.first else {
      throw CheckpointError.pytorch(file: source.path, .noPickle(members: archive.members.prefix(4).map(\.name)))
    }
    guard pickle.count <= largestPickle else {
      throw CheckpointError.pytorch(file: source.path, .largePickle(bytes: pickle.count, limit: largestPickle))
    }
    let folder = String(pickle.name.dropLast("data.pkl".count))
    try checkByteOrder(archive.member(named: folder + "byteorder"), file: source.path)
    var machine = PickleMachine()
    var cursor = try PickleCursor(whole: pickle)
    let root = try withExtendedLifetime(pickle) { try machine.run(&cursor) }
    var storages: [ExactName: any ByteSource] = [:]
    for (key, storage) in machine.storages {
      guard let member = archive.member(named: "\(folder)data/\(key.text)") else {
        throw CheckpointError.pytorch(file: source.path, .noStorage(key: key.text))
      }
      guard storage.byteCount == member.count else {
        throw CheckpointError.pytorch(
          file: source.path,
          .storageSize(key: key.text, expected: storage.byteCount ?? .max, found: member.count))
      }
      storages[key] = member
    }
    return Content(root: root, heap: machine.heap, storages: storages)
  }

  private static func checkByteOrder(_ member: ZipMember?, file: String) throws {
    guard let member else { return }
    guard member.count <= 16 else { throw CheckpointError.pytorch(file: file, .byteOrder("\(member.count) bytes")) }
    try member.require(0..<member.count)
    let order = member.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    guard order == "little" else { throw CheckpointError.pytorch(file: file, .byteOrder(order)) }
  }
}
