import EmbeddingAnalysis

extension NeighborsStudy {
  package static let entry = StudyEntry(
    name: NeighborsResult.study,
    summary: "Shows the tokens that are nearest to words, exactly, over all rows",
    discussion: """
      Every row of the embedding matrix is compared; scores are computed in 64 bits, and of equal ones the lower id comes first. \
      \(WordParameters.rule) A word that is no token is taken by the mean of its pieces' rows, and tokens that are spelled nearly \
      so are named.

      {corrected} takes the mean and the strongest principal components out of the rows first (Mu and Viswanath 2018), which \
      show more of how frequent tokens are than of what they mean. {rank} and {closer-than} say where another token is among \
      the neighbours. {all} writes the nearest neighbours of all tokens to a file, and describes them. \
      {id} and {all} need no tokenizer: without one, rows go by their numbers.
      """,
    examples: [
      .init(
        "bert-base-uncased", values: ["words": "king", "words": "queen", "k": "5"],
        effect: "Five neighbours of each word."),
      .init("gpt2", values: ["words": "king", "corrected": ""], effect: "The same, corrected."),
      .init("gpt2", values: ["words": "king", "bare": ""], effect: "The piece without a space, as in viking."),
      .init("bert-base-uncased", values: ["words": "king", "rank": "queen"], effect: "How near queen is to king."),
      .init("gpt2", values: ["all": "gpt2.npz"], effect: "The ten nearest of every token, for NumPy."),
    ],
    parameters: [
      wordsParameter, kParameter, metric, corrected, components, idParameter, rank, closerThanParameter,
      WordParameters.bare, WordParameters.tokensOnly, all,
    ],
    sections: [
      ReportSection(study: "neighbors", id: "neighbors", title: "The nearest tokens", cost: .search) {
        NeighborsStudy(shown: $0.words)
      }
    ],
    make: study)

  private static let wordsParameter = Parameter.operands(
    "words", value: "WORD", count: 0 ... .max, help: "Words, as they stand in a text.")
  private static let kParameter = Parameter.integer(
    "k", short: "k", value: "COUNT", in: 1...10_000, default: 10, help: "How many neighbours each word gets.")
  private static let metric = Parameter<NeighborMetric>.choice(
    "metric", value: "METRIC", default: .cosine, help: "How nearness is measured.")
  private static let corrected = Parameter.flag(
    "corrected", help: "Takes the mean and the strongest components out of the rows first.")
  private static let components = Parameter<Int?>.integer(
    "components", value: "COUNT", in: 0...100_000,
    help: "How many components {corrected} takes out. Default: a hundredth of the dimensions, at least 1.")
  private static let idParameter = Parameter.integers(
    "id", value: "ID", help: "A token by its id, such as one that cannot be typed. May be given several times.")
  private static let rank = Parameter.texts(
    "rank", value: "OTHER", help: "Says how many tokens are nearer than the token OTHER. May be given several times.")
  private static let closerThanParameter = Parameter.texts(
    "closer-than", value: "OTHER",
    help: "Lists the tokens that are nearer than the token OTHER. May be given several times.")
  private static let all = Parameter.custom(
    "all", value: "FILE", expected: "a file name that ends in .npz or .csv, or - for the standard output",
    help:
      "Writes the nearest neighbours of all tokens to FILE: .npz for NumPy (ids, scores, raw), or .csv, which - prints.",
    completion: .file(extensions: NeighborGraphFile.Format.allCases.map(\.rawValue)), NeighborGraphFile.init(path:)
  ).ofOneModel

  @Sendable private static func study(_ values: ParameterValues) throws -> any Study {
    let count = try values[components]
    let space = NeighborSpace(
      metric: try values[metric], isCorrected: try values[corrected], componentCount: count)
    if !space.isCorrected { try values.refuse([components], without: corrected) }
    let (words, ids) = (try values[wordsParameter], try values[idParameter])
    if words.contains("") { throw ParameterError.conflict("a WORD is empty; give words, for example king queen") }
    let asks = !words.isEmpty || !ids.isEmpty
    guard let file = try values[all] else {
      guard asks else { throw ParameterError.conflict("neighbors needs a WORD, an {id}, or {all} FILE") }
      var study = NeighborsStudy(
        words: words, tokenIDs: ids, k: try values[kParameter], space: space, ranked: try values[rank],
        closerThan: try values[closerThanParameter], form: try WordParameters.form(values))
      study.tokensOnly = try values[WordParameters.tokensOnly]
      return study
    }
    try values.refuse([WordParameters.bare, WordParameters.tokensOnly], with: all)
    if asks || values.isGiven(rank) || values.isGiven(closerThanParameter) {
      throw ParameterError.conflict("{all} is about all tokens: it takes no WORD, {id}, {rank} or {closer-than}")
    }
    return NeighborGraphStudy(k: try values[kParameter], space: space, file: file)
  }
}
