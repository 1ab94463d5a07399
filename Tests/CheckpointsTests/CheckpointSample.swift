import ByteFiles
import Checkpoints
import Tensors
import TestSupport
import Testing

/// What Scripts/fixtures/checkpoints.py says about one of its sample files.
struct CheckpointSample: Decodable {
  struct Described: Decodable {
    let name: String
    let type: String
    let shape: [Int]
    let byteCount: Int
    /// The elements as 32-bit floats, little-endian, in hexadecimal; nil where the type cannot be read.
    let floats: String?
  }
  let tensors: [Described]

  /// Checks that `checkpoint` has exactly these tensors, in this order, and that every float has the reference's bits.
  func expectSame(_ checkpoint: Checkpoint) throws {
    #expect(checkpoint.infos.map(\.name).map { Array($0.utf8) } == tensors.map { Array($0.name.utf8) })
    for (info, expected) in zip(checkpoint.infos, tensors) {
      #expect(info.typeName == expected.type)
      #expect(info.shape.dimensions == expected.shape)
      #expect(info.byteCount == expected.byteCount)
      #expect((info.dtype != nil) == (expected.floats != nil))
      #expect(checkpoint.info(named: expected.name) == info)
      if let floats = expected.floats {
        #expect(hexadecimal(of: try checkpoint.tensor(named: expected.name)) == floats, "\(expected.name)")
      } else {
        #expect(throws: CheckpointError.unreadableType(file: info.file, tensor: info.name, type: info.typeName)) {
          try checkpoint.tensor(named: expected.name)
        }
      }
    }
  }
}

/// All the tensor's values as 32-bit floats, little-endian, in hexadecimal.
func hexadecimal(of tensor: Tensor) -> String {
  let digits = Array("0123456789abcdef")
  return allFloats(of: tensor).withUnsafeBytes { bytes in
    String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

/// All the tensor's values, row after row.
func allFloats(of tensor: Tensor) -> [Float] {
  (0..<tensor.rowCount).flatMap { tensor.row($0) }
}
