import EmbeddingAnalysis
import SafeText
import Studies
import Tokenization
import Work
import Workspace

/// What is explored, and what can be asked.
enum ExplorerRoutes {
  static let all: [Route] = [
    Route(
      .get, "/api/explorer.json",
      "The models, the studies with their parameters, what points can be coloured by, and which columns there are."
    ) { explorer, _ in try description(explorer) }
  ]

  private static func description(_ explorer: Explorer) throws -> Response {
    try Response(
      json: ExplorerDescription(
        tool: EmbedscopeVersion.current, isExport: explorer.isExport,
        models: explorer.models.map { ModelDescription($0, in: explorer) },
        studies: ExplorerStudies.all.map(StudyDescription.init),
        colors: TokenProperty.allCases.map { .init(name: $0.rawValue, title: $0.title) },
        columns: TokenColumn.allCases.map { .init(name: $0.rawValue, title: $0.title) },
        pairs: explorer.models.indices.flatMap { a in
          explorer.models.indices.dropFirst(a + 1).filter { b in
            explorer.models[a].tokenizer != nil && explorer.models[b].tokenizer != nil
          }.map { [a, $0] }
        }))
  }
}

/// What explorer.json holds.
struct ExplorerDescription: Encodable {
  var tool: String
  /// Whether this is a folder of files, which answers no new question.
  var isExport: Bool
  var models: [ModelDescription]
  var studies: [StudyDescription]
  var colors: [Color]
  var columns: [Column]
  /// The models two by two, each by its number.
  var pairs: [[Int]]

  /// What points can be coloured by.
  struct Color: Encodable {
    var name: String
    var title: String
  }

  /// A number that each row has.
  struct Column: Encodable {
    var name: String
    var title: String
    var type = "f32"
  }
}

/// A model in explorer.json.
struct ModelDescription: Encodable {
  var name: String
  /// As a person named it, which may be a long path.
  var identifier: String
  /// V, and D, which is 0 without a matrix.
  var rows: Int
  var columns: Int
  var dtype: String?
  var tensor: String?
  var tokenizerSize: Int?
  var hasTokenizer: Bool
  /// Whether a word after a space is another token than the same word without one.
  var marksSpaces: Bool
  /// Whether its tokens are merged of others.
  var hasMerges: Bool
  /// The columns that are there, or take no time.
  var columnNames: [String]
  /// Of an export, what it holds.
  var held: HeldModel?
  var notes: [String]

  init(_ model: ExploredModel, in explorer: Explorer) {
    name = model.name
    identifier = model.model.identifier
    rows = model.rowCount
    columns = model.facts.matrix?.columnCount ?? 0
    dtype = model.facts.table?.dtype
    tensor = model.facts.table?.name
    tokenizerSize = model.tokenizer?.vocabulary.count
    hasTokenizer = model.tokenizer != nil
    marksSpaces = model.marksSpaces
    hasMerges = model.hasMerges
    columnNames = explorer.columnNames(of: model)
    held = explorer.held.withLock { $0?.models[model.number] }
    notes = model.notes
  }
}

/// A study in explorer.json.
struct StudyDescription: Encodable {
  var name: String
  var summary: String
  var discussion: String
  /// `several`, or `pair`.
  var models: String
  var parameters: [ParameterFacts]

  struct ParameterFacts: Encodable {
    var name: String
    /// What stands for the value, such as COUNT; null for a flag.
    var value: String?
    var isRepeatable: Bool
    /// Whether the question is about it, and not how it is put.
    var isOperand: Bool
    /// How many there must be.
    var least: Int
    /// Whether it asks something that one model alone can answer.
    var takesOneModel: Bool
    var allowed: [String]
    var `default`: String?
    var help: String
  }

  init(_ entry: StudyEntry) {
    name = entry.name
    summary = entry.summary
    discussion = ParameterNames.bare.filled(entry.discussion)
    models = entry.models == .pair ? "pair" : "several"
    parameters = entry.parameters.map(\.description).filter(ExplorerStudies.isOffered).map { parameter in
      ParameterFacts(
        name: parameter.name, value: parameter.valueName, isRepeatable: parameter.isRepeatable,
        isOperand: parameter.operands != nil, least: parameter.operands?.lowerBound ?? 0,
        takesOneModel: parameter.takesOneModel, allowed: parameter.allowedValues, default: parameter.defaultText,
        help: ParameterNames.bare.filled(parameter.help))
    }
  }
}
