internal import CVectorKernels

/// The quick way of a ``RawBytePass`` to ids alone: stretches of text are split by vector masks, and their words looked up
/// together; only words not met before are merged.
struct WordPass: Sendable {
  private let split: VectorSplit
  /// The stages that find the same; none where words are marked.
  private let cutters: [Cutter]
  private let model: BytePairModel
  /// Whether spaces are to become ▁, and whether one is put before the text.
  private let marks: MarkedWords?

  /// The pass for stages that have a form by vector masks; nil for others.
  init?(_ cutters: [Cutter], _ model: BytePairModel) {
    guard let split = VectorSplit(cutters) else { return nil }
    self.split = split
    self.cutters = cutters
    self.model = model
    marks = nil
  }

  /// The pass for text whose spaces SentencePiece marks; nil where words depend on each other.
  init?(normalizer: Normalizer?, preTokenizer: PreTokenizer?, model: TokenModel) {
    guard case .bytePairs(let model) = model, let marks = MarkedWords(normalizer, preTokenizer, model) else {
      return nil
    }
    split = .markedWords(marks.cuts)
    cutters = []
    self.model = model
    self.marks = marks
  }

  /// What the pass works with.
  final class Scratch {
    fileprivate let starts = UnsafeMutablePointer<UInt16>.allocate(capacity: VectorSplit.longestStretch + 1)
    /// Room for a token to each byte of a stretch, and for what the lookup writes in vain.
    fileprivate let ids = UnsafeMutablePointer<UInt32>.allocate(capacity: VectorSplit.longestStretch + 4)
    fileprivate let search = UnsafeMutablePointer<embedscope_word_search>.allocate(capacity: 1)
    fileprivate let words = WordCache()
    fileprivate var longWords = LongWordCache()

    init() { search.initialize(to: embedscope_word_search()) }

    deinit {
      starts.deallocate()
      ids.deallocate()
      search.deallocate()
    }
  }

  /// Encodes `bytes`, a text that is normalized, or whose spaces are to be marked.
  ///
  /// - Parameter isFirst: Whether a space may have to be put before it.
  @inline(never)
  func encode(
    _ bytes: UnsafeBufferPointer<UInt8>, isFirst: Bool = true, _ scratch: inout BytePairModel.Scratch,
    into ids: inout [Int]
  ) throws {
    let work = scratch.wordPass ?? Scratch()
    scratch.wordPass = work
    var start = 0
    if isFirst, let marks, marks.addsSpace, !bytes.isEmpty {
      start = marks.cuts.endOfFirst(bytes)
      try model.appendMarked(bytes[..<start], addsSpace: true, &scratch, into: &ids)
    }
    while start < bytes.count {
      let end = split.endOfStretch(bytes, from: start)
      let stretch = UnsafeBufferPointer(rebasing: bytes[start..<end])
      let isShort = stretch.count <= VectorSplit.longestStretch
      let count = isShort ? split.split(stretch, into: work.starts) : 0
      if count > 0 {
        try lookUp(UnsafeBufferPointer(rebasing: bytes[start...]), count, work, &scratch, into: &ids)
      } else {
        try encodePlainly(stretch, work, &scratch, into: &ids)
      }
      start = end
    }
  }

  /// Appends the ids of the `count` words of `text` that begin at the scratch's starts.
  private func lookUp(
    _ text: UnsafeBufferPointer<UInt8>, _ count: Int, _ work: Scratch, _ scratch: inout BytePairModel.Scratch,
    into ids: inout [Int]
  ) throws {
    let search = work.search
    search.pointee.text = text.baseAddress
    search.pointee.readable = text.count
    search.pointee.starts = UnsafePointer(work.starts)
    search.pointee.count = count
    search.pointee.next = 0
    search.pointee.ids = work.ids
    work.words.provide(&search.pointee)
    while embedscope_find_unknown_word(search) {
      let index = search.pointee.next - 1
      let word = UnsafeBufferPointer(rebasing: text[Int(work.starts[index])..<Int(work.starts[index + 1])])
      guard let target = search.pointee.ids else { break }
      search.pointee.ids = target + (try encode(word, index, work, to: target, &scratch))
    }
    if let end = search.pointee.ids {
      Self.append(UnsafeBufferPointer(start: work.ids, count: end - work.ids), to: &ids)
    }
  }

