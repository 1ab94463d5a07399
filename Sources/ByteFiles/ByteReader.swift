/// A cursor over little-endian binary data that checks every read against the end of the file.
package struct ByteReader {
  /// The file's name, for messages.
  package let file: String
  /// Where the next read starts.
  package private(set) var offset: Int
  private let bytes: UnsafeRawBufferPointer

  /// Reads `bytes`, which must outlive the reader.
  package init(_ bytes: UnsafeRawBufferPointer, file: String, offset: Int = 0) {
    self.bytes = bytes
    self.file = file
    self.offset = offset
  }

  /// The number of bytes that are left.
  package var remaining: Int { bytes.count - offset }

  /// Takes the next `count` bytes; throws ``ByteFilesError/truncated(file:offset:needed:end:)`` past the end.
  package mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
    guard count >= 0, count <= remaining else {
      throw ByteFilesError.truncated(file: file, offset: offset, needed: count, end: bytes.count)
    }
    let slice = UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)])
    offset += count
    return slice
  }

  /// Reads one little-endian integer.
  package mutating func read<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type = Value.self) throws
    -> Value
  {
    Value(littleEndian: try take(MemoryLayout<Value>.size).loadUnaligned(as: Value.self))
  }

  /// Reads one little-endian 32-bit float.
  package mutating func readFloat() throws -> Float { Float(bitPattern: try read(UInt32.self)) }

  /// Reads one little-endian 64-bit float.
  package mutating func readDouble() throws -> Double { Double(bitPattern: try read(UInt64.self)) }
}
