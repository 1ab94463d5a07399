import ByteFiles
import SafeText
import Tensors
import Work

/// A checkpoint of Flax (`flax_model.msgpack`) in which every array was found to be as long as its shape and type say.
///
/// Maps in maps, of which the keys joined by dots are the names; arrays are MessagePack's extension 1: an array of shape, type and
/// bytes. Ones above a gigabyte are cut into chunks. Source: flax/serialization.py; MessagePack's specification.
struct FlaxFile: CheckpointFile {
  static let format = Checkpoint.Format.flax

  let source: any ByteSource
  let tensors: [StoredTensor]
  var metadata: [(key: String, value: String)] { [] }

  init(_ source: any ByteSource) throws {
    self.source = source
    do {
      try source.require(0..<source.count)
      let arrays = try source.withUnsafeBytes { bytes in
        guard !bytes.starts(with: "version https://git-lfs".utf8) else {
          throw CheckpointError.lfsPointer(file: source.path)
        }
        var walk = FlaxWalk(bytes, file: source.path)
        return try walk.arrays()
      }
      guard !arrays.isEmpty else { throw FlaxProblem.noArrays }
      var names: Set<ExactName> = []
      tensors = try arrays.map { array in
        guard names.insert(ExactName(array.name)).inserted else {
          throw CheckpointError.duplicateTensor(file: source.path, tensor: array.name)
        }
        return try Self.place(array, source)
      }
    } catch let problem as FlaxProblem {
      throw CheckpointError.flax(file: source.path, problem)
    }
  }

  private static func place(_ array: FlaxArray, _ source: any ByteSource) throws -> StoredTensor {
    // NumPy calls types as PyTorch does.
    guard let type = TorchType.named(array.type) else { throw FlaxProblem.type(array: array.name, found: array.type) }
    let shape = Shape(array.shape)
    guard let elements = shape.elementCount,
      case (let byteCount, let overflow) = elements.multipliedReportingOverflow(by: type.size), !overflow
    else {
      throw CheckpointError.sizeOverflow(file: source.path, tensor: array.name, type: type.shownName, shape: shape)
    }
    let found = array.ranges.reduce(0) { $0 + $1.count }
    guard found == byteCount else {
      throw FlaxProblem.size(
        array: array.name, type: type.shownName, shape: array.shape, expected: byteCount, found: found)
    }
    let info = TensorInfo(
      name: array.name, typeName: type.shownName, dtype: type.dtype, shape: shape, byteCount: byteCount,
      file: source.path)
    guard array.ranges.count != 1 else { return StoredTensor(info: info, source: source, range: array.ranges[0]) }
    return StoredTensor(info: info, source: JoinedBytes(source, array.ranges), range: 0..<byteCount)
  }
}

/// Ranges of a source one after the other: copied together when any of it is required first.
private final class JoinedBytes: ByteSource {
  private let source: any ByteSource
  private let ranges: [Range<Int>]
  private let joined: Locked<OwnedBytes?> = Locked(nil)

  init(_ source: any ByteSource, _ ranges: [Range<Int>]) {
    self.source = source
    self.ranges = ranges
    count = ranges.reduce(0) { $0 + $1.count }
  }

  let count: Int
  var path: String { source.path }
  var bytes: UnsafeRawBufferPointer { joined.withLock { $0?.bytes } ?? UnsafeRawBufferPointer(start: nil, count: 0) }

  func require(_ range: Range<Int>) throws {
    for range in ranges { try source.require(range) }
    joined.withLock { joined in
      guard joined == nil else { return }
      joined = OwnedBytes(path: path, count: count) { memory in
        var place = 0
        for range in ranges {
          UnsafeMutableRawBufferPointer(rebasing: memory[place..<(place + range.count)])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: source.bytes[range]))
          place += range.count
        }
      }
    }
  }
}