  /// The space that is put before a text where nothing of the text follows.
  func encodeSpaceBefore(_ scratch: inout BytePairModel.Scratch, into ids: inout [Int]) throws {
    guard marks?.addsSpace == true else { return }
    try model.appendMarked(UnsafeBufferPointer(start: nil, count: 0)[...], addsSpace: true, &scratch, into: &ids)
  }

  private func merge(
    _ word: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt32>,
    _ scratch: inout BytePairModel.Scratch
  ) throws -> Int {
    guard marks != nil else { return model.merge(word, to: target, &scratch) }
    var ids: [Int] = []
    try model.appendMarked(word[...], addsSpace: false, &scratch, into: &ids)
    for (index, id) in ids.enumerated() { target[index] = UInt32(truncatingIfNeeded: id) }
    return ids.count
  }

  /// Writes the ids of a word that the table does not have, and keeps them; how many they are.
  private func encode(
    _ word: UnsafeBufferPointer<UInt8>, _ index: Int, _ work: Scratch, to target: UnsafeMutablePointer<UInt32>,
    _ scratch: inout BytePairModel.Scratch
  ) throws -> Int {
    if word.count > WordCache.longestWord {
      if let count = work.longWords.write(word, to: target) { return count }
      let count = try merge(word, to: target, &scratch)
      work.longWords.keep(UnsafeBufferPointer(start: target, count: count), for: word)
      return count
    }
    let count = try merge(word, to: target, &scratch)
    let key = work.key(of: index)
    work.words.keep(UnsafeBufferPointer(start: target, count: count), low: key.low, high: key.high)
    work.words.provide(&work.search.pointee)
    return count
  }

  /// The same with the scanners, for what is too long or too knotty for masks: as many pieces at a time as a stretch has.
  private func encodePlainly(
    _ bytes: UnsafeBufferPointer<UInt8>, _ work: Scratch, _ scratch: inout BytePairModel.Scratch, into ids: inout [Int]
  ) throws {
    var start = 0
    var count = 0
    func finish(_ end: Int) throws {
      guard count > 0 else { return }
      work.starts[count] = UInt16(truncatingIfNeeded: end - start)
      try lookUp(UnsafeBufferPointer(rebasing: bytes[start...]), count, work, &scratch, into: &ids)
      count = 0
    }
    try forEachPiece(of: bytes) { piece in
      if piece.upperBound - start > VectorSplit.longestStretch {
        try finish(piece.lowerBound)
        start = piece.lowerBound
        if piece.count > VectorSplit.longestStretch {
          start = piece.upperBound
          return try encodeHuge(UnsafeBufferPointer(rebasing: bytes[piece]), &scratch, into: &ids)
        }
      }
      work.starts[count] = UInt16(truncatingIfNeeded: piece.lowerBound - start)
      count += 1
    }
    try finish(bytes.count)
  }

  private func forEachPiece(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) throws -> Void
  ) throws {
    if let marks { return try marks.cuts.forEachPart(of: bytes, body) }
    try RawBytePieces.cut(bytes, 0..<bytes.count, cutters[...], body)
  }

  /// A piece that is longer than a stretch.
  private func encodeHuge(
    _ word: UnsafeBufferPointer<UInt8>, _ scratch: inout BytePairModel.Scratch, into ids: inout [Int]
  ) throws {
    try withUnsafeTemporaryAllocation(of: UInt32.self, capacity: word.count) { found in
      guard let target = found.baseAddress else { return }
      let count = try merge(word, to: target, &scratch)
      Self.append(UnsafeBufferPointer(start: target, count: count), to: &ids)
    }
  }

  private static func append(_ found: UnsafeBufferPointer<UInt32>, to ids: inout [Int]) {
    let start = ids.count
    // In two steps, each of them a loop of wide instructions.
    ids.append(contentsOf: repeatElement(0, count: found.count))
    ids.withUnsafeMutableBufferPointer { ids in
      for index in found.indices { ids[start &+ index] = Int(truncatingIfNeeded: found[index]) }
    }
  }
}

extension WordPass.Scratch {
  /// The key of the word `index`, which was just looked up.
  fileprivate func key(of index: Int) -> (low: UInt64, high: UInt64) {
    let slot = index % Int(EMBEDSCOPE_WORD_BATCH)
    // SAFETY: both lists have as many numbers as a batch has words.
    return withUnsafeBytes(of: &search.pointee.low) { low in
      withUnsafeBytes(of: &search.pointee.high) { high in
        (
          low.load(fromByteOffset: slot * 8, as: UInt64.self), high.load(fromByteOffset: slot * 8, as: UInt64.self)
        )
      }
    }
  }
}
