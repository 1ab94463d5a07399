/// Makes spaces of the mark at the ends of words (`</w>`), but for the last token, whose marks vanish.
///
/// The reference calls it `BPEDecoder`.
struct WordEndDecoder: DecodingStage {
  /// What marks the end of a word.
  let suffix: [UInt8]
  /// The token before, which may be the last.
  private var held: [UInt8]?
  private var collector = TokenCollector()

  init(suffix: [UInt8]) { self.suffix = suffix }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var held = held
    collector.forEachToken(of: input) { token in
      if let held { output.append(held.replacing(suffix, by: [0x20])) }
      held = Array(token)
    }
    if isLast, let last = held {
      output.append(last.replacing(suffix, by: []))
      held = nil
    }
    self.held = held
  }
}
