import ByteFiles
import SafeText

/// PyTorch's files before 1.6: pickles in a row (a magic number, a version, the system, the objects, the storages' keys), then each
/// storage: its number of elements in 8 bytes, and the elements.
enum PyTorchStream {
  /// The number that comes first: 0x1950a86a20f9469cfc6c.
  private static let magic: [UInt8] = [0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]
  private static let version = 1001

  /// Reads all pickles of `source`; looks at no storage.
  static func content(of source: any ByteSource) throws -> PyTorchFile.Content {
    try withExtendedLifetime(source) {
      var cursor = PickleCursor(source)
      var machine = PickleMachine()
      try checkMagic(try machine.run(&cursor), source)
      try checkSystem(version: try machine.run(&cursor), try machine.run(&cursor), machine.heap, source)
      let root = try machine.run(&cursor)
      let keys = try machine.run(&cursor)
      guard case .list = keys, let keys = machine.heap.elements(of: keys) else { throw error(source, .keys(keys.kind)) }
      let storages = try place(keys, machine.storages, from: cursor.offset, source)
      return PyTorchFile.Content(root: root, heap: machine.heap, storages: storages)
    }
  }

  private static func error(_ source: any ByteSource, _ problem: PyTorchProblem) -> CheckpointError {
    .pytorch(file: source.path, problem)
  }

  private static func checkMagic(_ found: PickleValue, _ source: any ByteSource) throws {
    guard case .bytes(let range) = found, source.bytes[range].elementsEqual(magic) else {
      throw error(source, .otherPickle(found.kind))
    }
  }

  private static func checkSystem(
    version: PickleValue, _ system: PickleValue, _ heap: PickleHeap, _ source: any ByteSource
  ) throws {
    guard case .integer(Self.version) = version else { throw error(source, .version(version.kind)) }
    guard case .dictionary(let place) = system else { throw error(source, .version(system.kind)) }
    for (key, value) in heap.dictionaries[place] {
      guard case .text("little_endian") = key else { continue }
      guard case .bool(true) = value else { throw error(source, .byteOrder("big")) }
    }
  }

  /// The storages behind the pickles, one after the other up to the file's end.
  private static func place(
    _ keys: [PickleValue], _ named: [ExactName: TorchStorage], from start: Int, _ source: any ByteSource
  ) throws -> [ExactName: any ByteSource] {
    var storages: [ExactName: any ByteSource] = [:]
    var position = start
    for key in keys {
      guard case .text(let key) = key else { throw error(source, .keys(key.kind)) }
      guard let storage = named[ExactName(key)] else { throw error(source, .unknownKey(key)) }
      guard let bytes = storage.byteCount, bytes <= source.count - 8, position <= source.count - 8 - bytes else {
        throw error(
          source,
          .storageSize(
            key: key, expected: storage.byteCount ?? .max, found: max(0, source.count - position - 8)))
      }
      let range = (position + 8)..<(position + 8 + bytes)
      let known = storages.updateValue(
        StreamStorage(source, key: key, range: range, count: storage.count), forKey: ExactName(key))
      guard known == nil else { throw error(source, .keyTwice(key)) }
      position = range.upperBound
    }
    guard position == source.count else { throw error(source, .leftOver(source.count - position)) }
    for key in named.keys where storages[key] == nil { throw error(source, .noStorage(key: key.text)) }
    return storages
  }
}

/// A storage in a stream: its bytes are the file's, once the number before them was compared with what the pickle says.
private final class StreamStorage: ByteSource {
  let key: String
  private let file: any ByteSource
  private let range: Range<Int>
  private let elements: Int

  init(_ file: any ByteSource, key: String, range: Range<Int>, count: Int) {
    self.file = file
    self.key = key
    self.range = range
    elements = count
  }

  var path: String { file.path }
  var count: Int { range.count }
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: file.bytes[range]) }

  func require(_ wanted: Range<Int>) throws {
    let head = range.lowerBound - 8
    try file.require(head..<range.lowerBound)
    let found = file.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: head, as: UInt64.self))
    }
    guard found == UInt64(elements) else {
      throw CheckpointError.pytorch(
        file: file.path, .elementCount(key: key, expected: elements, found: found))
    }
    try file.require((range.lowerBound + wanted.lowerBound)..<(range.lowerBound + wanted.upperBound))
  }
}
