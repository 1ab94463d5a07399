import ByteFiles
import SafeText

/// One entry of an archive's directory, whose own numbers are possible.
struct ZipEntry {
  var name: String
  var isDeflated: Bool
  /// Whether the member's own header leaves sizes and checksum to a record behind the bytes.
  var hasDescriptor: Bool
  var checksum: UInt32
  var compressedSize: Int
  var size: Int
  /// Where the member's own header begins.
  var offset: Int
  /// The first place where the member can end: its header may be longer than the name alone makes it.
  var leastEnd: Int
}

/// The directory of a zip archive.
struct ZipDirectory {
  /// The bytes of an entry without a name.
  static let leastEntry = 46

  /// In the order of the directory; no two have the same name.
  private(set) var entries: [ZipEntry] = []
  private let file: String

  /// Reads the directory at `place` whole.
  init(_ source: any ByteSource, _ place: ZipEnd.Directory) throws {
    file = source.path
    try source.require(place.offset..<(place.offset + place.size))
    try source.withUnsafeBytes { bytes in
      let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<(place.offset + place.size)])
      var reader = ByteReader(bytes, file: file, offset: place.offset)
      var names: Set<ExactName> = []
      entries.reserveCapacity(place.count)
      for _ in 0..<place.count {
        let entry = try readEntry(&reader)
        guard names.insert(ExactName(entry.name)).inserted else {
          throw CheckpointError.zip(file: file, .duplicate(member: entry.name))
        }
        entries.append(entry)
      }
      guard reader.remaining == 0 else {
        throw CheckpointError.zip(file: file, .countBelow(found: place.count, left: reader.remaining))
      }
    }
  }

  private func readEntry(_ reader: inout ByteReader) throws -> ZipEntry {
    guard try reader.read(UInt32.self) == ZipSignature.directoryEntry else {
      throw CheckpointError.zip(file: file, .noEntry(offset: reader.offset - 4))
    }
    _ = try reader.take(4)
    let flags = try reader.read(UInt16.self), method = try reader.read(UInt16.self)
    _ = try reader.take(4)
    let checksum = try reader.read(UInt32.self)
    var sizes = Sizes(compressed: UInt64(try reader.read(UInt32.self)), size: UInt64(try reader.read(UInt32.self)))
    let nameLength = Int(try reader.read(UInt16.self)), extraLength = Int(try reader.read(UInt16.self))
    let commentLength = Int(try reader.read(UInt16.self))
    let disk = try reader.read(UInt16.self)
    _ = try reader.take(6)
    sizes.offset = UInt64(try reader.read(UInt32.self))
    let name = try checkedName(try reader.take(nameLength))
    try sizes.widen(by: try reader.take(extraLength), file: file)
    _ = try reader.take(commentLength)
    // Encrypted, patched, strongly encrypted, with a hidden directory.
    guard flags & 0x2061 == 0 else { throw CheckpointError.zip(file: file, .encrypted(member: name)) }
    guard method == 0 || method == 8 else {
      throw CheckpointError.zip(file: file, .method(member: name, found: Int(method)))
    }
    guard disk == 0 || disk == 0xFFFF else { throw CheckpointError.zip(file: file, .severalDisks) }
    return try entry(name, method: method, flags: flags, checksum, sizes)
  }

  private func entry(_ name: String, method: UInt16, flags: UInt16, _ checksum: UInt32, _ sizes: Sizes) throws
    -> ZipEntry
  {
    let header = UInt64(ZipMember.leastHeader + name.utf8.count)
    let (start, carry) = sizes.offset.addingReportingOverflow(header)
    let (end, overflow) = start.addingReportingOverflow(sizes.compressed)
    guard !carry, !overflow, let end = Int(exactly: end), let size = Int(exactly: sizes.size) else {
      throw CheckpointError.zip(file: file, .absurdSize(member: name, size: sizes.size, compressed: sizes.compressed))
    }
    // Deflate makes at most 258 bytes of two bits.
    let most = method == 0 ? sizes.compressed : min(sizes.compressed, 1 << 40) * 1032
    guard method == 0 ? sizes.size == most : sizes.size <= most else {
      throw CheckpointError.zip(file: file, .absurdSize(member: name, size: sizes.size, compressed: sizes.compressed))
    }
    return ZipEntry(
      name: name, isDeflated: method == 8, hasDescriptor: flags & 8 != 0, checksum: checksum,
      compressedSize: Int(sizes.compressed), size: size, offset: Int(sizes.offset), leastEnd: end)
  }

  /// The name, which must be text and stay below the archive.
  private func checkedName(_ bytes: UnsafeRawBufferPointer) throws -> String {
    let name = String(decoding: bytes, as: UTF8.self)
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard UTF8Validation.firstInvalidOffset(bytes) == nil, !bytes.isEmpty, bytes[0] != UInt8(ascii: "/"),
      !bytes.contains(0), !bytes.contains(UInt8(ascii: "\\")), !parts.contains(where: { $0.elementsEqual("..".utf8) })
    else { throw CheckpointError.zip(file: file, .unsafeName(name)) }
    return name
  }

  /// The numbers of an entry that an extra field may hold in their 64-bit form.
  private struct Sizes {
    var compressed: UInt64
    var size: UInt64
    var offset: UInt64 = 0

    /// Takes from the extra field 1 those numbers that are all ones, in this order: size, compressed size, offset.
    mutating func widen(by extra: UnsafeRawBufferPointer, file: String) throws {
      var fields = ByteReader(extra, file: file)
      while fields.remaining >= 4 {
        let id = try fields.read(UInt16.self), length = Int(try fields.read(UInt16.self))
        // Some writers pad with bytes that are no field.
        guard length <= fields.remaining else { return }
        let content = try fields.take(length)
        guard id == 1 else { continue }
        var reader = ByteReader(content, file: file)
        if size == 0xFFFF_FFFF { size = try reader.read(UInt64.self) }
        if compressed == 0xFFFF_FFFF { compressed = try reader.read(UInt64.self) }
        if offset == 0xFFFF_FFFF { offset = try reader.read(UInt64.self) }
        return
      }
    }
  }
}
