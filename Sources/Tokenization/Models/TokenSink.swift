/// Where a model puts the tokens it finds.
struct TokenSink {
  /// Token ids, in the order of the text.
  var ids: [Int] = []
  /// For each token, the bytes of the original it stands for; stays empty when nobody asks for it.
  var offsets: [Range<Int>] = []
  /// Tokens whose string is not the vocabulary's: added tokens, which keep the white space they took along.
  var strings: [Int: String] = [:]
  /// Whether offsets and strings are wanted.
  let wantsOffsets: Bool

  init(wantsOffsets: Bool) { self.wantsOffsets = wantsOffsets }

  /// Adds the token `id` for `range` of `text`.
  @inline(__always)
  mutating func append(_ id: Int, _ text: TextView, _ range: Range<Int>) {
    ids.append(id)
    if wantsOffsets { offsets.append(text.sourceRange(of: range)) }
  }
}
