/// Text files line by line.
enum TextLines {
  /// Calls `body` with each line, without its LF or CRLF, and its number from 1; what follows the last LF is a line only
  /// when it is not empty.
  static func forEach(
    in bytes: UnsafeRawBufferPointer, _ body: (UnsafeBufferPointer<UInt8>, Int) throws -> Void
  ) rethrows {
    try bytes.withMemoryRebound(to: UInt8.self) { text in
      var start = 0
      var number = 0
      while start < text.count {
        number += 1
        var end = start
        while end < text.count, text[end] != 0x0A { end &+= 1 }
        let hasReturn = end > start && end < text.count && text[end - 1] == 0x0D
        try body(UnsafeBufferPointer(rebasing: text[start..<(hasReturn ? end - 1 : end)]), number)
        start = end + 1
      }
    }
  }
}
