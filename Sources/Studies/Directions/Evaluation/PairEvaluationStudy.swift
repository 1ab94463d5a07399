import EmbeddingAnalysis
import Tokenization
public import Work
public import Workspace

/// How well a model's similarities go with people's judgements: gensim's `evaluate_word_pairs`.
///
/// Words are whole tokens (after a space, where tokens carry one), in capital letters unless letters count; a pair with
/// another word is out of the vocabulary and left out.
public struct PairEvaluationStudy: Study {
  /// The pairs.
  public var pairs: WordPairs
  /// What the result calls the file.
  public var fileName: String
  /// Whether small and capital letters are the same.
  public var ignoresCase: Bool
  /// How many words of the vocabulary, from the lowest id, are looked at.
  public var limit: Int

  /// An evaluation on `pairs`.
  public init(_ pairs: WordPairs, fileName: String, ignoresCase: Bool = true, limit: Int = 300_000) {
    self.pairs = pairs
    self.fileName = fileName
    self.ignoresCase = ignoresCase
    self.limit = limit
  }

  /// Correlates each model's cosines with the judgements.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> PairEvaluationResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: PairEvaluationResult.study) }
    return PairEvaluationResult(file: fileName, models: try models.map(evaluate))
  }

  private func evaluate(_ model: OpenModel) throws -> PairEvaluationResult.Model {
    let matrix = try model.tokenEmbeddings()
    let keys = WordKeys(
      try RowNames(model).tokenizer(else: "words cannot be looked up").vocabulary, rowCount: matrix.rowCount,
      limit: limit, ignoresCase: ignoresCase)
    var compared: [PairEvaluationResult.Pair] = []
    var withoutDirection = 0
    for pair in pairs.pairs {
      guard let a = keys.place(of: pair.a), let b = keys.place(of: pair.b) else { continue }
      let rows = [keys.rows[a], keys.rows[b]].map { matrix.row($0).map(Double.init) }
      guard let cosine = Vectors.cosine(rows[0], rows[1]) else {
        withoutDirection += 1
        continue
      }
      compared.append(.init(line: pair.line, a: pair.a, b: pair.b, judgement: pair.judgement, cosine: cosine))
    }
    let outOfVocabulary = pairs.pairs.count - compared.count - withoutDirection
    guard !compared.isEmpty else {
      throw StudiesError.nothingToEvaluate(
        file: fileName, form: "two words and a number with tabs between them", invalidLines: pairs.invalidLines.count,
        outOfVocabulary: outOfVocabulary)
    }
    return PairEvaluationResult.Model(
      model: model.displayName, pairs: compared, outOfVocabulary: outOfVocabulary,
      withoutDirection: withoutDirection, invalidLines: pairs.invalidLines)
  }
}
