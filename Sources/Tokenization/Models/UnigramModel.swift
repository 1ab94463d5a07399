/// Unigram: of all ways to cut a piece into tokens, the one whose scores (log probabilities) have the greatest sum.
///
/// The best way is found by Viterbi's algorithm over the places between characters; of two ways with the same sum, the one
/// found first stays: the one whose last token is longest. A character that is no token may be unknown, which costs 10 more
/// than the least likely token.
///
/// Source: Kudo 2018 (arXiv:1804.10959).
///
/// ```
/// a: -1   b: -1   ab: -1.5        aab → a ab (-2.5), not a a b (-3)
/// ```
struct UnigramModel: Sendable {
  /// The vocabulary.
  let table: TokenTable
  /// For each id, its token's log probability.
  let scores: [Double]
  /// The token for characters that are none.
  let unknownID: Int?
  /// For each byte, the token `<0xNN>`; nil unless unknown characters are spelled by these.
  let fallbackTokens: [UInt32]?
  /// Where SentencePiece itself counts otherwise than the `tokenizers` library; nil for the library's way.
  let sentencePiece: SentencePieceUnigram?
  private let trie: TokenTrie
  private let unknownScore: Double
  private let roundsSums: Bool

  /// What the strings of the vocabulary say about text.
  var spelling: TokenSpelling {
    var spelling = TokenSpelling()
    spelling.hasByteTokens = fallbackTokens != nil
    return spelling
  }

  /// What an unknown character costs more than the least likely token.
  static let unknownPenalty = 10.0

  /// The model over `table`, whose ids are those of `scores`.
  ///
  /// - Throws: ``TokenizationError`` naming `file` when a score is not finite or `unknownID` is no token's.
  init(table: TokenTable, scores: [Double], unknownID: Int?, byteFallback: Bool, file: String) throws {
    precondition(scores.count == table.idLimit, "\(scores.count) scores for ids below \(table.idLimit)")
    if let wrong = scores.indices.first(where: { table.contains($0) && !scores[$0].isFinite }) {
      throw TokenizationError.unexpected(
        file: file, field: "model.vocab[\(wrong)]", expected: "a finite score", found: "\(scores[wrong])")
    }
    if let unknownID, !table.contains(unknownID) {
      throw TokenizationError.unexpected(
        file: file, field: "model.unk_id", expected: "an id below \(table.idLimit)", found: "\(unknownID)")
    }
    self.table = table
    self.scores = scores
    self.unknownID = unknownID
    fallbackTokens = byteFallback ? ByteToken.ids(in: table) : nil
    sentencePiece = nil
    roundsSums = false
    trie = TokenTrie(table)
    unknownScore = (scores.indices.lazy.filter(table.contains).map { scores[$0] }.min() ?? 0) - Self.unknownPenalty
  }

  /// The model of a SentencePiece file, whose scores are 32-bit floats.
  init(
    table: TokenTable, scores: [Double], unknownID: Int, fallbackTokens: [UInt32]?, rules: SentencePieceUnigram,
    spellsText: (_ id: Int) -> Bool
  ) {
    precondition(scores.count == table.idLimit, "\(scores.count) scores for ids below \(table.idLimit)")
    self.table = table
    self.scores = scores
    self.unknownID = unknownID
    self.fallbackTokens = fallbackTokens
    sentencePiece = rules
    roundsSums = rules.roundsSums
    trie = TokenTrie(table, where: spellsText)
    unknownScore = Double(rules.minimumScore - Float(Self.unknownPenalty))
  }

  /// What one call works with, kept from piece to piece.
  struct Scratch {
    fileprivate var places: [Place] = []
    fileprivate var path: [(id: Int, range: Range<Int>)] = []
  }

  /// The best way to a place between two characters.
  fileprivate struct Place {
    var score = 0.0
    /// Where its last token begins; -1 for a place that no way leads to.
    var start = -1
    /// Its last token.
    var id = 0
  }

  /// Encodes `piece` of `text`.
  ///
  /// - Throws: ``TokenizationError/noUnknownToken(name:)``.
  func encode(_ text: TextView, _ piece: Range<Int>, _ scratch: inout Scratch, into builder: inout EncodingBuilder)
    throws
  {
    let bytes = UnsafeBufferPointer(rebasing: text.bytes[piece])
    try findBestWays(bytes, &scratch.places)
    collectPath(bytes.count, &scratch)
    for (id, range) in scratch.path.reversed() {
      let place = piece.lowerBound + range.lowerBound..<piece.lowerBound + range.upperBound
      if id == unknownID { emitUnknown(text, place, into: &builder) } else { builder.append(id, text, place) }
    }
  }

