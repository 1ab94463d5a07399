/// How encodings that are too long are truncated.
///
/// The overflowing tokens are not lost: ``Encoding/overflowing`` has them, in pieces as long as the first.
///
/// ```swift
/// let options = EncodingOptions(truncation: Truncation(maximumLength: 8, stride: 2))
/// try tokenizer.encode(text, options: options).overflowing.count
/// ```
public struct Truncation: Sendable, Equatable {
  /// Of two texts, which is truncated.
  public enum Strategy: String, Sendable {
    /// The longer one; both, where the shorter one alone takes more than half.
    case longestFirst = "LongestFirst"
    /// The first one.
    case onlyFirst = "OnlyFirst"
    /// The second one.
    case onlySecond = "OnlySecond"
  }

  /// The end at which a text is truncated.
  public enum Direction: String, Sendable {
    /// The first tokens overflow.
    case left = "Left"
    /// The last tokens overflow.
    case right = "Right"
  }

  /// The most tokens that are left, special ones included.
  public var maximumLength: Int
  /// How many tokens of a piece are repeated in the next.
  public var stride: Int
  /// Of two texts, which is truncated.
  public var strategy: Strategy
  /// The end at which a text is truncated.
  public var direction: Direction

  /// Truncation to `maximumLength` tokens.
  public init(
    maximumLength: Int, stride: Int = 0, strategy: Strategy = .longestFirst, direction: Direction = .right
  ) {
    self.maximumLength = maximumLength
    self.stride = stride
    self.strategy = strategy
    self.direction = direction
  }

  /// Truncates the encodings of one text or two, to which `added` special tokens will be added.
  ///
  /// - Throws: ``TokenizationError`` where the reference raises or panics as it truncates, and where the special tokens alone are
  ///   too many: there the reference's number wraps round, and it truncates nothing.
  func apply(to parts: inout [EncodingPart], added: Int) throws {
    guard maximumLength >= added else {
      throw TokenizationError.truncationBelowSpecialTokens(maximumLength: maximumLength, specialTokens: added)
    }
    let room = maximumLength - added
    let lengths = parts.map(\.encoding.ids.count)
    let excess = lengths.reduce(0, +) - room
    guard room > 0 else { return try cut(&parts, to: lengths.map { _ in 0 }) }
    guard excess > 0 else { return }
    switch strategy {
    case .longestFirst: try cut(&parts, to: parts.count == 2 ? Self.share(room, lengths[0], lengths[1]) : [room])
    case .onlyFirst, .onlySecond:
      let index = strategy == .onlyFirst ? 0 : 1
      guard index < parts.count else { throw TokenizationError.noSecondText }
      guard lengths[index] > excess else {
        throw TokenizationError.tooShortToTruncate(tokens: lengths[index], excess: excess)
      }
      try parts[index].encoding.truncate(to: lengths[index] - excess, stride: stride, direction: direction)
    }
  }

  private func cut(_ parts: inout [EncodingPart], to lengths: [Int]) throws {
    for (index, length) in lengths.enumerated() {
      try parts[index].encoding.truncate(to: length, stride: stride, direction: direction)
    }
  }

  /// How many tokens of `room` two texts get: the shorter one stays whole where it takes no more than half.
  private static func share(_ room: Int, _ first: Int, _ second: Int) -> [Int] {
    var shorter = min(first, second)
    var longer = shorter > room ? shorter : max(shorter, room - shorter)
    if shorter + longer > room {
      shorter = room / 2
      longer = room - shorter
    }
    return first > second ? [longer, shorter] : [shorter, longer]
  }
}

extension Encoding {
  /// Leaves `length` tokens, and the rest as pieces of that length in ``overflowing``.
  mutating func truncate(to length: Int, stride: Int, direction: Truncation.Direction) throws {
    guard length < ids.count else { return }
    guard length > 0 else {
      let whole = self
      self = Encoding()
      return overflowing.append(whole)
    }
    guard stride >= 0, stride < length else { throw TokenizationError.strideTooLong(stride: stride, room: length) }
    var pieces: [Encoding] = []
    var index = direction == .right ? 0 : ids.count
    while true {
      let range = direction == .right ? index..<min(index + length, ids.count) : max(index - length, 0)..<index
      pieces.append(slice(range))
      if direction == .right ? range.upperBound == ids.count : range.lowerBound == 0 { break }
      index += direction == .right ? length - stride : stride - length
    }
    self = pieces[0]
    overflowing = Array(pieces.dropFirst())
  }

  /// The tokens in `range`; which text they come from is not said.
  func slice(_ range: Range<Int>) -> Encoding {
    var piece = Encoding()
    piece.ids = Array(ids[range])
    piece.tokens = Array(tokens[range])
    piece.offsets = Array(offsets[range])
    piece.typeIDs = Array(typeIDs[range])
    piece.attentionMask = Array(attentionMask[range])
    piece.specialTokensMask = Array(specialTokensMask[range])
    return piece
  }
}
