/// Finds where a long text may be cut so that the tokens of its parts are the tokens of the whole.
///
/// Places lie behind a letter and before white space or punctuation, as far as all stages of the tokenizer allow
/// (``TextCuts``), away from added tokens, and where both scalars stay what they are when they are normalized.
struct CutFinder: Sendable {
  private let kinds: TextCuts
  private let normalizer: Normalizer?
  private let added: AddedTokens
  /// The bytes of the longest added token.
  private let longestAdded: Int
  /// Whether what becomes of the scalars at a place matters: BERT's stages divide there whatever stands before it.
  private let looksAtScalars: Bool

  private static let letters: CategorySet = CategorySet.letter.subtracting(.modifierLetter)

  /// The finder for a tokenizer of these stages; nil where it must see a text as a whole.
  init?(normalizer: Normalizer?, preTokenizer: PreTokenizer?, added: AddedTokens) {
    guard let preTokenizer else { return nil }
    var kinds = preTokenizer.cuts.dividing
    if let normalizer {
      kinds.formIntersection(normalizer.cuts)
      kinds.subtract(added.cutsInNormalizedForms)
    }
    guard !kinds.isEmpty else { return nil }
    self.kinds = kinds
    self.normalizer = normalizer
    self.added = added
    longestAdded = added.tokens.map(\.content.count).max() ?? 0
    looksAtScalars = !(preTokenizer == .cutting(.bert) && normalizer?.isBert == true)
  }

  /// Whether a text that begins with `bytes` may be cut at all.
  ///
  /// `Precompiled` places all tokens too early where the first thing it sees goes, as the reference does.
  func mayCut(textBeginningWith bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let normalizer, normalizer.isPrecompiled, !bytes.isEmpty else { return true }
    let first = bytes.prefix(GraphemeClass.clusterEnd(in: bytes, from: 0))
    return (try? normalizer.normalize(Array(first)))?.isEmpty == false
  }

  /// The last place in `bytes` where a text may be cut that begins with them and goes on; nil where there is none.
  ///
  /// - Parameter bytes: UTF-8 from the beginning of a text, or from the last cut, on; its end may cut a scalar.
  func lastPlaceToCut(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    // What follows has to be seen as far as an added token could reach.
    var index = bytes.count - max(longestAdded, 4)
    while index > 0 {
      if !UTF8Scalars.isContinuation(bytes[index]), isCut(bytes, index) { return index }
      index -= 1
    }
    return nil
  }

  private func isCut(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let next = UTF8Scalars.decode(bytes, at: index).value
    guard let kind = TextCuts(before: next), kinds.contains(kind) else { return false }
    let last = UTF8Scalars.decode(bytes, before: index).value
    guard Self.isLetter(last), GraphemeClass.of(last) != .prepending else { return false }
    return staysLetter(last) && stays(next, kind) && !touchesAdded(bytes, index)
  }

  /// Whether an added token may end at `index`, or lie across it, or begin there.
  private func touchesAdded(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    (max(0, index - longestAdded)...index).contains { added.mayReach(index, from: $0, in: bytes) }
  }

  private static func isLetter(_ scalar: UInt32) -> Bool { !CategorySet.of(scalar).isDisjoint(with: letters) }

  private func staysLetter(_ scalar: UInt32) -> Bool {
    guard looksAtScalars, let scalars = normalized(scalar) else { return true }
    return !scalars.isEmpty && scalars.allSatisfy(Self.isLetter)
  }

  private func stays(_ scalar: UInt32, _ kind: TextCuts) -> Bool {
    guard looksAtScalars, let scalars = normalized(scalar) else { return true }
    return scalars.count == 1 && TextCuts(before: scalars[0]) == kind
  }

  /// What the normalizer makes of a scalar that stands alone; nil without a normalizer, nothing where it refuses.
  private func normalized(_ scalar: UInt32) -> [UInt32]? {
    guard let normalizer else { return nil }
    var bytes: [UInt8] = []
    _ = UTF8Scalars.append(scalar, to: &bytes)
    guard let result = try? normalizer.normalize(bytes) else { return [] }
    return UTF8Scalars.all(result)
  }
}

extension Normalizer {
  /// Whether this is BERT's alone.
  fileprivate var isBert: Bool { if case .bert = self { true } else { false } }

  /// Whether this is a precompiled one, or has one among its stages.
  fileprivate var isPrecompiled: Bool {
    switch self {
    case .precompiled: true
    case .sequence(let stages): stages.contains(where: \.isPrecompiled)
    default: false
    }
  }
}

extension AddedTokens {
  /// At which kinds of places a token that is looked for in normalized text could lie across, or notice its neighbour gone.
  fileprivate var cutsInNormalizedForms: TextCuts {
    var kinds: TextCuts = []
    for token in tokens where token.isNormalized && token.isSought {
      let form = decodedForm(id: token.id)?.string ?? token.content
      let scalars = UTF8Scalars.all(form)
      for (index, scalar) in scalars.enumerated() where index > 0 || token.isSingleWord {
        if let kind = TextCuts(before: scalar) { kinds.insert(kind) }
      }
      if token.isSingleWord || token.stripsRight { kinds = .all }
    }
    return kinds
  }
}
