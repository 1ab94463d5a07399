import CZlib

/// The checksum of zip (ISO 3309, reflected polynomial EDB88320).
enum CRC32 {
  /// The checksum of these runs of bytes, one after the other.
  static func of(_ parts: [UInt8]...) -> UInt32 {
    parts.reduce(0) { value, bytes in bytes.withUnsafeBytes { update(value, $0) } }
  }

  /// The checksum of `bytes`.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 { update(0, bytes) }

  /// The checksum of what has the checksum `value`, and `bytes` behind it.
  static func update(_ value: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard let base = bytes.baseAddress else { return value }
    return UInt32(truncatingIfNeeded: crc32_z(UInt(value), base.assumingMemoryBound(to: UInt8.self), bytes.count))
  }
}
