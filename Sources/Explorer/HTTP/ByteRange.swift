/// A part of an answer that a browser asks for by `Range: bytes=…`.
enum ByteRange: Sendable, Equatable {
  /// The whole: nothing else was asked for, or not in a form that is answered (several ranges, another unit).
  case whole
  case part(Range<Int>)
  /// There are no such bytes.
  case unsatisfiable

  /// What `header` means for an answer of `count` bytes.
  init(_ header: String?, count: Int) {
    guard let header, header.hasPrefix("bytes=") else {
      self = .whole
      return
    }
    let ends = String(header.dropFirst(6)).parts(separatedBy: UInt8(ascii: "-"))
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
      self = .whole
      return
    }
    switch (Self.number(ends[0]), Self.number(ends[1])) {
    case (nil, nil): self = .whole
    case (nil, let last?): self = last > 0 && count > 0 ? .part(max(0, count - last)..<count) : .unsatisfiable
    case (let first?, let last):
      if let last, last < first {
        self = .whole
      } else if first >= count {
        self = .unsatisfiable
      } else {
        self = .part(first..<min(last.map { $0 < Int.max ? $0 + 1 : $0 } ?? count, count))
      }
    }
  }

  /// nil for no digits; a number too large for any answer is the largest there is.
  private static func number(_ text: String) -> Int? { text.isEmpty ? nil : Int(text) ?? .max }
}
