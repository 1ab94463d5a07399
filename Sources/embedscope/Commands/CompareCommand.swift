import Figures
import Studies

/// `embedscope compare MODEL… --index I|random` and `--word W`.
struct CompareCommand: Command {
  static let specification = CommandSpecification(
    name: "compare",
    summary: "Compares one row of several models: by index, or by word",
    discussion: """
      By index, the same row of each matrix: unrelated tokens, since every model numbers its own. By word, the first token \
      that each model makes of it, with the correlation of the two rows; beside it the forms that this hides: the word after \
      a space, and the pieces of a word that splits. Models of different width are compared over the dimensions they share.
      """,
    examples: [
      .init(
        line: "embedscope compare gpt2 bert-base-uncased --word the", effect: "Rows 1169 and 1996, and what they hide."),
      .init(
        line: "embedscope compare gpt2 bert-base-uncased --index random --seed 7", effect: "One random row in both."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [index, word, StandardOptions.seed],
    groups: [OutputOptions.group, ModelOptions.group])

  private static let index = Option.text(
    "index", value: "I", help: "The row: a number, or random for one drawn from 10,000 to 20,000.")
  private static let word = Option.anyText("word", value: "WORD", help: "The word, as it stands in a text.")

  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let query: CompareStudy.Query

  init(_ parsed: ParsedArguments) throws {
    arguments = parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    query = try Self.query(parsed)
  }

  private static func query(_ parsed: ParsedArguments) throws -> CompareStudy.Query {
    let seed = try parsed[StandardOptions.seed]
    switch (try parsed[index], try parsed[word]) {
    case (nil, nil): throw UsageError.conflict("compare needs --index or --word")
    case (_?, _?): throw UsageError.conflict("--index and --word exclude each other")
    case (nil, let word?):
      if word.isEmpty { throw UsageError.conflict("--word is empty; give a word, for example --word the") }
      return .word(word)
    case ("random", nil): return .randomIndex(seed: seed ?? .random(in: 0...UInt64(UInt32.max)))
    case (let text?, nil):
      guard let number = Int(text), number >= 0 else {
        throw UsageError.invalidValue(
          of: "--index", found: text, expected: "a row number from 0, or random", nearest: nil)
      }
      return .index(number)
    }
  }

  func run(_ context: CommandContext) throws {
    let result = try CompareStudy(query).run(try models.open(arguments, context))
    try StudyOutput(output, context).write(result) { Self.text($0, context) }
  }

  private static func text(_ result: CompareResult, _ context: CommandContext) -> String {
    var table = TextTable([
      .init("Model"), .init("Index", .right), .init("Token"), .init("Raw"), .init("Splits into"), .init("Other forms"),
    ])
    for model in result.models {
      table.add([
        model.model, String(model.tokenID), model.token.display, model.token.raw,
        model.splitInto.count == 1 ? "one token" : model.splitInto.map(String.init).joined(separator: " "),
        model.otherForms.map { "\($0.raw) \($0.id)" }.joined(separator: ", "),
      ])
    }
    var text = table.text()
    if let seed = result.seed { text += "\nThe index was drawn with seed \(seed).\n" }
    if !result.pairs.isEmpty { text += "\n" }
    for pair in result.pairs + result.otherPairs {
      let r = pair.r.map { NumberText.decimal($0, fractionDigits: 6) } ?? "not defined"
      text += context.safe("r = \(r)  \(pair.a) \(pair.tokenIDs[0]), \(pair.b) \(pair.tokenIDs[1])") + "\n"
    }
    return text + result.notes.map { context.safe($0) + "\n" }.joined()
  }
}
