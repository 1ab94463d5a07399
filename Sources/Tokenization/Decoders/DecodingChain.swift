/// The stages of a decoder, one after the other, over tokens that may come bit by bit.
struct DecodingChain: Sendable {
  private var stages: [any DecodingStage]

  /// The stages of `decoder`, at the beginning of a text.
  init(_ decoder: TokenDecoder) { stages = decoder.stages }

  /// The text that `tokens` add to what was given before: whole scalars, which no later token changes.
  ///
  /// With `isLast` nothing is kept back. All texts together are the same however the tokens are divided among calls.
  mutating func decode(_ tokens: TokenStrings, isLast: Bool) throws -> String {
    var input = tokens
    var output = TokenStrings()
    for index in stages.indices {
      try stages[index].decode(input, isLast: isLast, into: &output)
      swap(&input, &output)
      output.removeAll()
    }
    return String(decoding: input.bytes, as: UTF8.self)
  }
}
