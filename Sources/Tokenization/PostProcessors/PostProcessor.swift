/// The stage after the model: puts special tokens around the text or two texts, and may trim white space from offsets.
///
/// A stage takes parts and gives parts, which joined are the finished encoding; ``sequence(_:)`` hands the parts of one stage to
/// the next, as the reference does.
indirect enum PostProcessor: Sendable, Equatable {
  /// Joins the texts: what a tokenizer without a post-processor does.
  case none
  case bert(BertProcessing)
  case roberta(RobertaProcessing)
  /// Trims offsets, or does nothing.
  case byteLevel(OffsetTrimming?)
  case template(TemplateProcessing)
  case sequence([PostProcessor])

  /// What becomes of the encodings of one text or two, already truncated; `parts` is used up.
  func process(_ parts: inout [EncodingPart], addSpecialTokens: Bool) throws -> Encoding {
    if self == .none {
      // Nobody says of overflowing pieces which text they belong to: so it is in the reference.
      if parts.count > 1 { for index in parts.indices { parts[index].encoding.setSequence(index) } }
      return Encoding(joining: parts.map(\.encoding))
    }
    for index in parts.indices {
      parts[index].encoding.setSequence(index)
      for window in parts[index].encoding.overflowing.indices {
        parts[index].encoding.overflowing[window].setSequence(index)
      }
      parts[index].encoding.setTypeID(index)
    }
    try apply(to: &parts, addSpecialTokens: addSpecialTokens)
    return Encoding(joining: parts.map(\.encoding))
  }

  private func apply(to parts: inout [EncodingPart], addSpecialTokens: Bool) throws {
    switch self {
    case .none: break
    case .bert(let stage): stage.process(&parts, addSpecialTokens: addSpecialTokens)
    case .roberta(let stage): stage.process(&parts, addSpecialTokens: addSpecialTokens)
    case .byteLevel(let trimming):
      for index in parts.indices {
        trimming?.trim(&parts[index])
        parts[index].encoding.setSequence(index)
      }
    case .template(let stage): parts = try stage.process(parts, addSpecialTokens: addSpecialTokens)
    case .sequence(let stages): for stage in stages { try stage.apply(to: &parts, addSpecialTokens: addSpecialTokens) }
    }
  }

  // MARK: Ids alone

  /// The ids alone, from those of one text or two.
  func process(ids texts: [[Int]], addSpecialTokens: Bool) throws -> [Int] {
    let parts = try apply(toIDs: texts, addSpecialTokens: addSpecialTokens)
    return parts.count == 1 ? parts[0] : Array(parts.joined())
  }

  private func apply(toIDs parts: [[Int]], addSpecialTokens: Bool) throws -> [[Int]] {
    switch self {
    case .none, .byteLevel: parts
    case .bert(let stage): addSpecialTokens ? stage.process(ids: parts) : parts
    case .roberta(let stage): addSpecialTokens ? stage.process(ids: parts) : parts
    case .template(let stage): try stage.process(ids: parts, addSpecialTokens: addSpecialTokens)
    case .sequence(let stages):
      try stages.reduce(parts) { try $1.apply(toIDs: $0, addSpecialTokens: addSpecialTokens) }
    }
  }

  /// How many tokens are added to one text, or to two.
  func addedCount(isPair: Bool) -> Int {
    switch self {
    case .none, .byteLevel: 0
    case .bert: isPair ? 3 : 2
    case .roberta: isPair ? 4 : 2
    case .template(let stage): stage.addedCount(isPair: isPair)
    case .sequence(let stages): stages.reduce(0) { $0 + $1.addedCount(isPair: isPair) }
    }
  }

  /// All special tokens that are added in some case, with their ids.
  var specialTokens: [SpecialToken] {
    switch self {
    case .none, .byteLevel: []
    case .bert(let stage): [stage.first, stage.last]
    case .roberta(let stage): [stage.first, stage.last]
    case .template(let stage): stage.specialTokens
    case .sequence(let stages): stages.flatMap(\.specialTokens)
    }
  }
}

/// A token that a post-processor adds.
struct SpecialToken: Sendable, Equatable {
  var id: Int
  var string: String
}

/// A part of an encoding on its way through the post-processor.
///
/// Valid only as long as its text is.
struct EncodingPart {
  var encoding: Encoding
  /// The text that the offsets lie in.
  let text: UnsafeBufferPointer<UInt8>
}
