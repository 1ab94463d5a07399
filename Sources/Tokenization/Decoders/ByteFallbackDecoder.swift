import ByteFiles

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
