package import ByteFiles
import SafeText

/// The members of a zip archive, as its directory lists them.
///
/// Opening looks at the archive's end and its directory alone; a member's own header and its bytes are looked at when the
/// member is asked for its bytes. Source: PKWARE's APPNOTE.TXT 6.3.10.
package struct ZipArchive: Sendable {
  /// The members in the order of the directory; folders are left out.
  package let members: [ZipMember]
  private let positions: [ExactName: Int]

  /// Reads the directory of the archive that `source` is.
  ///
  /// Throws when the directory is not one whole, lists something twice, lists what overlaps, or lists what cannot be read.
  ///
  /// With `verifiesStored`, members that are not compressed are compared with their checksums, too, when they are read to the end.
  package init(_ source: any ByteSource, verifiesStored: Bool = false) throws {
    let place = try ZipEnd.find(in: source)
    let entries = try ZipDirectory(source, place).entries
    let limits = try Self.limits(entries, directory: place.offset, file: source.path)
    let members = zip(entries, limits).map {
      ZipMember(archive: source, entry: $0, limit: $1, verifiesStored: verifiesStored)
    }
    .filter { !$0.name.hasSuffix("/") }
    self.members = members
    self.positions = Dictionary(
      members.enumerated().map { (ExactName($1.name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The member of this name, to the byte; nil where there is none.
  package func member(named name: String) -> ZipMember? { positions[ExactName(name)].map { members[$0] } }

  /// Where each entry must have ended: where the next one begins, or the directory.
  private static func limits(_ entries: [ZipEntry], directory: Int, file: String) throws -> [Int] {
    let order = entries.indices.sorted { entries[$0].offset < entries[$1].offset }
    var limits = [Int](repeating: directory, count: entries.count)
    for (position, next) in zip(order, order.dropFirst()) {
      limits[position] = entries[next].offset
      guard entries[position].leastEnd <= entries[next].offset else {
        throw CheckpointError.zip(
          file: file, .overlap(member: entries[next].name, other: entries[position].name))
      }
    }
    for entry in entries where entry.leastEnd > directory {
      throw CheckpointError.zip(file: file, .pastDirectory(member: entry.name, end: entry.leastEnd, limit: directory))
    }
    return limits
  }
}

/// The four bytes that each part of a zip archive begins with, as a little-endian number.
enum ZipSignature {
  static let localHeader: UInt32 = 0x0403_4B50
  static let directoryEntry: UInt32 = 0x0201_4B50
  static let end: UInt32 = 0x0605_4B50
  static let end64: UInt32 = 0x0606_4B50
  static let locator64: UInt32 = 0x0706_4B50
}
