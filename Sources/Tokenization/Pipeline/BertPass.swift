/// BERT's cleaning and lower case, its split and WordPiece in one pass over plain text, which most text is: ASCII without
/// controls, of which each word's tokens are looked up as the word stands there.
///
/// Anything else goes the general way, in stretches that begin at white space and end before it: no stage looks further than
/// that. The results are those of the general way, offsets included.
final class BertPass: Sendable {
  /// What a byte is to the one pass.
  private enum Kind: UInt8 {
    case word, space, punctuation, rare
  }

  private let normalizer: BertNormalizer
  private let model: WordPieceModel
  /// For each byte, the raw value of its ``Kind``.
  private let kinds: [UInt8]

  /// The pass for these stages; nil when they are not BERT's.
  init?(normalizer: Normalizer?, preTokenizer: PreTokenizer?, model: TokenModel) {
    guard case .bert(let normalizer)? = normalizer, preTokenizer == .cutting(.bert), case .wordPiece(let model) = model
    else {
      return nil
    }
    self.model = model
    self.normalizer = normalizer
    kinds = (0...255).map { (byte: UInt8) in Self.kind(of: byte, normalizer).rawValue }
  }

  private static func kind(of byte: UInt8, _ normalizer: BertNormalizer) -> Kind {
    guard byte < 0x80 else { return .rare }
    let properties = NormalizationClass.of(UInt32(byte))
    if normalizer.cleansText {
      if properties.contains(.removed) { return .rare }
      if properties.contains(.space) { return .space }
    }
    let split = SplitClass.of(UInt32(byte))
    return split.contains(.whitespace) ? .space : split.contains(.punctuation) ? .punctuation : .word
  }

  /// Encodes `text`, which is a part of the original itself.
  func encode(_ text: TextView, _ scratch: inout WordPieceModel.Scratch, into builder: inout EncodingBuilder) throws {
    try kinds.withUnsafeBufferPointer { kinds in
      let bytes = text.bytes
      var index = 0
      // Where the stretch since the last white space begins, and how many tokens came before it.
      var stretch = 0
      var count = builder.ids.count
      while index < bytes.count {
        let kind = kinds[Int(bytes[index])]
        if kind == Kind.space.rawValue {
          stretch = index
          count = builder.ids.count
          index &+= 1
          continue
        }
        var end = index &+ 1
        if kind == Kind.word.rawValue {
          while end < bytes.count, kinds[Int(bytes[end])] == Kind.word.rawValue { end &+= 1 }
        }
        if kind != Kind.rare.rawValue, end == bytes.count || kinds[Int(bytes[end])] != Kind.rare.rawValue {
          try encodeWord(text, index..<end, &scratch, into: &builder)
          index = end
          continue
        }
        builder.truncate(to: count)
        index = stretchEnd(bytes, from: end, kinds)
        try encodeStretch(text.slice(stretch..<index), &scratch, into: &builder)
        stretch = index
        count = builder.ids.count
      }
    }
  }

  /// The general way: one stage after the other.
  private func encodeStretch(
    _ stretch: TextView, _ scratch: inout WordPieceModel.Scratch, into builder: inout EncodingBuilder
  ) throws {
    try normalizer.normalize(stretch).withView { view in
      var words: [Range<Int>] = []
      BertPreTokenizer.split(view.bytes, 0..<view.bytes.count) { words.append($0) }
      for word in words { try model.encode(view, word, &scratch, into: &builder) }
    }
  }

  /// Where a stretch that is not plain ends: before white space that some plain text follows, so that texts in other scripts
  /// are not cut into their words.
  private func stretchEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ kinds: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var space = bytes.count
    var plain = 0
    for index in start..<bytes.count {
      let kind = kinds[Int(bytes[index])]
      if kind == Kind.rare.rawValue {
        space = bytes.count
        plain = 0
        continue
      }
      if kind == Kind.space.rawValue, space == bytes.count { (space, plain) = (index, 0) }
      plain += 1
      if space < bytes.count, plain >= 16 { return space }
    }
    return space
  }

  @inline(__always)
  private func encodeWord(
    _ text: TextView, _ word: Range<Int>, _ scratch: inout WordPieceModel.Scratch, into builder: inout EncodingBuilder
  ) throws {
    guard word.count <= PieceCache.longestPiece, let start = text.bytes.baseAddress else {
      return try spell(text, word, &scratch, into: &builder)
    }
    let key = PieceKey(start + word.lowerBound, length: word.count)
    if let tokens = scratch.cache.tokens(of: key, length: word.count) {
      return builder.append(tokens, of: scratch.cache, text, word, length: { model.bytesCount(of: $0, at: $1) })
    }
    let count = builder.ids.count
    try spell(text, word, &scratch, into: &builder)
    scratch.cache.insert(builder.ids[count...], for: key, length: word.count)
  }

  /// Makes the word lower case and hands it to the model.
  private func spell(
    _ text: TextView, _ word: Range<Int>, _ scratch: inout WordPieceModel.Scratch, into builder: inout EncodingBuilder
  ) throws {
    guard normalizer.lowercases else { return try model.encode(text, word, &scratch, into: &builder) }
    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { lower in
      for (index, byte) in text.bytes[word].enumerated() {
        lower.initializeElement(at: index, to: (0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      }
      let view = TextView(bytes: UnsafeBufferPointer(lower), sources: nil, base: text.base + word.lowerBound)
      try model.encode(view, 0..<word.count, &scratch, into: &builder)
    }
  }
}
