import EmbeddingAnalysis
import Projections
import SafeText

extension ProjectionResult {
  public func blocks() -> [Block] {
    [
      .explanation(
        "Every row as a point, by \(methodName), so that rows with a small \(metric == .cosine ? "angle" : "distance") "
          + "between them are near each other. How far it can be trusted is measured. The same seed gives the same map."
      ),
      .table(
        ["Model", "Method", "Rows", "Trustworthiness", "Neighbours kept", "Measured on"], numbers: [2, 3, 4, 5],
        models.map { model in
          let quality = model.quality
          return [
            model.model, method.rawValue, model.rows.grouped,
            quality.map { NumberText.decimal($0.trustworthiness, fractionDigits: 3) } ?? "not defined",
            quality.map { NumberText.decimal($0.neighborPreservation * 100, fractionDigits: 1) + " %" }
              ?? "not defined",
            quality.map { $0.rowsMeasured.grouped + " rows" } ?? "",
          ]
        }),
      .notes(models.map { ($0.model, $0.notes) }), .figures,
      .caution(
        "Hundreds of dimensions do not fit into two. Near points are mostly near rows, but far points need not be far ones; "
          + "sizes of groups, gaps between them and what is left or right mean nothing; a group can come from the method "
          + "alone. Another seed gives another map."),
    ]
  }
}
