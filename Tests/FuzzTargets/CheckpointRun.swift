import ByteFiles
import Checkpoints
import Tensors

/// What every checkpoint promises: a tensor that it lists is there, row for row, or an error says why it can't be read.
enum CheckpointRun {
  /// Opens a checkpoint and looks at the first and last row of its tensors.
  static func run(_ open: () throws -> Checkpoint) {
    guard let checkpoint = try? open() else { return }
    for info in checkpoint.infos.prefix(64) {
      guard let tensor = try? checkpoint.tensor(named: info.name) else { continue }
      precondition(tensor.shape == info.shape, "another shape than was listed")
      guard tensor.rowCount > 0, tensor.columnCount <= 1 << 16 else { continue }
      _ = tensor.row(0)
      _ = tensor.row(tensor.rowCount - 1)
    }
  }

  /// `parts` one after the other as a file.
  static func source(_ parts: [[UInt8]]) -> OwnedBytes {
    let bytes = parts.flatMap { $0 }
    return OwnedBytes(path: "fuzz", count: bytes.count) { $0.copyBytes(from: bytes) }
  }

  /// A checkpoint of PyTorch in the form of old versions, whose third pickle is `bytes`, with one storage of four floats.
  static func stream(_ bytes: [UInt8]) -> OwnedBytes { source([head, bytes, keys, storage]) }

  /// Magic number, version, and what the system was.
  private static let head: [UInt8] =
    [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]
    + [0x80, 2, 0x4D, 0xE9, 3, 0x2E] + [0x80, 2, 0x7D, 0x2E]
  /// `["0"]`.
  private static let keys: [UInt8] = [0x80, 2, 0x5D, 0x58, 1, 0, 0, 0, 0x30, 0x61, 0x2E]
  private static let storage: [UInt8] = [4, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 1, count: 16)
}
