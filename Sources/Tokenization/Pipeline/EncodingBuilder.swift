/// An encoding that grows token by token: where a model puts what it finds.
struct EncodingBuilder {
  /// Token ids, in the order of the text.
  var ids: [Int] = []
  /// For each token, the bytes of the original it stands for; stays empty when nobody asks for it.
  var offsets: [Range<Int>] = []
  /// Tokens whose string is not the vocabulary's: added tokens, which keep the white space they took along.
  var strings: [Int: String] = [:]
  /// Whether offsets and strings are wanted.
  let wantsOffsets: Bool

  /// A builder for the tokens of a text of `bytes` bytes.
  init(wantsOffsets: Bool, bytes: Int) {
    self.wantsOffsets = wantsOffsets
    // English has a token for each four bytes; what is missing is added by doubling.
    ids.reserveCapacity(bytes / 3 + 4)
    if wantsOffsets { offsets.reserveCapacity(bytes / 3 + 4) }
  }

  /// Adds the token `id` for `range` of `text`.
  @inline(__always)
  mutating func append(_ id: Int, _ text: TextView, _ range: Range<Int>) {
    ids.append(id)
    if wantsOffsets { offsets.append(text.sourceRange(of: range)) }
  }

  /// Adds an added token, which stands in `range` of `text`.
  mutating func append(_ token: AddedToken, _ text: TextView, _ range: Range<Int>) {
    if wantsOffsets { strings[ids.count] = String(decoding: text.bytes[range], as: UTF8.self) }
    append(token.id, text, range)
  }

  /// Adds the tokens of the piece `range` of `text`, which `cache` gave out; `length` tells how many bytes a token there
  /// stands for, by its position.
  @inline(__always)
  mutating func append(
    _ tokens: PieceCache.Tokens, of cache: borrowing PieceCache, _ text: TextView, _ range: Range<Int>,
    length: (_ id: Int, _ position: Int) -> Int
  ) {
    if tokens.count == 1 { return append(Int(tokens.first), text, range) }
    var start = range.lowerBound
    for position in 0..<tokens.count {
      let id = cache.id(of: tokens, at: position)
      let end = wantsOffsets ? start + length(id, position) : start
      append(id, text, start..<end)
      start = end
    }
  }

  /// Takes tokens off again until there are `count`; none of them may have a string of its own.
  mutating func truncate(to count: Int) {
    ids.removeSubrange(count...)
    if wantsOffsets { offsets.removeSubrange(count...) }
  }

  /// Takes all tokens off again and keeps the memory.
  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    strings.removeAll(keepingCapacity: true)
  }
}
