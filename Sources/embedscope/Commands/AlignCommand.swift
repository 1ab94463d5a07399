import Figures
import Studies
import Workspace

/// `embedscope align A B`.
struct AlignCommand: Command {
  static let specification = CommandSpecification(
    name: "align",
    summary: "Says how far two models agree on the words both have",
    discussion: """
      Over the words that are a token in both vocabularies: linear CKA, representational similarity, a rotation of one space \
      onto the other tried on words it has not seen, and the overlap of each word's nearest words; each beside what words \
      paired at random give. Then the words whose neighbourhoods differ most, side by side.
      """,
    examples: [
      .init(line: "embedscope align gpt2 bert-base-uncased", effect: "Over 14,795 words."),
      .init(
        line: "embedscope align gpt2 bert-base-uncased --match folded --figure align.svg",
        effect: "Capitals and accents aside."),
    ],
    arguments: [ModelArguments.first, ModelArguments.second],
    options: [match, k, shuffles, seed, words],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let match = Option<WordMatch>.choice(
    "match", value: "RULE", default: .exact,
    help:
      "When two tokens are one word: exact, at the start of a word; folded, without capitals and accents; spaced, byte for "
      + "byte with the space before.")
  private static let k = Option.integer("k", in: 1...1000, default: 10, help: "How many neighbours are compared.")
  private static let shuffles = Option.integer(
    "shuffles", in: 2...1000, default: 10, help: "How many random pairings a baseline comes from.")
  private static let seed = Option.integer(
    "seed", in: 0 ... .max, default: 0, help: "What random pairings and held-out words are drawn from.")
  private static let words = Option.integer(
    "words", in: 0...100_000, default: 12, help: "How many words each list holds.")

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let study: AlignStudy

  init(_ parsed: ParsedArguments) throws {
    arguments = [parsed[ModelArguments.first], parsed[ModelArguments.second]]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    study = AlignStudy(
      match: try parsed[Self.match], k: try parsed[Self.k], shuffles: try parsed[Self.shuffles],
      seed: UInt64(try parsed[Self.seed]), listedWords: try parsed[Self.words])
  }

  func run(_ context: CommandContext) throws {
    let bar = context.messages.progressBar("Comparing", unit: .items)
    defer { bar.finish() }
    var study = study
    study.progress = { _, done, total in bar.update(done: done, total: total) }
    let result = try study.run(try models.open(arguments, context))
    bar.finish()
    try StudyOutput(output, context).write(result) { Self.text($0, context) }
  }

  private static func text(_ result: AlignResult, _ context: CommandContext) -> String {
    var table = TextTable([.init("Measure"), .init("Value", .right), .init("At random", .right), .init("±", .right)])
    for measure in result.measures {
      table.add([
        measure.name, measure.value.map { NumberText.decimal($0, fractionDigits: 4) } ?? "not defined",
        measure.baselineMean.map { NumberText.decimal($0, fractionDigits: 4) } ?? "",
        measure.baselineDeviation.map { NumberText.short($0) } ?? "",
      ])
    }
    let width = context.terminal.outputIsTerminal ? context.terminal.width : nil
    return [
      context.safe(
        "\(result.a) and \(result.b): \(result.words.shared.grouped) shared words (\(result.words.match.rawValue))")
        + "\n",
      table.text(), result.measures.map { "\($0.name): \($0.meaning)\n" }.joined(),
      "Words whose neighbourhoods differ most:\n" + list(result.mostDifferent, result, width),
      "Words whose neighbourhoods agree most:\n" + list(result.mostAlike, result, width),
      result.notes.map { context.safe($0) + "\n" }.joined(),
    ].joined(separator: "\n")
  }

  private static func list(_ words: [AlignResult.Neighborhood], _ result: AlignResult, _ width: Int?) -> String {
    var table = TextTable([.init("Word"), .init("Common", .right), .init(result.a), .init(result.b)])
    for word in words {
      table.add([
        word.word, "\(word.common) of \(result.k)", word.a.joined(separator: " "), word.b.joined(separator: " "),
      ])
    }
    return table.text(width: width)
  }
}
