import ByteFiles
import EmbeddingAnalysis
import Studies

/// `embedscope neighbors MODEL WORD…` and `neighbors MODEL --all FILE`.
struct NeighborsCommand: Command {
  static let specification = CommandSpecification(
    name: "neighbors",
    summary: "Shows the tokens that are nearest to words, exactly, over all rows",
    discussion: """
      Every row of the embedding matrix is compared; scores are computed in 64 bits, and of equal ones the lower id comes first. \
      A word is taken as it stands in a text: in vocabularies that mark spaces, “the” and “ the” are different tokens. A word \
      that is no token is taken by the mean of its pieces' rows, and tokens that are spelled nearly so are named.

      --corrected takes the mean and the strongest principal components out of the rows first (Mu and Viswanath 2018), which \
      show more of how frequent tokens are than of what they mean. --rank and --closer-than say where another token is among \
      the neighbours. --all writes the nearest neighbours of all tokens to a file, and describes them. \
      --id and --all need no tokenizer: without one, rows go by their numbers.
      """,
    examples: [
      .init(line: "embedscope neighbors bert-base-uncased king queen -k 5", effect: "Five neighbours of each word."),
      .init(line: "embedscope neighbors gpt2 ' king' --corrected", effect: "The token after a space, corrected."),
      .init(line: "embedscope neighbors bert-base-uncased king --rank queen", effect: "How near queen is to king."),
      .init(line: "embedscope neighbors gpt2 --all gpt2.npz", effect: "The ten nearest of every token, for NumPy."),
    ],
    arguments: [ModelArguments.one, words],
    options: [k, metric, corrected, components, id, rank, closerThan, all],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let words = Argument.list("WORD", count: 0 ... .max, help: "Words, as they stand in a text.")
  private static let k = Option.integer(
    "k", short: "k", value: "COUNT", in: 1...10_000, default: 10, help: "How many neighbours each word gets.")
  private static let metric = Option<NeighborMetric>.choice(
    "metric", value: "METRIC", default: .cosine, help: "What near means.")
  private static let corrected = Option.flag(
    "corrected", help: "Takes the mean and the strongest components out of the rows first.")
  private static let components = Option<Int?>.integer(
    "components", value: "COUNT", in: 0...100_000,
    help: "How many components --corrected takes out. Default: a hundredth of the dimensions, at least 1.")
  private static let id = Option<[Int]>.tokenIDs("id")
  private static let rank = Option.texts(
    "rank", value: "OTHER", help: "Says how many tokens are nearer than the token OTHER. May be given several times.")
  private static let closerThan = Option.texts(
    "closer-than", value: "OTHER",
    help: "Lists the tokens that are nearer than the token OTHER. May be given several times.")
  private static let all = Option<GraphFile?>.graphFile("all")

  private let model: String
  private let models: ModelOptions
  let output: OutputOptions
  let study: NeighborsStudy
  private let file: GraphFile?

  init(_ parsed: ParsedArguments) throws {
    model = parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    file = try parsed[Self.all]
    let components = try parsed[Self.components]
    study = NeighborsStudy(
      words: parsed[Self.words], tokenIDs: try parsed[Self.id], k: try parsed[Self.k],
      space: NeighborSpace(
        metric: try parsed[Self.metric], isCorrected: try parsed[Self.corrected], componentCount: components),
      ranked: try parsed[Self.rank], closerThan: try parsed[Self.closerThan])
    if components != nil, !study.space.isCorrected { throw UsageError.conflict("--components needs --corrected") }
    if study.words.contains("") { throw UsageError.conflict("a WORD is empty; give words, for example king queen") }
    let asksForWords = !(study.words.isEmpty && study.tokenIDs.isEmpty)
    if file == nil, !asksForWords { throw UsageError.conflict("neighbors needs a WORD, an --id, or --all FILE") }
    if file != nil, asksForWords || !(study.ranked.isEmpty && study.closerThan.isEmpty) {
      throw UsageError.conflict("--all is about all tokens: it takes no WORD, --id, --rank or --closer-than")
    }
  }

  func run(_ context: CommandContext) throws {
    let opened = try models.open(model, context)
    if let file { return try writeGraph(of: opened, to: file, context) }
    try StudyOutput(output, context).write(try study.run([opened])) { NeighborsText.text($0, context) }
  }
}

/// The file of `--all`, with the format that its name asks for.
struct GraphFile: Sendable {
  var path: String
  var format: NeighborGraphFile
}

extension Option where Value == [Int] {
  fileprivate static func tokenIDs(_ name: String) -> Self {
    let description = OptionDescription(
      name: name, valueName: "ID", isRepeatable: true,
      help: "A token by its id, such as one that cannot be typed. May be given several times.")
    return Self(description: description) { texts, option throws(UsageError) in
      var values: [Int] = []
      for text in texts { values.append(try ValueReading.integer(text, in: 0 ... .max, of: option)) }
      return values
    }
  }
}

extension Option where Value == GraphFile? {
  fileprivate static func graphFile(_ name: String) -> Self {
    .custom(
      name, value: "FILE", expected: "a file name that ends in .npz or .csv",
      help: "Writes the nearest neighbours of all tokens to FILE: .npz for NumPy (ids, scores), or .csv.",
      completion: .file(extensions: NeighborGraphFile.allCases.map(\.rawValue))
    ) { path in
      guard let dot = path.lastIndex(of: "."),
        let format = NeighborGraphFile(rawValue: path[path.index(after: dot)...].lowercased())
      else { return nil }
      return GraphFile(path: path, format: format)
    }
  }
}
