/// Writes a zip archive as it comes: members are stored, and their checksums stand behind them.
///
/// Sizes and places that need more than 32 bits have the 64-bit form. The same members give the same bytes: there is no time in
/// the archive.
package final class ZipWriter {
  /// Takes bytes on.
  package typealias Send = (UnsafeRawBufferPointer) throws -> Void

  private let send: Send
  private var position: UInt64 = 0
  private var directory: [UInt8] = []
  private var count = 0

  /// A writer whose bytes go to `send`.
  package init(_ send: @escaping Send) { self.send = send }

  /// Adds a member of `size` bytes, which are what `body` sends.
  ///
  /// - Precondition: `name` is short and ASCII; `body` sends exactly `size` bytes.
  package func add(_ name: String, size: Int, _ body: (Send) throws -> Void) throws {
    let offset = position
    let path = Array(name.utf8)
    let isLarge = size >= 0xFFFF_FFFF
    // Version 2.0, or 4.5 for 64 bits; the checksum follows the member; stored; the first day that zip can write.
    let start: [UInt8] = [isLarge ? 45 : 20, 0, 8, 0, 0, 0, 0, 0, 0x21, 0]
    let short = Self.little(isLarge ? .max : UInt32(size))
    let sizes = short + short
    let extra = isLarge ? [1, 0, 16, 0] + Self.little(UInt64(size)) + Self.little(UInt64(size)) : []
    let lengths = Self.little(UInt16(path.count))
    try write(
      Self.little(ZipSignature.localHeader) + start + [0, 0, 0, 0] + sizes + lengths
        + Self.little(UInt16(extra.count)) + path + extra)
    let checksum = try writeContent(size: size, body)
    let wide = isLarge ? Self.little(UInt64(size)) + Self.little(UInt64(size)) : sizes
    try write(Self.little(0x0807_4B50 as UInt32) + Self.little(checksum) + wide)
    let isFar = offset >= 0xFFFF_FFFF
    var fields = isLarge ? Self.little(UInt64(size)) + Self.little(UInt64(size)) : []
    if isFar { fields += Self.little(offset) }
    if !fields.isEmpty { fields = [1, 0] + Self.little(UInt16(fields.count)) + fields }
    directory += Self.little(ZipSignature.directoryEntry) + [isLarge || isFar ? 45 : 20, 0] + start
    directory += Self.little(checksum) + sizes + lengths + Self.little(UInt16(fields.count))
    directory += [UInt8](repeating: 0, count: 10) + Self.little(isFar ? .max : UInt32(offset)) + path + fields
    count += 1
  }

  private func writeContent(size: Int, _ body: (Send) throws -> Void) throws -> UInt32 {
    let start = position
    var checksum: UInt32 = 0
    try body { bytes in
      checksum = CRC32.update(checksum, bytes)
      try send(bytes)
      position += UInt64(bytes.count)
    }
    precondition(position - start == UInt64(size), "a member of \(size) bytes got \(position - start)")
    return checksum
  }

  /// Writes the directory; nothing may be added any more.
  package func finish() throws {
    let (start, size) = (position, UInt64(directory.count))
    try write(directory)
    let isLarge = start + size >= 0xFFFF_FFFF
    if isLarge {
      let place = position
      try write(
        Self.little(ZipSignature.end64) + Self.little(44 as UInt64) + [45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]
          + Self.little(UInt64(count)) + Self.little(UInt64(count)) + Self.little(size) + Self.little(start))
      try write(Self.little(ZipSignature.locator64) + [0, 0, 0, 0] + Self.little(place) + [1, 0, 0, 0])
    }
    let number = Self.little(UInt16(count))
    try write(
      Self.little(ZipSignature.end) + [0, 0, 0, 0] + number + number + Self.little(isLarge ? .max : UInt32(size))
        + Self.little(isLarge ? .max : UInt32(start)) + [0, 0])
  }

  private func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try send($0) }
    position += UInt64(bytes.count)
  }

  private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
