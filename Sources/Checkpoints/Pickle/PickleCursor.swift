import ByteFiles

/// A cursor over a pickle that requires bytes as it comes to them.
struct PickleCursor {
  private var reader: ByteReader
  private var required: RequiredStart

  /// The longest text that is held as such; what is longer is no name.
  static let longestText = 1 << 16

  /// A cursor at the start of `source`, which must outlive it.
  init(_ source: any ByteSource) {
    reader = ByteReader(source.bytes, file: source.path)
    required = RequiredStart(source)
  }

  /// A cursor at the start of `source`, all of which is there.
  init(whole source: any ByteSource) throws {
    try source.require(0..<source.count)
    reader = ByteReader(source.bytes, file: source.path)
    required = RequiredStart(source, end: source.count)
  }

  var file: String { reader.file }
  var offset: Int { reader.offset }
  var remaining: Int { reader.remaining }

  mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
    if count > required.end - offset { try required.grow(to: offset.addingReportingOverflow(count)) }
    return try reader.take(count)
  }

  mutating func read<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type = Value.self) throws -> Value {
    Value(littleEndian: try take(MemoryLayout<Value>.size).loadUnaligned(as: Value.self))
  }

  /// Reads a length, then so many bytes.
  mutating func readBytes<Length: UnsignedInteger & FixedWidthInteger & BitwiseCopyable>(_ length: Length.Type) throws
    -> (range: Range<Int>, bytes: UnsafeRawBufferPointer)
  {
    let length = try read(length)
    guard let count = Int(exactly: length), count <= remaining else {
      throw ByteFilesError.truncated(
        file: file, offset: offset, needed: Int(clamping: length), end: offset + remaining)
    }
    let start = offset
    return (start..<(start + count), try take(count))
  }

  /// Reads text up to the next line feed.
  mutating func readLine() throws -> String {
    var line: [UInt8] = []
    while true {
      let byte: UInt8 = try read()
      if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
      guard line.count <= 1024 else {
        throw CheckpointError.pickle(file: file, offset: offset, .longName)
      }
    }
  }
}
