import Checkpoints
import Tensors

/// The search for the token embeddings among a file's tensors, one step after the other.
struct TableSearch {
  /// A matrix of the file.
  struct Candidate {
    let info: TensorInfo
    let name: TableName

    var rows: Int { info.shape.dimensions[0] }
    /// What is compared last: parts that come second after the others, what an adapter trained before what it replaced, short
    /// names before long ones.
    var order: (Int, Int, String) {
      let isReplaced = info.name.utf8.split(separator: UInt8(ascii: ".")).contains {
        $0.elementsEqual("original_module".utf8)
      }
      return ((name.comesSecond ? 2 : 0) + (isReplaced ? 1 : 0), info.name.utf8.count, info.name)
    }
  }

  private let tensors: [TensorInfo]
  private let candidates: [Candidate]
  private let configuration: ModelConfiguration?
  private let configuredSizes: [Int]
  private let family: (type: String, names: FamilyNames)?

  init(_ tensors: [TensorInfo], configuration: ModelConfiguration?) {
    self.tensors = tensors
    candidates = tensors.filter { info in
      let dimensions = info.shape.dimensions
      return dimensions.count == 2 && dimensions[0] > 0 && dimensions[1] > 0 && !KnownBuffers.contains(info)
    }.map { Candidate(info: $0, name: TableName($0.name)) }
    self.configuration = configuration
    configuredSizes = configuration?.vocabularySizes ?? []
    family = Self.family(configuration)
  }

  /// The first of the model's own type and those of its parts that is known.
  static func family(_ configuration: ModelConfiguration?) -> (type: String, names: FamilyNames)? {
    (configuration?.modelTypes ?? []).lazy.compactMap { type in FamilyNames.of(type).map { (type, $0) } }.first
  }

  /// What the family calls its token embeddings, the first one first.
  static func familyPatterns(_ configuration: ModelConfiguration?) -> [NamePattern] {
    family(configuration)?.names.tokens.map(NamePattern.init) ?? []
  }

  // MARK: The steps

  /// The table that the family names; of several under one name the model's own, then the one whose rows agree.
  func byFamily(_ tokenizerSize: () throws -> Int?) rethrows -> TableChoice? {
    guard let family else { return nil }
    let matches = family.names.tokens.lazy.map { name in
      let pattern = NamePattern(name)
      return TableChoice.least(candidates, by: { pattern.excess(in: $0.name) })
    }
    guard let found = matches.first(where: { !$0.isEmpty }) else { return nil }
    let sizes = VocabularySizes(
      configured: configuredSizes, tokenizer: found.count > 1 ? try tokenizerSize() : nil)
    return best(of: found, sizes).map { choice($0, .family(family.type)) }
  }

  /// The tensor that stands for a table which was left out of the file, as its metadata says.
  func byAlias(_ metadata: [(key: String, value: String)]) -> TableChoice? {
    let patterns = family?.names.tokens.map(NamePattern.init) ?? []
    guard family != nil || !candidates.contains(where: { $0.name.isTokens }) else { return nil }
    for (alias, stored) in metadata {
      let name = TableName(alias)
      guard name.isTokens || patterns.contains(where: { $0.excess(in: name) != nil }) else { continue }
      let found = candidates.first { $0.info.name.utf8.elementsEqual(stored.utf8) }
      if let found { return choice(found, .alias(alias)) }
    }
    return nil
  }

  /// The table whose rows agree best with the number of tokens.
  ///
  /// Names decide between equals, and alone where no number is known or none agrees. Without such a table, the matrix for
  /// the output; then what lies in a layer or in a part for sounds or pictures, when it has a name for tokens.
  func byRows(_ tokenizerSize: () throws -> Int?) rethrows -> TableChoice? {
    let named = candidates.filter { $0.name.isTokens }
    var sizes = VocabularySizes(configured: configuredSizes, tokenizer: nil)
    if named.count != 1 || sizes.fit(of: named[0].rows) > .padded && named[0].name.rank > 0 {
      sizes = VocabularySizes(configured: configuredSizes, tokenizer: try tokenizerSize())
    }
    if let best = best(of: candidates.filter { isLikely($0, sizes) }, sizes) { return choice(best, .rows) }
    if let output = output(sizes) { return choice(output, .output) }
    guard !readsNoTokens else { return nil }
    let unlikely = candidates.filter { $0.name.kind == .unlikely && $0.name.hasTokenStem && fit($0, sizes) < .near }
    if let best = best(of: unlikely, sizes) { return choice(best, .rows) }
    return best(of: named, sizes).map { choice($0, .name) }
  }

  /// Whether the rows agree with the number of tokens as well as they must for such a name.
  private func isLikely(_ candidate: Candidate, _ sizes: VocabularySizes) -> Bool {
    let fit = fit(candidate, sizes)
    if candidate.name.isTokens { return fit < (readsNoTokens ? .near : .none) }
    return fit < .near && candidate.name.kind == .open && !readsNoTokens
  }

  /// The matrix for the output, where the configuration does not say that the input has its own and nothing of the input's
  /// is there.
  private func output(_ sizes: VocabularySizes) -> Candidate? {
    guard configuration?.tiesEmbeddings != false, !readsNoTokens else { return nil }
    let patterns = family?.names.outputs.map(NamePattern.init) ?? []
    let outputs = candidates.filter { candidate in
      candidate.name.kind == .output || patterns.contains { $0.excess(in: candidate.name) != nil }
    }
    let fitting = outputs.filter { fit($0, sizes) < .none }
    guard sizes.isEmpty else { return best(of: fitting, sizes) }
    return candidates.contains { $0.name.isTokens } ? nil : outputs.min { $0.order < $1.order }
  }

  // MARK: Comparisons

  /// Whether the family is one for sounds or pictures alone: what looks like tokens there may be codes.
  private var readsNoTokens: Bool { family?.names.tokens.isEmpty == true }

  private func fit(_ candidate: Candidate, _ sizes: VocabularySizes) -> VocabularySizes.Fit {
    sizes.fit(of: candidate.rows)
  }

  /// The one whose rows agree best; of equals the one whose name is surest.
  private func best(of candidates: [Candidate], _ sizes: VocabularySizes) -> Candidate? {
    candidates.min { left, right in
      let fits = (fit(left, sizes), fit(right, sizes))
      guard fits.0 == fits.1 else { return fits.0 < fits.1 }
      let ranks = (left.name.rank, right.name.rank)
      return ranks.0 == ranks.1 ? left.order < right.order : ranks.0 < ranks.1
    }
  }

  /// `found` beside the others: those with a name for tokens, and those that the family names.
  private func choice(_ found: Candidate, _ reason: TableChoice.Reason) -> TableChoice {
    let patterns = family?.names.tokens.filter { !$0.hasSuffix(".*") }.map(NamePattern.init) ?? []
    let others = candidates.filter { other in
      !other.info.name.utf8.elementsEqual(found.info.name.utf8)
        && (other.name.isTokens || patterns.contains { $0.excess(in: other.name) == 0 })
    }
    return TableChoice(tensor: found.info, others: others.map(\.info), reason: reason, among: tensors)
  }
}
