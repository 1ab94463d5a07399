import Figures
import Projections
import SafeText
import Studies
import Workspace

// What all rows together look like: their space, those that look under-trained, their map.
extension FurtherParts {
  mutating func space() throws -> ReportPart? {
    let title = "The space that the rows fill"
    let found = try findings(title) { parts, place -> SpaceResult in
      let study = SpaceStudy(hubnessNeighbors: Self.hubNeighbors)
      return try study.run(parts.models[place], neighbors: try parts.graph(place))
    }
    guard let found, var result = found.found.first?.result else { return nil }
    result.models = found.found.flatMap(\.result.models)
    return ReportPart(
      id: "space", title: title,
      before: HTMLFragments.paragraph(
        "How narrow the rows lie, in how many directions they vary, which dimensions stand out, how long the rows are, how "
          + "far a token is from itself with a space or in capitals, and which rows are near to a great many others.")
        + Self.measures(result) + HTMLFragments.list(found.notes),
      figures: result.figures(), tables: Self.tables(result.tables(), of: "space"),
      after: HTMLFragments.trap(
        "A large mean cosine does not say that all tokens mean the same: mostly they share one direction, which the mean "
          + "holds, and which is gone once it is taken out. One dimension with large values can do the same. So compare "
          + "cosines with the mean of all pairs, and before and after centring."))
  }

  private static func measures(_ result: SpaceResult) -> String {
    let rows = result.measureNames.map { name in
      [name]
        + result.models.map { model in
          model.measures.first { $0.name == name }.map { NumberText.measure($0.value) } ?? "–"
        }
    }
    return HTMLFragments.table(
      ["Measure"] + result.models.map(\.model), numbers: Set(1..<(result.models.count + 1)), rows)
  }

  mutating func anomalies() throws -> ReportPart? {
    let title = "Tokens that look under-trained"
    let found = try findings(title) { parts, place -> AnomaliesResult in
      try Self.needsTokenizer(parts.models[place])
      return try AnomaliesStudy().run([parts.models[place]])
    }
    guard let found, var result = found.found.first?.result else { return nil }
    result.models = found.found.flatMap(\.result.models)
    var before = HTMLFragments.paragraph(
      "Rows that hardly moved in training stay like those of tokens that training cannot have met. All rows are ranked by "
        + "their distance from the mean of such rows, or by their length where the model has too few of these; here are "
        + "the first.")
    for model in result.models {
      before += "<h3>\(MarkupText.escape(model.model))</h3>\n" + Self.candidates(model)
      before += HTMLFragments.list(model.notes)
    }
    return ReportPart(
      id: "anomalies", title: title, before: before + HTMLFragments.list(found.notes), figures: result.figures(),
      tables: Self.tables(result.tables(), of: "anomalies"),
      after: HTMLFragments.trap(
        "Two in a hundred tokens are always listed, in a model without a fault, too. A token is suspicious where it is far "
          + "from the others and nothing explains it; that it is under-trained shows only when the model is asked to say "
          + "it."))
  }

  /// The most candidates that the page lists; the data have them all.
  private static let listedCandidates = 12

  private static func candidates(_ model: AnomaliesResult.Model) -> String {
    let shown = model.candidates.prefix(listedCandidates)
    guard !shown.isEmpty else { return HTMLFragments.paragraph("No token is at or below the threshold.") }
    // Where rows are ranked by their length, a second column of it says nothing more.
    let showsNorm = model.indicator != .inputNorm
    let rows = shown.map { candidate in
      [candidate.token.shown, String(candidate.token.id), candidate.indicator.map { NumberText.short($0) } ?? "none"]
        + (showsNorm ? [NumberText.short(candidate.inputNorm)] : [])
        + [candidate.reasons.isEmpty ? "nothing known" : candidate.reasons.joined(separator: "; ")]
    }
    return HTMLFragments.paragraph(
      "\(shown.count.grouped) of \(model.candidateCount.grouped) tokens at or below \(NumberText.short(model.threshold)); "
        + "\(model.reference.ids.count.grouped) rows show how untrained ones look.")
      + HTMLFragments.table(
        ["Token", "Index", model.indicator.label] + (showsNorm ? ["Norm"] : []) + ["Explained by"],
        numbers: Set(1...(showsNorm ? 3 : 2)), rows)
  }

  mutating func map() throws -> ReportPart? {
    let title = "A map of all tokens"
    let found = try findings(title) { parts, place -> ProjectionResult in
      let report = parts.progress
      let study = ProjectionStudy(parts.mapSettings) { model, step in
        try report("\(model): \(step.stage.title)", step.completed, step.total)
      }
      return try study.run(parts.models[place], neighbors: try parts.graph(place))
    }
    guard let found, var result = found.found.first?.result else { return nil }
    result.models = found.found.flatMap(\.result.models)
    return ReportPart(
      id: "project", title: title,
      before: HTMLFragments.paragraph(
        "Every row as a point, by UMAP, so that rows with a small angle between them are near each other. How far it can be "
          + "trusted is measured, and stands below. The same seed gives the same map; "
          + "embedscope project --metric cosine draws it alone, with --method pca or tsne another one.")
        + HTMLFragments.list(found.notes),
      figures: result.figures(), tables: Self.tables(result.tables(), of: "project"),
      after: HTMLFragments.trap(
        "Hundreds of dimensions do not fit into two. Near points are mostly near rows, but far points need not be far ones; "
          + "sizes of groups, gaps between them and what is left or right mean nothing; a group can come from the method "
          + "alone. Another seed gives another map."))
  }
}
