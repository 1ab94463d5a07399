import SafeText

extension HeatmapResult {
  public func blocks() -> [Block] {
    [.explanation(explanation), .table(columns, numbers: [2, 3, 4, 5, 6], rows)]
      + [.notes(models.map { ($0.model, $0.notes) }), .figures] + cautions
  }

  private var columns: [String] {
    ["Model", "Tensor", "Rows", "Dimensions", "Smallest", "Largest", "Columns drawn"]
  }

  private var rows: [[String]] {
    models.map { model in
      [
        model.model, model.tensor, model.rows.grouped, model.columns.grouped,
        NumberText.short(model.column.minimum.compactMap(\.self).min()),
        NumberText.short(model.column.maximum.compactMap(\.self).max()), model.pictureColumns.grouped,
      ]
    }
  }

  private var explanation: String {
    switch matrix {
    case .tokens:
      "One column per token, one row per dimension; colours end at ±\(limit). A horizontal stripe is a dimension that has "
        + "nearly the same value for all tokens, a vertical one a run of tokens that are alike."
    case .positions:
      "Learned vectors that are added to a token’s own, one per position in the text."
    }
  }

  private var cautions: [Block] {
    guard matrix == .tokens else { return [] }
    return [
      .caution(
        "A picture has fewer columns than a vocabulary has tokens. Here neighbouring tokens are averaged, and the average of "
          + "many values is nearer to zero than they are: the picture is paler than any single token. The rule max-abs keeps "
          + "the outliers instead.")
    ]
  }
}
