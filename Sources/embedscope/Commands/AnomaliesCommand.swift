import Figures
import Studies

/// `embedscope anomalies MODEL…`.
struct AnomaliesCommand: Command {
  static let specification = CommandSpecification(
    name: "anomalies",
    summary: "Finds tokens that look under-trained",
    discussion: """
      Some tokens hardly occur in training, and their rows stay like those of tokens that cannot occur at all: unreachable \
      ones, those called [unused7], rows that no token has. These are found in the model itself, and every row is ranked by its \
      cosine distance from their mean ("Fishing for Magikarp", Land and Bartolo 2024). A model whose tokens come out by a matrix \
      of their own, or with too few such rows, is ranked by the length of its input rows. Listed are the 2 % of the tokens \
      that are nearest, each with what explains it; a token that nothing explains is suspicious.
      """,
    examples: [
      .init(
        line: "embedscope anomalies gpt2 --figure anomalies.svg", effect: "Ranked tokens, and a picture of all rows."),
      .init(line: "embedscope anomalies gpt2 --reference 177-187", effect: "Measured against rows that you name."),
      .init(line: "embedscope anomalies gpt2 --csv rows.csv", effect: "Every row's indicators."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [reference, tokens],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let reference = Option.custom(
    "reference", value: "IDS", expected: "ids and ranges of ids, such as 177-187,220",
    help: "The ids of rows known to be untrained, in place of those that are found."
  ) { IDRanges.ids($0) }
  private static let tokens = Option.integer(
    "tokens", in: 0...1_000_000, default: 40, help: "How many candidates are listed.")

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let study: AnomaliesStudy

  init(_ parsed: ParsedArguments) throws {
    arguments = parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    study = AnomaliesStudy(reference: try parsed[Self.reference], listedTokens: try parsed[Self.tokens])
  }

  func run(_ context: CommandContext) throws {
    let result = try study.run(try models.open(arguments, context))
    try StudyOutput(output, context).write(result) { result in
      result.models.map { Self.text($0, context) }.joined(separator: "\n")
    }
  }

  private static func text(_ model: AnomaliesResult.Model, _ context: CommandContext) -> String {
    let mean = NumberText.short(model.distribution.mean)
    let head = [
      "\(model.model): \(model.indicator.label.lowercasedFirst), \(mean) ± \(NumberText.short(model.distribution.deviation)) over all "
        + "rows; 2 % of the ordinary tokens are at or below \(NumberText.short(model.threshold)).",
      reference(model.reference),
    ]
    var table = TextTable([
      .init("id", .right), .init("Token"), .init("Indicator", .right), .init("Norm", .right), .init("Reasons"),
    ])
    for candidate in model.candidates {
      table.add([
        String(candidate.token.id), candidate.token.shown,
        candidate.indicator.map { NumberText.short($0) } ?? "", NumberText.short(candidate.inputNorm),
        candidate.reasons.isEmpty ? "none known" : candidate.reasons.joined(separator: "; "),
      ])
    }
    let more = model.candidateCount - model.candidates.count
    return [
      head.map { context.safe($0) + "\n" }.joined(), kinds(model), table.text(),
      more > 0 ? "and \(more.grouped) more (--tokens).\n" : "", model.notes.map { context.safe($0) + "\n" }.joined(),
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func reference(_ reference: AnomaliesResult.Reference) -> String {
    let count = "\(reference.ids.count.grouped) reference rows" + (reference.isGiven ? ", as given" : " found")
    guard let own = reference.medianLeaveOneOut, let share = reference.ordinaryNearer else { return count + "." }
    return "\(count); the median distance of one from the others is \(NumberText.short(own)), and "
      + "\(NumberText.percent(share)) of the ordinary tokens are nearer to them than that."
  }

  private static func kinds(_ model: AnomaliesResult.Model) -> String {
    var table = TextTable([
      .init("Rows"), .init("Count", .right), .init("Below threshold", .right), .init("Mean indicator", .right),
    ])
    for kind in model.kinds {
      table.add([
        kind.kind.reason ?? "ordinary tokens", kind.rows.grouped, kind.belowThreshold.grouped,
        NumberText.short(kind.mean),
      ])
    }
    return table.text()
  }
}

/// Ids as people type them.
enum IDRanges {
  /// `177-187,220` as numbers; nil for anything else, and for more ids than a vocabulary has.
  static func ids(_ text: String) -> [Int]? {
    var result: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first >= 0, first <= last,
        last - first < 10_000_000
      else { return nil }
      result += first...last
    }
    return result
  }
}

extension String {
  /// With a small letter in front, for the middle of a sentence.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