  private func findBestWays(_ bytes: UnsafeBufferPointer<UInt8>, _ places: inout [Place]) throws {
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: repeatElement(Place(), count: bytes.count + 1))
    try places.withUnsafeMutableBufferPointer { places in
      var start = 0
      // How far the ways found so far lead.
      var furthest = 0
      while start < bytes.count {
        if roundsSums { Self.startAnew(places, start, furthest) }
        let score = places[start].score
        let characterEnd = start + UTF8Scalars.decode(bytes, at: start).length
        var hasCharacter = false
        trie.forEachPrefix(of: bytes, from: start) { token, end in
          let id = Int(token)
          let own = sentencePiece?.userDefinedScore(id, length: end - start) ?? scores[id]
          offer(own + score, from: start, id, to: &places[end])
          furthest = max(furthest, end)
          if end == characterEnd { hasCharacter = true }
        }
        let unknown = rounded(unknownScore + score)
        if !hasCharacter { furthest = max(furthest, characterEnd) }
        if !hasCharacter, Self.isBetter(unknown, than: places[characterEnd]) {
          guard let unknownID else { throw TokenizationError.noUnknownToken(name: nil) }
          places[characterEnd] = Place(score: unknown, start: start, id: unknownID)
        }
        start = characterEnd
      }
    }
  }

  /// SentencePiece counts from 0 again where a sum gets so large that 32 bits would round the scores of tokens away.
  @inline(__always)
  private static func startAnew(_ places: UnsafeMutableBufferPointer<Place>, _ start: Int, _ furthest: Int) {
    let passed = places[start].score
    guard abs(passed) > SentencePieceUnigram.greatestSum else { return }
    for place in start...furthest where place == start || places[place].start >= 0 {
      places[place].score = Double(Float(places[place].score - passed))
    }
  }

  @inline(__always)
  private static func isBetter(_ score: Double, than place: Place) -> Bool { place.start < 0 || score > place.score }

  @inline(__always)
  private func offer(_ score: Double, from start: Int, _ id: Int, to place: inout Place) {
    let score = rounded(score)
    if Self.isBetter(score, than: place) { place = Place(score: score, start: start, id: id) }
  }

  /// SentencePiece adds 32-bit floats, and compares what comes of it.
  @inline(__always)
  private func rounded(_ score: Double) -> Double { roundsSums ? Double(Float(score)) : score }

  /// Goes back along the best way; neighbouring unknown characters become one.
  private func collectPath(_ count: Int, _ scratch: inout Scratch) {
    scratch.path.removeAll(keepingCapacity: true)
    var end = count
    while end > 0 {
      let place = scratch.places[end]
      if place.id == unknownID, let last = scratch.path.indices.last, scratch.path[last].id == place.id {
        scratch.path[last].range = place.start..<scratch.path[last].range.upperBound
      } else {
        scratch.path.append((place.id, place.start..<end))
      }
      end = place.start
    }
    if count > 1 << 16 { scratch.places = [] }
  }

  /// Unknown characters together may be a token after all; else they become tokens of their bytes, if there are all of these.
  private func emitUnknown(_ text: TextView, _ range: Range<Int>, into builder: inout EncodingBuilder) {
    if sentencePiece != nil { return emitCharacters(text, range, into: &builder) }
    let bytes = UnsafeBufferPointer(rebasing: text.bytes[range])
    if let id = table.id(of: bytes) { return builder.append(id, text, range) }
    if let fallbackTokens, bytes.allSatisfy({ fallbackTokens[Int($0)] != .max }) {
      for byte in bytes { builder.append(Int(fallbackTokens[Int(byte)]), text, range) }
      return
    }
    // The reference shows the unknown text itself as the token's string.
    if builder.wantsOffsets { builder.strings[builder.ids.count] = String(decoding: bytes, as: UTF8.self) }
    if let unknownID { builder.append(unknownID, text, range) }
  }

  /// SentencePiece's way: one unknown token, or bytes, of which each stands for its own character.
  private func emitCharacters(_ text: TextView, _ range: Range<Int>, into builder: inout EncodingBuilder) {
    guard let fallbackTokens else {
      if builder.wantsOffsets {
        builder.strings[builder.ids.count] = String(decoding: text.bytes[range], as: UTF8.self)
      }
      if let unknownID { builder.append(unknownID, text, range) }
      return
    }
    for index in range { builder.append(Int(fallbackTokens[Int(text.bytes[index])]), text, index..<index + 1) }
  }
}
