/// How encodings that are too short are padded.
public struct Padding: Sendable, Equatable {
  /// The length to pad to.
  public enum Strategy: Sendable, Equatable {
    /// That of the longest encoding of a batch.
    case batchLongest
    /// A length of one's own.
    case fixed(Int)
  }

  /// The length to pad to.
  public var strategy: Strategy
  /// The end at which tokens are added.
  public var direction: Truncation.Direction
  /// A number of which the length is made a multiple; 0 for none.
  public var multiple: Int
  /// The id of the tokens that are added.
  public var id: Int
  /// The type of the tokens that are added.
  public var typeID: Int
  /// The tokens that are added.
  public var token: String

  /// Padding with the token `token`, whose id is `id`.
  public init(
    strategy: Strategy = .batchLongest, direction: Truncation.Direction = .right, multiple: Int = 0, id: Int = 0,
    typeID: Int = 0, token: String = "[PAD]"
  ) {
    self.strategy = strategy
    self.direction = direction
    self.multiple = multiple
    self.id = id
    self.typeID = typeID
    self.token = token
  }

  /// Pads `encodings`, and their overflowing pieces, to one length.
  func apply(to encodings: inout [Encoding]) {
    var length =
      switch strategy {
      case .batchLongest: encodings.map(\.ids.count).max() ?? 0
      case .fixed(let length): length
      }
    if multiple > 0, length % multiple > 0 { length += multiple - length % multiple }
    for index in encodings.indices { pad(&encodings[index], to: length) }
  }

  private func pad(_ encoding: inout Encoding, to length: Int) {
    for index in encoding.overflowing.indices { pad(&encoding.overflowing[index], to: length) }
    let missing = length - encoding.ids.count
    guard missing > 0 else { return }
    func fill<Value>(_ values: inout [Value], _ value: Value) {
      values.insert(
        contentsOf: repeatElement(value, count: missing), at: direction == .left ? values.startIndex : values.endIndex)
    }
    fill(&encoding.ids, id)
    fill(&encoding.tokens, token)
    fill(&encoding.offsets, 0..<0)
    fill(&encoding.typeIDs, typeID)
    fill(&encoding.attentionMask, 0)
    fill(&encoding.specialTokensMask, 1)
    guard direction == .left else { return }
    var moved = SequenceRanges()
    moved.add(encoding.sequenceRanges, movedBy: missing)
    encoding.sequenceRanges = moved
  }
}
