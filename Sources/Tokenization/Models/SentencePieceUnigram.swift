/// Where SentencePiece's Unigram counts otherwise than the `tokenizers` library (unigram_model.cc, `EncodeOptimized`).
///
/// Sums are 32-bit floats, pieces that users defined have a score by their length alone, and the unknown piece costs more
/// than the least likely *normal* piece. As of version 0.2.3; 0.2.1 compared sums before it rounded them, and never
/// counted anew.
struct SentencePieceUnigram: Sendable {
  /// The least score of a normal piece.
  let minimumScore: Float
  private let userDefined: Set<Int>
  /// Beyond this sum, or below its negative, counting starts anew from 0.
  static let greatestSum = 100_000.0
  /// Whether sums are kept as 32-bit floats.
  let roundsSums: Bool

  /// The rules for `pieces`.
  init(_ pieces: [SentencePieceVocabulary.Piece]) {
    minimumScore = Self.minimumScore(pieces)
    userDefined = Set(pieces.indices.filter { pieces[$0].type == .userDefined })
    roundsSums = true
  }

  /// The rules of llama.cpp for `pieces`: sums keep 64 bits, and what users defined is found before.
  init(llamaCpp pieces: [SentencePieceVocabulary.Piece]) {
    minimumScore = Self.minimumScore(pieces)
    userDefined = []
    roundsSums = false
  }

  private static func minimumScore(_ pieces: [SentencePieceVocabulary.Piece]) -> Float {
    pieces.lazy.filter { $0.type == .normal }.map(\.score).min() ?? .greatestFiniteMagnitude
  }

  /// The score of the piece `id` of `length` bytes, if a user defined it, counted in 32-bit floats.
  @inline(__always)
  func userDefinedScore(_ id: Int, length: Int) -> Double? {
    guard !userDefined.isEmpty, userDefined.contains(id) else { return nil }
    return Double(Float(0.1 * Double(length - 1)))
  }
}
