import EmbeddingAnalysis
import SafeText

extension NeighborGraphResult {
  public func blocks() -> [Block] {
    models.flatMap { model -> [Block] in
      let equal = model.duplicates
      return [
        .paragraph(
          "\(model.model): the \(model.k) nearest of each of \(model.rows.grouped) rows, by \(metric.rawValue)"),
        .paragraph("Skewness of how often tokens are neighbours: \(NumberText.short(model.hubness.skewness))"),
        .paragraph("Tokens that are nobody's neighbours: \(model.hubness.antihubs.grouped)"),
        .paragraph("Rows that are equal to others: \(equal.rows.grouped), in \(equal.groups.grouped) groups"),
        .table(
          ["Lists", "id", "Token", "Raw"], numbers: [0, 1],
          model.hubness.hubs.map { hub in
            [hub.occurrences.grouped, String(hub.token.id), hub.token.shown, hub.token.raw]
          }),
        .notes(model.notes),
      ]
    } + [.figures]
  }
}
