import ByteFiles

/// Makes one token of all that are spelled in ``ByteAlphabet``: the text that their bytes are.
///
/// Bytes that are not valid UTF-8 together become U+FFFD, one for each longest piece of a character. A token with a
/// character outside the alphabet is taken as it is.
struct ByteLevelDecoder: DecodingStage {
  private var collector = TokenCollector()
  /// The beginning of a character whose rest is still to come.
  private var begun: [UInt8] = []

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var bytes = begun
    collector.forEachToken(of: input) { token in
      token.withUnsafeBufferPointer { token in
        let start = bytes.count
        if !ByteAlphabet.decode(token, into: &bytes) {
          bytes.removeSubrange(start...)
          bytes.append(contentsOf: token)
        }
      }
    }
    let whole = isLast ? bytes.count : Self.wholeLength(of: bytes)
    begun = Array(bytes[whole...])
    output.bytes += String(decoding: bytes[..<whole], as: UTF8.self).utf8
    if isLast { output.endToken() }
  }

  /// How many of `bytes` come before a character that they begin and do not finish.
  private static func wholeLength(of bytes: [UInt8]) -> Int {
    guard let start = bytes.indices.suffix(3).last(where: { !UTF8Scalars.isContinuation(bytes[$0]) }) else {
      return bytes.count
    }
    return UTF8Scalars.length(startingWith: bytes[start]) > bytes.count - start ? start : bytes.count
  }
}

/// Makes text of tokens that stand for single bytes (`<0xE2>`): neighbours that are valid UTF-8 together become one token,
/// others U+FFFD for each byte.
struct ByteFallbackDecoder: DecodingStage {
  private var collector = TokenCollector()
  /// The bytes since the last token that stands for none.
  private var run: [UInt8] = []

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var run = run
    collector.forEachToken(of: input) { token in
      if let byte = ByteToken.byte(token) { return run.append(byte) }
      Self.flush(&run, into: &output)
      output.append(token)
    }
    if isLast { Self.flush(&run, into: &output) }
    self.run = run
  }

  private static func flush(_ run: inout [UInt8], into output: inout TokenStrings) {
    guard !run.isEmpty else { return }
    if run.withUnsafeBytes(UTF8Validation.firstInvalidOffset) == nil {
      output.append(run)
    } else {
      for _ in run { output.append([0xEF, 0xBF, 0xBD]) }
    }
    run.removeAll(keepingCapacity: true)
  }
}
