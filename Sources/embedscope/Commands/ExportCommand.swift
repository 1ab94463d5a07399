import Figures
import ModelSources
import SafeText
import Studies
import Work
import Workspace

/// `embedscope export MODEL --to FILE`.
struct ExportCommand: Command {
  static let specification = CommandSpecification(
    name: "export",
    summary: "Writes the rows of a model in the formats of other programs",
    discussion: """
      Rows become 32-bit floats, whatever they are stored as; in text each value is the shortest decimal that gives the same \
      float back. The file's name tells the format: .npy and .npz for NumPy (rows, ids, raw), .safetensors, .vec or .txt and \
      .bin for word2vec's text and binary form, .csv, .jsonl, and .tsv for the Embedding Projector, whose metadata and \
      configuration are written beside it. How tokens are spelled in each is told in Documentation/Export.md. Without --ids, \
      --tokens and --match all rows are written; with them, each row asked for once, in that order.
      """,
    examples: [
      .init(line: "embedscope export gpt2 --to gpt2.npz", effect: "All rows with ids and tokens, for NumPy."),
      .init(line: "embedscope export bert-base-uncased --match '^##' --to pieces.vec", effect: "Some, for gensim."),
      .init(line: "embedscope export gpt2 --ids 262,290-300 --to - --format jsonl", effect: "A few, to look at."),
    ],
    arguments: [ModelArguments.one],
    options: [to, format, ids, tokens, match, positions, output],
    groups: [OutputOptions.jsonOnly, ModelOptions.group])

  private static let to = Parameter.text(
    "to", value: "FILE",
    help:
      "The file to write, in place of one that is there; - is the standard output, and needs --format. Devices, pipes and links "
      + "are written through.",
    completion: .file(extensions: ExportFormat.fileEndings))
  private static let format = Parameter<ExportFormat?>.choice(
    "format", value: "FORMAT", help: "The format. Default: the one that the file's name tells.")
  private static let ids = Parameter.custom(
    "ids", value: "LIST", expected: "ids such as 7 or 262,290-300",
    help: "Rows by their ids: numbers and ranges, separated by commas."
  ) { IDRanges.ids($0) }
  private static let tokens = Parameter.texts(
    "tokens", value: "WORDS",
    help:
      "Tokens, separated by commas: by their spelling in the vocabulary, or words that are one token as they stand in a "
      + "text. May be given several times.")
  private static let match = Parameter.text(
    "match", value: "REGEX", help: "The tokens whose spelling in the vocabulary the regular expression matches.")
  private static let positions = Parameter.flag("positions", help: "Writes the position embeddings instead.")
  private static let output = Parameter.flag(
    "output", help: "Writes the matrix that makes the output's logits instead.")

  private let model: String
  private let models: ModelOptions
  private let study: ExportStudy
  private let path: String
  private let format: ExportFormat
  private let printsJSON: Bool

  init(_ parsed: ParameterValues) throws {
    model = try parsed[ModelArguments.one]
    models = try ModelOptions(parsed)
    printsJSON = try parsed[OutputOptions.json]
    guard let path = try parsed[Self.to] else {
      throw UsageError.conflict("export needs --to FILE, for example --to rows.npz")
    }
    self.path = path
    format = try Self.format(of: path, asked: try parsed[Self.format])
    try OutputPath.check([OutputPath(path)], printsJSON: printsJSON)
    let (positions, output) = (try parsed[Self.positions], try parsed[Self.output])
    if positions, output { throw UsageError.conflict("--positions and --output exclude each other") }
    let tokens = try parsed[Self.tokens].flatMap {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard !tokens.contains("") else {
      throw UsageError.conflict(
        "--tokens has an empty place between commas; a token with a comma in it is found by --ids or --match")
    }
    let pattern = try parsed[Self.match]
    if positions, !tokens.isEmpty || pattern != nil {
      throw UsageError.conflict("positions have no tokens: --positions takes --ids, and neither --tokens nor --match")
    }
    study = ExportStudy(
      matrix: positions ? .positions : output ? .output : .tokens, ids: try parsed[Self.ids] ?? [], tokens: tokens,
      pattern: pattern)
  }

  private static func format(of path: String, asked: ExportFormat?) throws(UsageError) -> ExportFormat {
    guard let format = asked ?? ExportFormat(fileName: path) else {
      let names = Wording.alternatives(ExportFormat.allCases.map(\.rawValue))
      throw .conflict(
        path == "-"
          ? "--to - needs --format: \(names)"
          : "the name “\(path)” does not tell a format; let it end in "
            + "\(Wording.alternatives(ExportFormat.fileEndings.map { ".\($0)" })), or give --format: \(names)")
    }
    if format == .tsv, !OutputPath(path).isFile {
      throw .conflict("tsv makes three files, which “\(path)” cannot hold; give --to a file's name")
    }
    return format
  }

  func run(_ context: CommandContext) throws {
    let opened = try models.open(model, context)
    let export = try study.run(opened)
    let bars = ProgressBars(messages: context.messages)
    defer { bars.finish() }
    let files = try write(export, of: opened, bars.progress, context)
    bars.finish()
    if OutputPath(path).isStandardOutput { return }
    let result = export.result(files)
    if printsJSON { return try context.output.writeJSON(study: ExportResult.study, result) }
    try context.output.write(BlockText(width: nil).text(result.blocks()))
  }

  /// Writes the files: all of them or none.
  private func write(
    _ export: Export, of model: OpenModel, _ progress: WorkProgress, _ context: CommandContext
  ) throws -> [ExportResult.File] {
    var files: [ExportResult.File] = []
    try OutputFiles(context: context).write(
      export.parts(format, named: path).map { part in
        let target = Export.path(of: part.kind, beside: path)
        return (
          OutputPath(target),
          { send in
            var bytes = 0
            try part.write(
              {
                try send($0)
                bytes += $0.count
              }, progress)
            files.append(.init(path: target, format: part.kind, bytes: bytes))
          }
        )
      }, of: [model])
    return files
  }
}
