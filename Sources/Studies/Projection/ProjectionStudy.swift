import EmbeddingAnalysis
public import Projections
import SafeText
import Tokenization
public import Work
public import Workspace

/// A map of all tokens: every row of the embedding matrix as a point.
public struct ProjectionStudy: Study {
  /// Which points get a name.
  public enum Labels: Sendable, Equatable {
    /// So many, the lowest ids that are words first.
    case count(Int)
    /// The tokens of these words; what is no token is said.
    case words([String])
  }

  /// How the maps are made.
  public var settings: ProjectionSettings
  /// What the points are coloured by.
  public var color: TokenProperty
  /// Which points get a name.
  public var labels: Labels
  /// What the points are coloured by instead, where a file says it.
  public var values: TokenValues?
  /// Whether rows without a token are left out of the map that is shown.
  public var tokensOnly = false

  /// A map by UMAP with some names.
  public init(
    _ settings: ProjectionSettings = ProjectionSettings(), color: TokenProperty = .position,
    labels: Labels = .count(60)
  ) {
    self.settings = settings
    self.color = color
    self.labels = labels
  }

  /// Maps one model after another.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> ProjectionResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: ProjectionResult.study) }
    return ProjectionResult(
      method: settings.method, dimensions: settings.dimensions, metric: settings.metric, seed: settings.seed,
      color: values?.fileName ?? color.rawValue, models: try models.map { try map($0, progress.of($0.displayName)) })
  }

  private func map(_ model: OpenModel, _ progress: WorkProgress) throws -> ProjectionResult.Model {
    let matrix = try model.tokenEmbeddings()
    let names = try RowNames(model)
    let (labels, missing) = try labelled(names, matrix.rowCount)
    let name = model.displayName
    // Neighbours by cosine are those that other studies of the model need, too.
    let graph =
      settings.method != .pca && settings.metric == .cosine
      ? try model.neighborGraph(k: settings.neighborCount, progress: progress) : nil
    let map = try Projection(of: matrix, settings, neighbors: graph, progress: progress)
    let said = values?.byRow(matrix.rowCount, names.tokenizer)
    let groups =
      said.map { TokenGroups($0.values, others: "others", none: "not in the file") }
      ?? TokenGroups(by: color, of: matrix, names.vocabulary)
    let hidden = tokensOnly ? names.rowsWithoutToken(matrix.rowCount) : []
    let isHidden = Set(hidden)
    func axis(_ axis: Int) -> [Float?] {
      (0..<matrix.rowCount).map { row in
        guard !isHidden.contains(row) else { return nil }
        let value = map.coordinates[row * settings.dimensions + axis]
        return value.isFinite ? value : nil
      }
    }
    var notes = names.notes + missing
    if let said, let values { notes += Self.notes(on: said, values.fileName, name) }
    if !hidden.isEmpty { notes.append("\(hidden.count.of("row")) without a token left out.") }
    if values == nil, names.vocabulary == nil, groups.names.count == 1 {
      notes.append("Colours by \(color.rawValue) are of tokens: all points have one.")
    }
    if let first = map.unmappedRows.first {
      notes.append(
        "\(map.unmappedRows.count) \(map.unmappedRows.count == 1 ? "row has" : "rows have") no place, the first at index "
          + "\(first): not finite, or without a direction.")
    }
    return ProjectionResult.Model(
      model: name, rows: matrix.rowCount, columns: matrix.columnCount, quality: map.quality,
      varianceRatios: map.varianceRatios, divergence: map.divergence, x: axis(0), y: axis(1),
      z: settings.dimensions == 3 ? axis(2) : nil, groups: groups.names, group: groups.groupOfRow,
      groupsAreOrdered: groups.isOrdered, notes: notes, labels: labels, labelLimit: labelLimit,
      restCount: groups.restCount, said: said?.values,
      tokens: (0..<matrix.rowCount).map { (names.raw(of: $0), names.vocabulary?.text(of: $0)) })
  }

  /// What of a file's lines did not count.
  private static func notes(on said: TokenValues.ByRow, _ file: String, _ model: String) -> [String] {
    func named(_ tokens: [String]) -> String {
      tokens.prefix(5).map { "“\($0)”" }.joined(separator: ", ") + (tokens.count > 5 ? " …" : "")
    }
    return
      (said.unknown.isEmpty
      ? [] : ["\(said.unknown.count.of("line")) of \(file) named no token of \(model): \(named(said.unknown))."])
      + (said.repeated.isEmpty
        ? [] : ["\(file) has several values for \(named(said.repeated)); the last one counts."])
  }

  private var labelLimit: Int {
    if case .count(let count) = labels { return count }
    return .max
  }

  /// The rows to name and their names, the most important first; without tokens some rows from all over, by their numbers.
  private func labelled(_ names: RowNames, _ rows: Int) throws -> (labels: [ProjectionResult.Label], notes: [String]) {
    switch labels {
    case .words(let words):
      let tokens = WordTokens(try names.tokenizer(else: "points cannot be named by words"))
      var (found, missing): ([ProjectionResult.Label], [String]) = ([], [])
      for word in words {
        if let ids = try? tokens.ids(of: word), ids.count == 1, ids[0] < rows, ids[0] != tokens.tokenizer.unknownTokenID
        {
          found.append(.init(row: ids[0], text: names.describe(ids[0]).label))
        } else {
          missing.append("“\(word)”")
        }
      }
      return (
        found,
        missing.isEmpty
          ? []
          : [
            "Not named, because \(missing.count == 1 ? "it is" : "they are") no token: \(missing.joined(separator: ", "))."
          ]
      )
    case .count(let count):
      guard let vocabulary = names.vocabulary else {
        let all = stride(from: 0, to: rows, by: max(1, rows / max(1, count)))
        return (all.map { .init(row: $0, text: names.describe($0).label) }, [])
      }
      // Whole words before pieces: where tokens begin with a space, those that do.
      let usesSpaces = (0..<rows).lazy.filter { vocabulary.text(of: $0)?.unicodeScalars.first == " " }.count > rows / 10
      var result: [ProjectionResult.Label] = []
      for row in 0..<rows where result.count < 40 * count && !vocabulary.isContinuation(row) {
        if usesSpaces, vocabulary.text(of: row)?.unicodeScalars.first != " " { continue }
        guard let word = Self.word(vocabulary, row), word.unicodeScalars.count > 2,
          word.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
        else { continue }
        result.append(.init(row: row, text: names.describe(row).label))
      }
      return (result, [])
    }
  }

  /// The token's text without the space before it.
  private static func word(_ vocabulary: Vocabulary, _ row: Int) -> String? {
    guard let text = vocabulary.text(of: row), !vocabulary.isSpecial(row) else { return nil }
    return text.unicodeScalars.first == " " ? String(text.dropFirst()) : text
  }
}
