/// What can be wrong with a zip archive.
public enum ZipProblem: Equatable, Sendable {
  // MARK: The archive

  case noEnd
  case severalDisks
  case endPlace(found: UInt64, limit: Int)
  case directoryPlace(offset: UInt64, size: UInt64, end: Int)
  case count(found: UInt64, size: UInt64)
  case countBelow(found: Int, left: Int)
  case noEntry(offset: Int)

  // MARK: A member

  case unsafeName(String)
  case duplicate(member: String)
  case overlap(member: String, other: String)
  case pastDirectory(member: String, end: Int, limit: Int)
  case encrypted(member: String)
  case method(member: String, found: Int)
  case absurdSize(member: String, size: UInt64, compressed: UInt64)
  case tooLarge(member: String, size: Int)
  case header(member: String, field: String, expected: UInt64, found: UInt64)
  case otherName(member: String)
  case inflation(member: String, reason: String)
  case checksum(member: String, expected: UInt32, found: UInt32)

  /// The problem in words.
  var text: String {
    switch self {
    case .noEnd: "there is no end record of a zip archive in the last 64 kB; it may be an incomplete download"
    case .severalDisks: "a zip archive of several parts, of which this is one; join them first"
    case .endPlace(let found, let limit):
      "the 64-bit end record of the archive is said to be at byte \(found), where it can begin at \(limit) at the latest; "
        + CheckpointError.distrust
    case .directoryPlace(let offset, let size, let end):
      "the archive's directory is said to be \(size) bytes from byte \(offset), but it must end at byte \(end); "
        + "bytes may be missing, or stand before the archive"
    case .count(let found, let size):
      "the archive's directory is said to have \(found) entries, for which \(size) bytes have no room; "
        + CheckpointError.distrust
    case .countBelow(let found, let left):
      "the archive's directory is said to have \(found) entries, but goes on for \(left) bytes after them; "
        + CheckpointError.distrust
    case .noEntry(let offset):
      "byte \(offset): an entry of the archive's directory is expected; \(CheckpointError.distrust)"

    case .unsafeName(let name):
      "the archive has a member “\(name)”, whose name could lead out of a folder; \(CheckpointError.distrust)"
    case .duplicate(let member): "the archive has “\(member)” twice; \(CheckpointError.distrust)"
    case .overlap(let member, let other):
      "“\(member)” begins in the archive before “\(other)” ends; \(CheckpointError.distrust)"
    case .pastDirectory(let member, let end, let limit):
      "“\(member)” ends at byte \(end) of the archive, where it must have ended at \(limit); "
        + CheckpointError.distrust
    case .encrypted(let member): "“\(member)” is encrypted; unpack the archive and write it anew without a password"
    case .method(let member, let found):
      "“\(member)” is compressed by method \(found), where 0 (stored) and 8 (deflated) can be read; "
        + "unpack the archive and write it anew"
    case .absurdSize(let member, let size, let compressed):
      "“\(member)” is said to hold \(size) bytes in \(compressed), which cannot be; \(CheckpointError.distrust)"
    case .tooLarge(let member, let size):
      "“\(member)” is compressed and takes \(size) bytes, more memory than there is; write the archive uncompressed"
    case .header(let member, let field, let expected, let found):
      "“\(member)”: its own header has the \(field) \(found), the archive's directory \(expected); "
        + CheckpointError.distrust
    case .otherName(let member):
      "“\(member)” has another name in its own header than in the archive's directory; \(CheckpointError.distrust)"
    case .inflation(let member, let reason):
      "“\(member)” cannot be inflated (\(reason)); it may be an incomplete download"
    case .checksum(let member, let expected, let found):
      "“\(member)” has the checksum \(found), where the archive says \(expected); it is damaged: download it again"
    }
  }
}
