/// A zip archive made in a test, which can lie in every field.
struct ZipBuilder {
  struct Member {
    var name: String
    var bytes: [UInt8]
    var method: UInt16 = 0
    var flags: UInt16 = 0
    /// What the directory says, where it is not so.
    var size: UInt32?
    var compressedSize: UInt32?
    var checksum: UInt32?
    var offset: UInt32?
    /// What the member's own header says.
    var localName: String?
    var localSize: UInt32?

    init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  var members: [Member] = []
  var count: UInt16?
  var directorySize: UInt32?
  var comment: [UInt8] = []
  /// What stands before the archive, which does not know of it.
  var inFront: [UInt8] = []

  init(_ members: [Member] = []) { self.members = members }

  /// Deflate's stored blocks: no compression, and yet its format.
  static func deflated(_ name: String, _ bytes: [UInt8]) -> Member {
    let length = UInt16(bytes.count)
    var member = Member(name, [1] + little(length) + little(~length) + bytes)
    member.method = 8
    member.size = UInt32(bytes.count)
    member.checksum = checksum(bytes)
    return member
  }

  /// The archive's bytes.
  var bytes: [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let offset = member.offset ?? UInt32(archive.count)
      let size =
        Self.little(member.compressedSize ?? UInt32(member.bytes.count))
        + Self.little(member.size ?? UInt32(member.bytes.count))
      let checksum = Self.little(member.checksum ?? Self.checksum(member.bytes))
      let start = Self.little(UInt16(20)) + Self.little(member.flags) + Self.little(member.method) + [0, 0, 0x21, 0]
      let localSize = member.localSize.map { Self.little($0) + Self.little($0) } ?? size
      let local = member.localName ?? member.name
      let name = Array(member.name.utf8)
      archive += [0x50, 0x4B, 3, 4] + start + checksum + localSize + Self.little(UInt16(local.utf8.count)) + [0, 0]
      archive += Array(local.utf8) + member.bytes
      directory += [0x50, 0x4B, 1, 2, 20, 0] + start + checksum + size + Self.little(UInt16(name.count))
      directory += [UInt8](repeating: 0, count: 12) + Self.little(offset) + name
    }
    let place = UInt32(archive.count)
    let count = Self.little(count ?? UInt16(members.count))
    archive += directory
    archive += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + Self.little(directorySize ?? UInt32(directory.count))
    return inFront + archive + Self.little(place) + Self.little(UInt16(comment.count)) + comment
  }

  static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// ISO 3309's checksum, bit by bit.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { value, byte in
      (0..<8).reduce(value ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
  }
}
