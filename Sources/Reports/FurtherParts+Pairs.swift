import Figures
import SafeText
import Studies
import Workspace

// What two models have in common: every pair of them by itself.
extension FurtherParts {
  /// Two models of the report.
  private struct Pair {
    var places: [Int]
    var models: [OpenModel]
    /// Behind the names of files: empty where there is one pair alone.
    var suffix: String
  }

  private var pairs: [Pair] {
    models.indices.flatMap { first in
      models.indices.dropFirst(first + 1).map { second in
        Pair(
          places: [first, second], models: [models[first], models[second]],
          suffix: models.count == 2 ? "" : "-\(first + 1)-\(second + 1)")
      }
    }
  }

  /// Runs a study of two models for every pair; the reasons where it cannot be put to one.
  private mutating func results<Found: StudyResult>(
    _ title: String, _ run: (Pair) throws -> Found
  ) throws -> (found: [(pair: Pair, result: Found)], notes: [String])? {
    if models.count < 2 {
      leaveOut(title, ["compares two models, and one was given."])
      return nil
    }
    var found: [(pair: Pair, result: Found)] = []
    var notes: [String] = []
    for pair in pairs {
      let names = pair.models.map(\.displayName).joined(separator: " and ")
      try progress("\(names): \(title)", 0, 1)
      do { found.append((pair, try run(pair))) } catch {
        let text = try Self.reason(error, pair.models[0].displayName)
        notes.append(text)
      }
    }
    if found.isEmpty { leaveOut(title, notes) }
    return found.isEmpty ? nil : (found, notes)
  }

  /// The figures and tables of every pair, under names of their own.
  private static func files<Found: StudyResult>(
    _ found: [(pair: Pair, result: Found)], of id: String
  ) -> (figures: [NamedFigure], tables: [Table]) {
    (
      found.flatMap { pair, result in
        result.figures().map { NamedFigure(name: $0.name + pair.suffix, figure: $0.figure) }
      },
      found.flatMap { pair, result in
        tables(result.tables(), of: id).map { Table(name: $0.name + pair.suffix, columns: $0.columns, rows: $0.rows) }
      }
    )
  }

  mutating func alignment() throws -> ReportPart? {
    let title = "Do the models agree on words?"
    let (seed, progress) = (options.seed, progress)
    let made = try results(title) { pair -> AlignResult in
      let names = pair.models.map(\.displayName).joined(separator: " and ")
      try pair.models.forEach(Self.needsTokenizer)
      return try AlignStudy(seed: seed) { stage, done, total in try progress("\(names): \(stage)", done, total) }
        .run(pair.models)
    }
    guard let made else { return nil }
    var before = HTMLFragments.paragraph(
      "The axes of two models are not shared, but angles between words can be compared: over the words that are a token in "
        + "both, and each measure beside what words paired at random give.")
    for (_, result) in made.found {
      before += "<h3>\(MarkupText.escape("\(result.a) and \(result.b)"))</h3>\n" + Self.measures(result)
      before += HTMLFragments.details("Words whose neighbours differ most", Self.words(result.mostDifferent, result))
      before += HTMLFragments.details("Words whose neighbours agree most", Self.words(result.mostAlike, result))
      before += HTMLFragments.list(result.notes)
    }
    let files = Self.files(made.found, of: "align")
    return ReportPart(
      id: "align", title: title, before: before + HTMLFragments.list(made.notes), figures: files.figures,
      tables: files.tables,
      after: HTMLFragments.trap(
        "A measure far above chance says that the two tables of embeddings order words alike, not that the models do what "
          + "they do alike. Only words that both have are compared, mostly short and frequent ones; and a number near one "
          + "can come from a few directions that all rows share."))
  }

  private static func measures(_ result: AlignResult) -> String {
    HTMLFragments.paragraph("\(result.words.shared.grouped) words are a token in both.")
      + HTMLFragments.table(
        ["Measure", "Value", "At random", "What it says"], numbers: [1, 2],
        result.measures.map { measure in
          [
            measure.name, measure.value.map { NumberText.decimal($0, fractionDigits: 4) } ?? "not defined",
            measure.baselineMean.map { NumberText.decimal($0, fractionDigits: 4) } ?? "–", measure.meaning,
          ]
        })
  }

  private static func words(_ words: [AlignResult.Neighborhood], _ result: AlignResult) -> String {
    HTMLFragments.table(
      ["Word", "Common", result.a, result.b], numbers: [1],
      words.map { word in
        [word.word, "\(word.common) of \(result.k)", word.a.joined(separator: " "), word.b.joined(separator: " ")]
      })
  }

  mutating func differences() throws -> ReportPart? {
    let title = "Which rows moved?"
    let progress = progress
    let made = try results(title) { pair -> DiffResult in
      let names = pair.models.map(\.displayName).joined(separator: " and ")
      let result = try DiffStudy { done, total in try progress("\(names): looking for neighbours", done, total) }
        .run(pair.models)
      // Two models that share few tokens are not two versions of one.
      guard 10 * result.rows.idA.count >= 9 * max(result.a.rows, result.b.rows) else {
        throw StudiesError.notTwoVersions(
          a: result.a.model, b: result.b.model, shared: result.rows.idA.count, rows: max(result.a.rows, result.b.rows))
      }
      return result
    }
    guard let made else { return nil }
    var before = HTMLFragments.paragraph(
      "Two versions of one model, token by token: the angle between a token’s row in one and its row in the other, and what "
        + "became of its length and of its neighbours.")
    for (_, result) in made.found {
      before += "<h3>\(MarkupText.escape("\(result.a.model) and \(result.b.model)"))</h3>\n" + Self.moved(result)
      before += HTMLFragments.list(result.notes)
    }
    let files = Self.files(made.found, of: "diff")
    return ReportPart(
      id: "diff", title: title, before: before + HTMLFragments.list(made.notes), figures: files.figures,
      tables: files.tables,
      after: HTMLFragments.trap(
        "A row that moved need not mean something else now: training on turns all rows a little, rounding moves every one. "
          + "Angles of 90° for nearly all rows say that the two are no versions of one model at all."))
  }

  private static func moved(_ result: DiffResult) -> String {
    let pairs = result.rows.idA.count
    let text = HTMLFragments.paragraph(
      "\(pairs.grouped) pairs of rows by their \(result.pairedBy), of which \(result.identical.grouped) "
        + "(\(NumberText.percent(result.identical, of: pairs))) are the same; \(result.droppedCount.grouped) tokens dropped, "
        + "\(result.addedCount.grouped) added.")
    guard !result.mostMoved.isEmpty else { return text + HTMLFragments.paragraph("No row moved.") }
    let rows = result.mostMoved.prefix(12).map { row in
      [
        row.token.shown, row.idA == row.idB ? String(row.idA) : "\(row.idA) → \(row.idB)",
        NumberText.short(row.angle) + "°", NumberText.short(row.normRatio),
        row.neighborsA.prefix(4).joined(separator: " "), row.neighborsB.prefix(4).joined(separator: " "),
      ]
    }
    return text
      + HTMLFragments.table(
        ["Token", "Index", "Angle", "Norm, B / A", "Nearest in A", "Nearest in B"], numbers: [1, 2, 3], rows)
  }
}
