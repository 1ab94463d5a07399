import ByteFiles
import Work

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file inside a zip archive, as bytes to read.
///
/// Stored bytes are those of the archive, not copied. Compressed ones are inflated whole when any of them are required first.
/// Before something was required there are no bytes.
package final class ZipMember: ByteSource {
  /// The name within the archive.
  package let name: String
  /// What messages call it: the archive, and the name within it.
  package var path: String { "\(archive.path), \(name)" }
  /// The number of bytes when they are inflated.
  package var count: Int { entry.size }
  /// Whether the bytes are those of the archive.
  package var isStored: Bool { !entry.isDeflated }

  /// The bytes of a member's own header without a name.
  static let leastHeader = 30

  private let archive: any ByteSource
  private let entry: ZipEntry
  /// Where the member must have ended.
  private let limit: Int
  private let content: Locked<Content?> = Locked(nil)
  /// Whether stored bytes still are to be compared with their checksum.
  private let isUnverified: Locked<Bool>

  private struct Content: Sendable {
    var source: any ByteSource
    var range: Range<Int>
  }

  init(archive: any ByteSource, entry: ZipEntry, limit: Int, verifiesStored: Bool = false) {
    isUnverified = Locked(verifiesStored && !entry.isDeflated)
    self.archive = archive
    self.entry = entry
    self.limit = limit
    name = entry.name
  }

  package var bytes: UnsafeRawBufferPointer {
    content.withLock { $0.map { UnsafeRawBufferPointer(rebasing: $0.source.bytes[$0.range]) } }
      ?? UnsafeRawBufferPointer(start: nil, count: 0)
  }

  package func require(_ range: Range<Int>) throws {
    let content = try content.withLock { content in
      if let content { return content }
      let range = try dataRange()
      let found = Content(
        source: entry.isDeflated ? try inflated(range) : archive, range: entry.isDeflated ? 0..<entry.size : range)
      content = found
      return found
    }
    let start = content.range.lowerBound
    try content.source.require((start + range.lowerBound)..<(start + range.upperBound))
    if range.upperBound == count { try isUnverified.withLock { try verify(content, &$0) } }
  }

  private func verify(_ content: Content, _ isUnverified: inout Bool) throws {
    guard isUnverified else { return }
    try content.source.require(content.range)
    let found = content.source.withUnsafeBytes { CRC32.of(UnsafeRawBufferPointer(rebasing: $0[content.range])) }
    guard found == entry.checksum else {
      throw CheckpointError.zip(file: archive.path, .checksum(member: name, expected: entry.checksum, found: found))
    }
    isUnverified = false
  }

  /// Where the member's bytes are in the archive, by its own header, which must say what the directory says.
  private func dataRange() throws -> Range<Int> {
    let headerEnd = entry.offset + Self.leastHeader
    try archive.require(entry.offset..<headerEnd)
    return try archive.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes, file: archive.path, offset: entry.offset)
      try check("signature", UInt64(ZipSignature.localHeader), UInt64(try reader.read(UInt32.self)))
      _ = try reader.take(4)
      try check("method", entry.isDeflated ? 8 : 0, UInt64(try reader.read(UInt16.self)))
      _ = try reader.take(4)
      let checksum = try reader.read(UInt32.self)
      let compressed = try reader.read(UInt32.self), size = try reader.read(UInt32.self)
      let nameLength = Int(try reader.read(UInt16.self)), extraLength = Int(try reader.read(UInt16.self))
      if !entry.hasDescriptor {
        try check("checksum", UInt64(entry.checksum), UInt64(checksum))
        if compressed != .max { try check("compressed size", UInt64(entry.compressedSize), UInt64(compressed)) }
        if size != .max { try check("size", UInt64(entry.size), UInt64(size)) }
      }
      try check("name's length", UInt64(name.utf8.count), UInt64(nameLength))
      try archive.require(headerEnd..<(headerEnd + nameLength))
      guard try reader.take(nameLength).elementsEqual(name.utf8) else {
        throw CheckpointError.zip(file: archive.path, .otherName(member: name))
      }
      let start = headerEnd + nameLength + extraLength
      guard start + entry.compressedSize <= limit else {
        throw CheckpointError.zip(
          file: archive.path, .pastDirectory(member: name, end: start + entry.compressedSize, limit: limit))
      }
      return start..<(start + entry.compressedSize)
    }
  }

  private func check(_ field: String, _ expected: UInt64, _ found: UInt64) throws {
    guard expected == found else {
      throw CheckpointError.zip(
        file: archive.path, .header(member: name, field: field, expected: expected, found: found))
    }
  }

  private func inflated(_ range: Range<Int>) throws -> OwnedBytes {
    try archive.require(range)
    // What cannot be had at all is an error rather than the end of the process.
    guard let probe = malloc(max(1, entry.size)) else {
      throw CheckpointError.zip(file: archive.path, .tooLarge(member: name, size: entry.size))
    }
    free(probe)
    return try OwnedBytes(path: path, count: entry.size) { memory in
      try archive.withUnsafeBytes { bytes in
        do {
          try Inflation.inflate(UnsafeRawBufferPointer(rebasing: bytes[range]), into: memory)
        } catch let failure as Inflation.Failure {
          throw CheckpointError.zip(file: archive.path, .inflation(member: name, reason: failure.reason))
        }
      }
      let found = CRC32.of(UnsafeRawBufferPointer(memory))
      guard found == entry.checksum else {
        throw CheckpointError.zip(
          file: archive.path, .checksum(member: name, expected: entry.checksum, found: found))
      }
    }
  }
}
