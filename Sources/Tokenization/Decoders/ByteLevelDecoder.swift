/// Makes text of tokens spelled in ``ByteAlphabet``.
///
/// Bytes that are not valid UTF-8 together become U+FFFD, one for each longest piece of a character. A token with a
/// character outside the alphabet is taken as it is.
enum ByteLevelDecoder {
  /// The text that `tokens` stand for.
  static func decode(_ tokens: [[UInt8]]) -> String {
    var bytes: [UInt8] = []
    for token in tokens {
      bytes += token.withUnsafeBufferPointer { ByteAlphabet.decode($0) } ?? token
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
