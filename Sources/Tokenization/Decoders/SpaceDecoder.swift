/// Puts a space between tokens.
struct SpaceDecoder: DecodingStage {
  private var isFirst = true
  private var collector = TokenCollector()

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var isFirst = isFirst
    collector.forEachToken(of: input) { token in
      if !isFirst { output.bytes.append(0x20) }
      output.append(token)
      isFirst = false
    }
    self.isFirst = isFirst
  }
}
