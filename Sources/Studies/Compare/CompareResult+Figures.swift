import Figures
import SafeText

extension CompareResult {
  /// One row per dimension, one column per model.
  public func tables() -> [Table] {
    let rows = (0..<(models.map(\.row.count).max() ?? 0)).map { dimension -> [Table.Field] in
      [.integer(dimension)]
        + models.map { model in
          dimension < model.row.count ? .optional(Double(model.row[dimension]).finite) : .empty
        }
    }
    return [Table(name: name, columns: ["dimension"] + models.map(\.model), rows: rows)]
  }

  private var name: String { mode == .index ? "same-index" : "same-word" }

  /// By index: the rows as lines and, for each pair, as a scatter; by word: scatters alone, titled with r.
  public func figures() -> [NamedFigure] {
    let scatters = pairs.map { scatter($0) }
    switch mode {
    case .index:
      let figure = Figure(
        models.count == 1 ? "Row \(query)" : "The same index, \(query), in each model",
        subtitle: models.map { "\($0.model): \($0.token.shown)" }.joined(separator: " · "),
        panels: Self.arrange([lines] + scatters), notes: notes,
        size: Size(width: 1080, height: Self.height(1 + scatters.count)))
      return [NamedFigure(name: name, figure: figure)]
    case .word:
      let panels =
        scatters.isEmpty
        ? [lines] : scatters + (pairs.count == 1 ? afterSpace.map { scatter($0, note: "The word after a space") } : [])
      let figure = Figure(
        models.count == 1 ? "The row of “\(query)”" : "The same word, “\(query)”, in each model",
        panels: Self.arrange(panels), notes: notes,
        size: Size(width: panels.count == 1 ? 620 : 1080, height: Self.height(panels.count)))
      return [NamedFigure(name: name, figure: figure)]
    }
  }

  /// The pair of the word's forms after a space, where at least one model has such a form of its own.
  private var afterSpace: [Pair] {
    let ids = models.map { model in
      model.otherForms.first { $0.text?.utf8.first == UInt8(ascii: " ") }?.id ?? model.tokenID
    }
    return otherPairs.filter { $0.tokenIDs == ids }
  }

  private static func arrange(_ panels: [Panel]) -> [[Panel]] {
    stride(from: 0, to: panels.count, by: 2).map { Array(panels[$0..<min($0 + 2, panels.count)]) }
  }

  private static func height(_ panels: Int) -> Double { 90 + 370 * Double((panels + 1) / 2) }

  private var lines: Panel {
    let marks = models.enumerated().map { index, model -> Mark in
      .line(
        LineMark(
          y: model.row.map(Double.init), width: 0.8, color: .series(index), label: model.model))
    }
    return Panel(
      title: "The rows, dimension by dimension",
      x: Axis("Dimension", domain: 0...Double(max(1, models.map(\.row.count).max() ?? 1))), y: Axis("Value"),
      marks: marks)
  }

  /// The second model along x, the first along y, as the notebook has BERT and GPT-2.
  private func scatter(_ pair: Pair, note: String? = nil) -> Panel {
    let y = values(of: pair.tokenIDs[0], in: pair.a, pair.dimensions)
    let x = values(of: pair.tokenIDs[1], in: pair.b, pair.dimensions)
    return Panel(
      title: pair.r.map { "r = \(NumberText.decimal($0, fractionDigits: 2))" } ?? "r is not defined", note: note,
      x: Axis("\(pair.b): \(x.label)"), y: Axis("\(pair.a): \(y.label)"),
      marks: [.points(PointsMark(x: x.row.map(Double.init), y: y.row.map(Double.init), color: .series(2)))])
  }

  private func values(of tokenID: Int, in name: String, _ dimensions: Int) -> (label: String, row: ArraySlice<Float>) {
    guard let model = models.first(where: { $0.model == name }) else { return ("", []) }
    if model.tokenID == tokenID {
      return ("\(model.token.shown) (\(tokenID))", model.row.prefix(dimensions))
    }
    guard let form = model.otherForms.first(where: { $0.id == tokenID }) else { return ("", []) }
    return ("\(form.shown) (\(tokenID))", form.row.prefix(dimensions))
  }
}
