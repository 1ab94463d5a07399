import EmbeddingAnalysis
public import Projections
import Tokenization
public import Work
public import Workspace

/// A map of all tokens: every row of the embedding matrix as a point.
public struct ProjectionStudy: Study {
  /// Which points get a name.
  public enum Labels: Sendable, Equatable {
    /// So many, the lowest ids that are words first.
    case count(Int)
    /// The tokens of these words, with and without a space before them.
    case words([String])
  }

  /// How the maps are made.
  public var settings: ProjectionSettings
  /// What the points are coloured by.
  public var color: TokenProperty
  /// Which points get a name.
  public var labels: Labels

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
      color: color, models: try models.map { try map($0, progress.of($0.displayName)) })
  }

  private func map(_ model: OpenModel, _ progress: WorkProgress) throws -> ProjectionResult.Model {
    let matrix = try model.tokenEmbeddings()
    let names = try RowNames(model)
    let labels = try labelled(names, matrix.rowCount)
    let name = model.displayName
    // Neighbours by cosine are those that other studies of the model need, too.
    let graph =
      settings.method != .pca && settings.metric == .cosine
      ? try model.neighborGraph(k: settings.neighborCount, progress: progress) : nil
    let map = try Projection(of: matrix, settings, neighbors: graph, progress: progress)
    let groups = TokenGroups(by: color, of: matrix, names.vocabulary)
    func axis(_ axis: Int) -> [Float?] {
      (0..<matrix.rowCount).map { row in
        let value = map.coordinates[row * settings.dimensions + axis]
        return value.isFinite ? value : nil
      }
    }
    var notes = names.notes + missing(labels)
    if names.vocabulary == nil, groups.names.count == 1 {
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
      tokens: (0..<matrix.rowCount).map(names.raw))
  }

  /// Words that were asked for and are no token.
  private func missing(_ labels: [ProjectionResult.Label]) -> [String] {
    guard case .words(let words) = self.labels else { return [] }
    let found = Set(labels.map { Array($0.text.utf8) })
    let missing = words.filter { !found.contains(Array($0.utf8)) }
    return missing.isEmpty ? [] : ["No token, so not on the map: \(missing.joined(separator: ", "))."]
  }

  private var labelLimit: Int {
    if case .count(let count) = labels { return count }
    return .max
  }

  /// The rows to name and their names, the most important first; without tokens some rows from all over, by their numbers.
  private func labelled(_ names: RowNames, _ rows: Int) throws -> [ProjectionResult.Label] {
    switch labels {
    case .words(let words):
      let vocabulary = try names.tokenizer(else: "points cannot be named by words").vocabulary
      let wanted = Dictionary(words.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      return (0..<rows).compactMap { row -> (Int, ProjectionResult.Label)? in
        guard let word = Self.word(vocabulary, row), let rank = wanted[word] else { return nil }
        return (rank, .init(row: row, text: word))
      }.sorted { ($0.0, $0.1.row) < ($1.0, $1.1.row) }.map(\.1)
    case .count(let count):
      guard let vocabulary = names.vocabulary else {
        return stride(from: 0, to: rows, by: max(1, rows / max(1, count))).map {
          .init(row: $0, text: names.describe($0).display)
        }
      }
      // Whole words before pieces: where tokens begin with a space, those that do.
      let usesSpaces = (0..<rows).lazy.filter { vocabulary.text(of: $0)?.unicodeScalars.first == " " }.count > rows / 10
      var result: [ProjectionResult.Label] = []
      for row in 0..<rows where result.count < 40 * count && !vocabulary.isContinuation(row) {
        if usesSpaces, vocabulary.text(of: row)?.unicodeScalars.first != " " { continue }
        guard let word = Self.word(vocabulary, row), word.unicodeScalars.count > 2,
          word.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
        else { continue }
        result.append(.init(row: row, text: word))
      }
      return result
    }
  }

  /// The token's text without the space before it.
  private static func word(_ vocabulary: Vocabulary, _ row: Int) -> String? {
    guard let text = vocabulary.text(of: row), !vocabulary.isSpecial(row) else { return nil }
    return text.unicodeScalars.first == " " ? String(text.dropFirst()) : text
  }
}
