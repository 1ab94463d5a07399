import ByteFiles

/// An array of strings in a GGUF file, left where it is mapped: 49,152 tokens cost 400 kB of offsets.
///
/// The elements are bytes, not `String`s: a vocabulary's tokens are compared byte for byte and need not be valid UTF-8.
package struct GGUFStrings: Sendable, RandomAccessCollection {
  private let source: any ByteSource
  /// Where each string starts, and where one more would start: 8 bytes of length lie between one's end and the next's start.
  private let starts: [Int]

  init(_ cursor: inout GGUFCursor, count: Int, key: String, source: any ByteSource) throws {
    var starts: [Int] = []
    starts.reserveCapacity(count + 1)
    try cursor.skipStrings(count, key: key) { starts.append($0.lowerBound) }
    starts.append(cursor.offset + 8)
    self.starts = starts
    self.source = source
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { starts.count - 1 }

  /// A copy of the bytes of the string at `position`.
  package subscript(position: Int) -> [UInt8] {
    withUnsafeBytes(at: position) { Array($0) }
  }

  /// Calls `body` with the bytes of the string at `position`, where they are mapped.
  package func withUnsafeBytes<Result>(
    at position: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let range = starts[position]..<(starts[position + 1] - 8)
    return try source.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// All the bytes in one array, string after string, and where each one ends in it.
  package func packed() -> (bytes: [UInt8], ends: [Int]) {
    var ends: [Int] = []
    ends.reserveCapacity(count)
    let size = starts[count] - starts[0] - 8 * count
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      let target = UnsafeMutableRawBufferPointer(buffer)
      source.withUnsafeBytes { all in
        for position in indices {
          let range = starts[position]..<(starts[position + 1] - 8)
          // SAFETY: `size` is the sum of these ranges' lengths, and slices are bounds-checked.
          UnsafeMutableRawBufferPointer(rebasing: target[initialized..<(initialized + range.count)])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: all[range]))
          initialized += range.count
          ends.append(initialized)
        }
      }
    }
    return (bytes, ends)
  }
}
