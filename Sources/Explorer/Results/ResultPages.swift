import Figures
import HTMLBlocks
import SafeText
import Studies

/// The files that show a result: its JSON, its blocks as HTML, its figures and its tables; of a map the places, too.
struct ResultPages {
  /// The file of the column that the study of anomalies finds.
  static let untrained = "untrained.bin"

  let key: ResultKey
  /// The models that were asked.
  let models: [ExploredModel]

  func files<Result: StudyResult>(of result: Result) throws -> [ResultFolder.File] {
    let figures = try result.figures().map { named in
      (named, Content(.svg, try named.figure.svg(idPrefix: named.name)))
    }
    let tables = result.tables()
    var files = [
      ResultFolder.File(name: "result.json", content: try Self.json(of: result)),
      .init(name: "blocks.html", content: Content(.html, html(result, figures.map(\.0), tables))),
    ]
    files += figures.map { .init(name: "figures/\($0.name).svg", content: $1) }
    files += tables.map { .init(name: "tables/\($0.name).csv", content: Content(.csv, $0.csv())) }
    // What the page draws itself is of one model alone: it asks for those of two one by one.
    guard models.count == 1 else { return files }
    if let model = (result as? ProjectionResult)?.models.first, let map = result as? ProjectionResult {
      files += try MapFiles(map, model).files(labels: MapLabels(models[0].model))
    }
    if let found = (result as? AnomaliesResult)?.models.first {
      let values = found.rows[found.indicator].map { $0.map { Float($0) } ?? .nan }
      files.append(.init(name: Self.untrained, content: Content(numbers: values)))
    }
    return files
  }

  static func json<Result: StudyResult>(of result: Result) throws -> Content {
    Content(.json, try JSONText.encode(StudyJSON(study: Result.study, payload: result)))
  }

  private func html(_ result: some StudyResult, _ figures: [NamedFigure], _ tables: [Table]) -> String {
    let folder = "api/results/\(key.digest)"
    var shown = figures.map { named in
      BlockHTML.figure(
        image: "\(folder)/figures/\(named.name).svg", title: named.figure.title, size: named.figure.size)
    }.joined()
    if !tables.isEmpty {
      shown += "<p>\(BlockHTML.links(tables.map { ("\(folder)/tables/\($0.name).csv", "\($0.name).csv") }))</p>\n"
    }
    return BlockHTML.html(result.blocks(), figures: shown)
  }
}
