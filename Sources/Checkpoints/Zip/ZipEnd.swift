import ByteFiles

/// Where an archive's directory lies and how many entries it has, by the records at the archive's end.
struct ZipEnd {
  /// What the end says of the directory.
  struct Directory {
    var offset: Int
    var size: Int
    var count: Int
  }

  private static let size = 22
  private static let locatorSize = 20
  private static let size64 = 56
  /// The longest comment behind the end record: 16 bits.
  private static let longestComment = 0xFFFF

  /// Finds the end record and, where there is one, its 64-bit form.
  static func find(in source: any ByteSource) throws -> Directory {
    try source.withUnsafeBytes { bytes in
      let tail = max(0, bytes.count - size - longestComment - locatorSize - size64)
      try source.require(tail..<bytes.count)
      guard let end = endRecord(bytes) else { throw CheckpointError.zip(file: source.path, .noEnd) }
      var reader = ByteReader(bytes, file: source.path, offset: end + 4)
      let disks = [try reader.read(UInt16.self), try reader.read(UInt16.self)]
      let here = try reader.read(UInt16.self), count = try reader.read(UInt16.self)
      let size = try reader.read(UInt32.self), offset = try reader.read(UInt32.self)
      if let directory = try large(bytes, end: end, source) { return directory }
      guard disks == [0, 0], here == count else { throw CheckpointError.zip(file: source.path, .severalDisks) }
      return try checked(offset: UInt64(offset), size: UInt64(size), count: UInt64(count), end: end, source)
    }
  }

  /// The last place where an end record fits with its comment up to the file's last byte.
  private static func endRecord(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= size else { return nil }
    let last = bytes.count - size
    return stride(from: last, through: max(0, last - longestComment), by: -1).first { position in
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)) == ZipSignature.end
        && Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: position + 20, as: UInt16.self)))
          == last - position
    }
  }

  /// What the 64-bit end record says; nil where there is none.
  private static func large(_ bytes: UnsafeRawBufferPointer, end: Int, _ source: any ByteSource) throws -> Directory? {
    guard end >= locatorSize else { return nil }
    var locator = ByteReader(bytes, file: source.path, offset: end - locatorSize)
    guard try locator.read(UInt32.self) == ZipSignature.locator64 else { return nil }
    let disk = try locator.read(UInt32.self), place = try locator.read(UInt64.self)
    guard disk == 0, try locator.read(UInt32.self) <= 1 else {
      throw CheckpointError.zip(file: source.path, .severalDisks)
    }
    // The record lies before its locator; what may come between them nobody writes.
    guard place <= UInt64(max(0, end - locatorSize - size64)) else {
      throw CheckpointError.zip(file: source.path, .endPlace(found: place, limit: end - locatorSize - size64))
    }
    try source.require(Int(place)..<(Int(place) + size64))
    var reader = ByteReader(bytes, file: source.path, offset: Int(place))
    guard try reader.read(UInt32.self) == ZipSignature.end64 else {
      throw CheckpointError.zip(file: source.path, .endPlace(found: place, limit: end - locatorSize - size64))
    }
    _ = try reader.take(8 + 2 + 2)
    let disks = [try reader.read(UInt32.self), try reader.read(UInt32.self)]
    let here = try reader.read(UInt64.self), count = try reader.read(UInt64.self)
    let size = try reader.read(UInt64.self), offset = try reader.read(UInt64.self)
    guard disks == [0, 0], here == count else { throw CheckpointError.zip(file: source.path, .severalDisks) }
    return try checked(offset: offset, size: size, count: count, end: Int(place), source)
  }

  /// The directory, which must end where the end record begins and have room for its entries.
  private static func checked(offset: UInt64, size: UInt64, count: UInt64, end: Int, _ source: any ByteSource) throws
    -> Directory
  {
    let (directoryEnd, overflow) = offset.addingReportingOverflow(size)
    guard !overflow, directoryEnd == UInt64(end) else {
      throw CheckpointError.zip(file: source.path, .directoryPlace(offset: offset, size: size, end: end))
    }
    guard count <= size / UInt64(ZipDirectory.leastEntry) else {
      throw CheckpointError.zip(file: source.path, .count(found: count, size: size))
    }
    return Directory(offset: Int(offset), size: Int(size), count: Int(count))
  }
}
