import EmbeddingAnalysis
import Figures
import SafeText

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension SpaceResult {
  /// One figure: the mean cosine and the spectrum, the norms and the dimensions, the pairs, and hubs where asked for.
  public func figures() -> [NamedFigure] {
    var rows = [[cosinePanel, spectrumPanel], [normPanel, dimensionPanel]]
    let last = models.indices.compactMap(pairPanel) + (models.contains { $0.hubness != nil } ? [hubPanel] : [])
    rows += stride(from: 0, to: last.count, by: 2).map { Array(last[$0..<min($0 + 2, last.count)]) }
    let figure = Figure(
      models.count == 1 ? "The space of \(models[0].model)" : "The spaces of \(models.count) models",
      subtitle: models.map { model in
        "\(model.model): \(model.rows.grouped) rows of \(model.columns.grouped), effective rank "
          + (model.spectrum.effectiveRank.map { NumberText.decimal($0, fractionDigits: 1) } ?? "not defined")
      }.joined(separator: " · "),
      panels: rows, notes: figureNotes, size: Size(width: 1080, height: 110 + 310 * Double(rows.count)))
    return [NamedFigure(name: "space", figure: figure)]
  }

  private var figureNotes: [String] {
    let general =
      "Mean cosines are exact, over all pairs of rows. Norms: the line is the median of each run of rows, the thin lines are "
      + "5 and 95 %. Pairs: grey is each first token with the second one of another pair, drawn with seed \(seed)."
    return [general] + models.flatMap { model in model.notes.map { "\(model.model): \($0)" } }
  }

  private var cosinePanel: Panel {
    let most = models.map(\.anisotropy.withoutTop.count).max() ?? 0
    let names = ["stored", "centred"] + (0..<most).map { "−\($0 + 1)" }
    let marks = models.enumerated().flatMap { index, model -> [Mark] in
      let values = ([model.anisotropy.meanCosine, model.anisotropy.centred] + model.anisotropy.withoutTop)
        .map { $0 ?? .nan }
      let x = values.indices.map(Double.init)
      return [
        .line(LineMark(x: x, y: values, color: .series(index), label: model.model)),
        .points(PointsMark(x: x, y: values, opacity: 1, color: .series(index))),
      ]
    }
    return Panel(
      title: "Mean cosine of all pairs",
      x: Axis("Rows as stored, around their mean, without top axes", ticks: .categories(names)),
      y: Axis("Mean cosine"), marks: [.rule(RuleMark(y: 0))] + marks)
  }

  private var spectrumPanel: Panel {
    let marks = models.enumerated().map { index, model -> Mark in
      var sum = 0.0
      let held = model.spectrum.shares.map { share -> Double in
        sum += share
        return 100 * min(1, sum)
      }
      return .line(
        LineMark(x: held.indices.map { Double($0 + 1) }, y: held, width: 2, color: .series(index), label: model.model))
    }
    return Panel(
      title: "Variance that the strongest axes hold", x: Axis("Axes", startsAt: 0),
      y: Axis("Variance (%)", domain: 0...103),
      marks: marks)
  }

  private var normPanel: Panel {
    let marks = models.enumerated().flatMap { index, model -> [Mark] in
      let bins = model.norms.bins.filter { $0.quantiles.count == 7 }
      let x = bins.map { Double($0.first) + Double($0.count) / 2 }
      return [(1, 0.6), (5, 0.6), (3, 2)].map { quantile, width in
        .line(
          LineMark(
            x: x, y: bins.map { $0.quantiles[quantile] }, width: width, color: .series(index),
            label: quantile == 3 ? model.model : nil))
      }
    }
    return Panel(title: "Length of the rows", x: Axis("Index"), y: Axis("Norm", startsAt: 0), marks: marks)
  }

  private var dimensionPanel: Panel {
    var marks: [Mark] = []
    for (index, model) in models.enumerated() {
      let shares = model.dimensions.map { 100 * ($0.squaredNormShare ?? .nan) }
      marks.append(
        .points(
          PointsMark(
            x: shares.indices.map(Double.init), y: shares, diameter: 4, opacity: 0.7, color: .series(index),
            label: model.model)))
      let outliers = model.dimensions.filter(\.isOutlier).map(\.index).sorted { (-shares[$0], $0) < (-shares[$1], $1) }
      for outlier in outliers.prefix(3) {
        let color: MarkColor = models.count > 1 ? .series(index) : .neutral
        marks.append(.text(TextMark(String(outlier), at: .above(x: Double(outlier), y: shares[outlier]), color: color)))
      }
    }
    // Room for the numbers above the largest.
    let shares = models.flatMap { $0.dimensions.compactMap(\.squaredNormShare) }
    let width = models.map(\.columns).max() ?? 1
    return Panel(
      title: "Share of each dimension in the squared norm", note: outlierNote,
      x: Axis("Dimension", domain: 0...Double(max(1, width))),
      y: Axis("Share (%)", domain: 0...max(1e-9, 118 * (shares.max() ?? 1))), marks: marks)
  }

  /// Which dimensions have numbers; of several models, in whose colours.
  private var outlierNote: String {
    let counts = models.map { $0.dimensions.filter(\.isOutlier).count }
    let all = counts.reduce(0, +)
    let numbered = counts.map { min($0, 3) }.reduce(0, +)
    let what = numbered < all ? "numbered: \(numbered) of \(all) outliers, the largest" : "numbered: outliers"
    return all == 0 ? "no outliers" : models.count > 1 ? "\(what), in their models’ colours" : what
  }

  private func pairPanel(_ index: Int) -> Panel? {
    let model = models[index]
    guard !model.pairs.isEmpty else { return nil }
    let edges = (0...50).map { Pairs.binEdges[2 * $0] }
    // Two bins of the result in one: wide enough for a few hundred pairs.
    func percent(_ counts: [Int]) -> [Double] {
      let total = Double(max(1, counts.reduce(0, +)))
      return (0..<50).map { 100 * Double(counts[2 * $0] + counts[2 * $0 + 1]) / total }
    }
    let first = model.pairs.flatMap { [$0.histogram, $0.randomHistogram] }.compactMap { $0.firstIndex { $0 > 0 } }.min()
    let marks = model.pairs.enumerated().flatMap { place, pairs -> [Mark] in
      [
        .steps(
          StepsMark(edges: edges, values: percent(pairs.randomHistogram), width: 0.8, isFilled: false, color: .neutral)),
        .steps(
          StepsMark(
            edges: edges, values: percent(pairs.histogram), color: .series(place),
            label: "\(pairs.kind.title) (\(pairs.count.grouped))")),
      ]
    }
    return Panel(
      title: "\(model.model): a token and the same one "
        + (model.pairs.count == 1 ? "\(model.pairs[0].kind.title) (\(model.pairs[0].count.grouped))" : "…"),
      x: Axis("Cosine similarity", domain: Pairs.binEdges[(first ?? 0) / 2 * 2]...1),
      y: Axis("Pairs (%)", startsAt: 0), marks: marks)
  }

  private var hubPanel: Panel {
    let marks = models.enumerated().compactMap { index, model -> Mark? in
      guard let rows = model.hubness?.rowsByLists else { return nil }
      let present = rows.indices.filter { rows[$0] > 0 }
      return .points(
        PointsMark(
          x: present.map { log10(Double($0 + 1)) }, y: present.map { log10(Double(rows[$0])) }, diameter: 4,
          color: .series(index),
          label: model.model))
    }
    let k = models.compactMap(\.hubness?.k).max() ?? 0
    return Panel(
      title: "Hubs: in how many rows' \(k) nearest a row is", x: Axis("log₁₀ of the number of lists + 1"),
      y: Axis("log₁₀ of the number of rows"),
      marks: marks)
  }
}
