/// Makes spaces of the character that stands for one (▁); the first token's vanish, unless none was put before the text.
struct MetaspaceDecoder: DecodingStage {
  /// The character that stands for a space, in UTF-8.
  let mark: [UInt8]
  /// Whether a mark was put before the text (`prepend_scheme` is not `never`): then the first token has none of its own.
  let dropsFirst: Bool
  private var isFirst = true

  init(mark: [UInt8], dropsFirst: Bool) {
    self.mark = mark
    self.dropsFirst = dropsFirst
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var isFirst = isFirst
    input.forEachPart { part, ends in
      // No part cuts a scalar, and the mark is one.
      output.bytes += Array(part).replacing(mark, by: isFirst && dropsFirst ? [] : [0x20])
      guard ends else { return }
      output.endToken()
      isFirst = false
    }
    self.isFirst = isFirst
  }
}
