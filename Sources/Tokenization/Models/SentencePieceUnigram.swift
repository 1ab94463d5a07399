/// Where SentencePiece's Unigram counts otherwise than the `tokenizers` library (unigram_model.cc, `EncodeOptimized`).
///
/// Sums are 32-bit floats, pieces that users defined have a score by their length, and the unknown piece costs more
/// than the least likely *normal* piece.
struct SentencePieceUnigram: Sendable {
  /// The least score of a normal piece.
  let minimumScore: Float
  /// The greatest score of a normal piece, or the least positive normal number if that is greater: so it is in the reference.
  private let maximumScore: Float
  private let userDefined: Set<Int>
  /// Whether sums are kept as 32-bit floats.
  let roundsSums: Bool

  /// The rules for `pieces`.
  init(_ pieces: [SentencePieceVocabulary.Piece]) {
    let scores = pieces.lazy.filter { $0.type == .normal }.map(\.score)
    minimumScore = scores.min() ?? .greatestFiniteMagnitude
    maximumScore = max(scores.max() ?? .leastNormalMagnitude, .leastNormalMagnitude)
    userDefined = Set(pieces.indices.filter { pieces[$0].type == .userDefined })
    roundsSums = true
  }

  /// The rules of llama.cpp for `pieces`: sums keep 64 bits, and what users defined is found before.
  init(llamaCpp pieces: [SentencePieceVocabulary.Piece]) {
    minimumScore = pieces.lazy.filter { $0.type == .normal }.map(\.score).min() ?? .greatestFiniteMagnitude
    maximumScore = 0
    userDefined = []
    roundsSums = false
  }

  /// The score of the piece `id` of `length` bytes, if a user defined it, counted in 32-bit floats.
  @inline(__always)
  func userDefinedScore(_ id: Int, length: Int) -> Double? {
    guard !userDefined.isEmpty, userDefined.contains(id) else { return nil }
    return Double(Float(length) * maximumScore - 0.1)
  }
}
