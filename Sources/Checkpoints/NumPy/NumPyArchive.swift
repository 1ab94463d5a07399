/// Named arrays as NumPy's `.npz`: a ZIP archive of stored `.npy` files, as `numpy.savez` writes it.
///
/// The same arrays give the same bytes: there is no time in the archive.
package enum NumPyArchive {
  /// The archive's bytes.
  ///
  /// Throws ``CheckpointError/archiveTooLarge(bytes:limit:)`` above 4 GB, where ZIP's own numbers end.
  ///
  /// - Precondition: names are short and ASCII.
  package static func bytes(_ arrays: [(name: String, array: NumPyArray)]) throws -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    // Large arrays are copied once, into room that is there.
    archive.reserveCapacity(arrays.reduce(1 << 12) { $0 + $1.array.data.count })
    for (name, array) in arrays {
      let header = array.header
      let size = header.count + array.data.count
      let path = Array("\(name).npy".utf8)
      let limit = Int(UInt32.max) - (1 << 20)
      guard archive.count + size <= limit else {
        throw CheckpointError.archiveTooLarge(bytes: archive.count + size, limit: limit)
      }
      let offset = UInt32(archive.count)
      // Version 2.0, no flags, stored; the first day that ZIP can write.
      let common: [UInt8] =
        [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0] + little(CRC32.of(header, array.data)) + little(UInt32(size))
        + little(UInt32(size)) + [UInt8(path.count & 0xFF), UInt8(path.count >> 8), 0, 0]
      archive += little(ZipSignature.localHeader) + common + path + header
      archive += array.data
      // No comment, first disk, no attributes.
      directory +=
        little(ZipSignature.directoryEntry) + [20, 0] + common + [UInt8](repeating: 0, count: 10) + little(offset)
        + path
    }
    let start = UInt32(archive.count)
    let count = [UInt8(arrays.count & 0xFF), UInt8(arrays.count >> 8)]
    archive += directory
    archive +=
      little(ZipSignature.end) + [0, 0, 0, 0] + count + count + little(UInt32(directory.count)) + little(start) + [
        0, 0,
      ]
    return archive
  }

  private static func little(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
