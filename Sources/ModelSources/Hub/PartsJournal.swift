import ByteFiles

/// What is written down about the parts of a file: which bytes are here, and by which ETag their server knew the file.
///
/// A line for each, in the order in which they came: `0 65536`, `etag https://host:443 "abc"`.
struct PartsJournal: Sendable, Equatable {
  var ranges = RangeSet()
  var validator: Validator?

  /// An empty one.
  init() {}

  /// Reads the journal at `path`; lines that are none, or name bytes outside the file, are passed over.
  init(path: String, size: Int) {
    guard let length = FilePaths.size(of: path), length <= 16 << 20, let file = try? MappedFile(path: path) else {
      return
    }
    file.withUnsafeBytes { bytes in
      // What follows the last line feed may have been cut.
      let whole = bytes.prefix((bytes.lastIndex(of: 0x0A) ?? -1) + 1)
      for line in whole.split(separator: 0x0A) {
        let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        if words.count == 3, words[0] == "etag", let found = Validator(origin: words[1], etag: words[2]) {
          validator = found
        }
        let numbers = words.compactMap { Int($0) }
        guard words.count == 2, numbers.count == 2, numbers[0] >= 0, numbers[0] < numbers[1], numbers[1] <= size else {
          continue
        }
        ranges.insert(numbers[0]..<numbers[1])
      }
    }
  }

  static func line(_ range: Range<Int>) -> String { "\(range.lowerBound) \(range.upperBound)" }

  static func line(_ validator: Validator) -> String { "etag \(validator.origin) \(validator.etag)" }
}
