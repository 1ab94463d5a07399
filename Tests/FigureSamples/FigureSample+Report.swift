import Figures
import SafeText

extension FigureSample {
  /// Token lengths: bars, one panel per model.
  public static let lengths: FigureSample = {
    let counts: [[Double]] = [
      [256, 1192, 2848, 6157, 8320, 8009, 7173, 5790, 4137, 2776, 1709, 946, 453, 218, 111, 56, 60, 13, 11, 3, 1, 2],
      [1996, 938, 1961, 4142, 4306, 4404, 4213, 3424, 2346, 1446, 812, 354, 128, 37, 10, 4, 1],
    ]
    let panels = zip(["gpt2", "bert-base-uncased"], counts).enumerated().map { index, model in
      [
        Panel(
          title: model.0, note: index == 0 ? "44 tokens are longer than 22" : nil,
          x: Axis("Token length (Unicode scalars of the raw form)", domain: 0...22, ticks: .integers),
          y: Axis("Number of tokens"),
          marks: [
            .bars(
              BarsMark(x: model.1.indices.map { Double($0 + 1) }, heights: model.1, color: .series(index)))
          ])
      ]
    }
    return FigureSample(
      name: "lengths",
      figure: Figure(
        "How long are the tokens?", subtitle: "gpt2: 50,257 tokens · bert-base-uncased: 30,522 tokens", panels: panels,
        size: Size(width: 900, height: 600)))
  }()

  /// Embedding matrices as colours.
  public static let heatmap: FigureSample = {
    let panels = [("gpt2", 50257.0, 0.034), ("bert-base-uncased", 30522.0, 0.012)].enumerated().map { index, model in
      let (name, tokens, deviation) = model
      return [
        Panel(
          title: name, x: Axis("Token"), y: Axis("Dimension"),
          marks: [.image(grid(columns: 400, rows: 256, tokens: tokens, deviation: deviation, seed: UInt64(index)))])
      ]
    }
    return FigureSample(
      name: "heatmap",
      figure: Figure(
        "The embedding matrices", subtitle: "each column of the picture is the mean of up to 126 tokens",
        panels: panels,
        size: Size(width: 900, height: 640)))
  }()

  /// Position embeddings.
  public static let positions: FigureSample = {
    var noise = SampleNoise(seed: 11)
    let (columns, rows) = (512, 192)
    var values: [Float] = []
    for row in 0..<rows {
      var phase = noise.uniform()
      let (speed, height) = (Double(row % 12) * 0.002, 0.02 + 0.12 * noise.uniform())
      for _ in 0..<columns {
        phase += speed
        // A triangle wave: no sine, so the same bits everywhere.
        let wave = abs(2 * (phase - phase.rounded(.down)) - 1) * 2 - 1
        values.append(Float(height * wave + 0.01 * noise.normal()))
      }
    }
    let panel = Panel(
      title: "gpt2", x: Axis("Position"), y: Axis("Dimension"),
      marks: [
        .image(
          ImageMark(
            columnCount: columns, rowCount: rows, values: values, xRange: 0...1024, yRange: 0...768,
            limits: -0.15...0.15, label: "Value"))
      ])
    return FigureSample(
      name: "positions", figure: Figure("Position embeddings", panels: [[panel]], size: Size(width: 900, height: 420)))
  }()

  private static func grid(
    columns: Int, rows: Int, tokens: Double, deviation: Double, seed: UInt64
  ) -> ImageMark {
    var noise = SampleNoise(seed: seed)
    var values: [Float] = []
    for _ in 0..<rows {
      let offset = noise.uniform() < 0.04 ? noise.normal() * 0.16 : noise.normal() * 0.01
      for column in 0..<columns {
        let drift = 0.03 * (Double(column) / Double(columns) - 0.5)
        values.append(Float(offset + (offset > 0 ? drift : -drift) + deviation * noise.normal()))
      }
    }
    return ImageMark(
      columnCount: columns, rowCount: rows, values: values, xRange: 0...tokens, yRange: 0...768, limits: -0.15...0.15,
      label: "Value")
  }

  /// The same index in two models: a line plot and a scatter.
  public static let compareIndex: FigureSample = {
    var noise = SampleNoise(seed: 3)
    let bert = noise.normals(768, mean: -0.028, deviation: 0.042)
    let gpt2 = noise.normals(768, deviation: 0.14)
    let lines = Panel(
      title: "Row 14,321", x: Axis("Embedding dimension"), y: Axis("Embedding value"),
      marks: [
        .line(LineMark(y: gpt2, width: 0.9, color: .series(0), label: "gpt2")),
        .line(LineMark(y: bert, width: 0.9, color: .series(1), label: "bert-base-uncased")),
      ], widthShare: 1.75)
    let scatter = Panel(
      title: "Dimension by dimension", x: Axis("bert-base-uncased (“mediated”)"), y: Axis("gpt2 (“␣Nicarag”)"),
      marks: [.points(PointsMark(x: bert, y: gpt2, color: .series(0)))])
    return FigureSample(
      name: "compare-index",
      figure: Figure(
        "The same index in two models", subtitle: "index 14,321: two unrelated words, r = −0.02",
        panels: [[lines, scatter]],
        size: Size(width: 960, height: 400)))
  }()

  /// The same word in two models.
  public static let compareWord: FigureSample = {
    var noise = SampleNoise(seed: 4)
    let bert = noise.normals(768, mean: -0.02, deviation: 0.035)
    let gpt2 = bert.map { 0.3 * $0 + 0.12 * noise.normal() }
    let scatter = Panel(
      x: Axis("bert-base-uncased (“the”)"), y: Axis("gpt2 (“the”)"),
      marks: [.points(PointsMark(x: bert, y: gpt2, color: .series(2)))])
    return FigureSample(
      name: "compare-word",
      figure: Figure(
        "Embeddings of “the” (r = 0.08)", panels: [[scatter]], notes: ["Each point is one of the 768 dimensions."],
        size: Size(width: 560, height: 500)))
  }()

  /// Distributions of row variances and row means.
  public static let stats = FigureSample(name: "stats", figure: statistics(isNotebook: false))
  /// The same as the notebook draws them: a line through the left edges.
  public static let statsNotebook = FigureSample(name: "stats-notebook", figure: statistics(isNotebook: true))

  private static func statistics(isNotebook: Bool) -> Figure {
    var noise = SampleNoise(seed: 5)
    func histogram(_ mean: Double, _ deviation: Double) -> (edges: [Double], density: [Double]) {
      let values = noise.normals(20000, mean: mean, deviation: deviation)
      let (low, high) = (values.min() ?? 0, values.max() ?? 1)
      var counts = [Double](repeating: 0, count: 100)
      for value in values { counts[min(Int((value - low) / (high - low) * 100), 99)] += 1 }
      let edges = (0...100).map { low + (high - low) * Double($0) / 100 }
      return (edges, counts.map { $0 / 20000 / ((high - low) / 100) })
    }
    func mark(_ histogram: (edges: [Double], density: [Double]), _ series: Int, _ label: String) -> Mark {
      isNotebook
        ? .line(
          LineMark(
            x: Array(histogram.edges.dropLast()), y: histogram.density, width: 2, color: .series(series), label: label))
        : .steps(
          StepsMark(edges: histogram.edges, values: histogram.density, color: .series(series), label: label))
    }
    let variance = [histogram(0.0203, 0.0022), histogram(0.0018, 0.00025)]
    let mean = [histogram(0.0003, 0.0019), histogram(-0.028, 0.0045)]
    let names = ["gpt2", "bert-base-uncased"]
    let panels = [
      Panel(
        title: "Row variances", x: Axis("Variance", startsAt: 0), y: Axis("Density", startsAt: 0),
        marks: variance.indices.map { mark(variance[$0], $0, names[$0]) }),
      Panel(
        title: "Row means", x: Axis("Mean"), y: Axis("Density", startsAt: 0),
        marks: [.rule(RuleMark(x: 0))] + mean.indices.map { mark(mean[$0], $0, names[$0]) }),
    ]
    return Figure(
      "Distributions over all tokens",
      subtitle: "each in 100 bins of equal width between its smallest and largest value",
      panels: [panels], size: Size(width: 960, height: 400))
  }

  /// The three sizes of each vocabulary.
  public static let vocabulary: FigureSample = {
    let sizes: [Double] = [50257, 50257, 50257, 30522, 30522, 30522]
    let names = ["gpt2", "bert-base-uncased"].flatMap { model in
      ["tokenizer", "configuration", "matrix rows"].map { "\(model) · \($0)" }
    }
    let panel = Panel(
      x: Axis("Number of tokens"), y: Axis(ticks: .categories(names)),
      marks: [0, 1].map { model in
        let rows = Array(model * 3..<model * 3 + 3)
        return .bars(
          BarsMark(
            y: rows.map(Double.init), lengths: rows.map { sizes[$0] },
            valueLabels: rows.map { NumberText.integer(Int(sizes[$0])) }, color: .series(model)))
      })
    return FigureSample(
      name: "vocabulary", figure: Figure("Vocabulary sizes", panels: [[panel]], size: Size(width: 760, height: 300)))
  }()
}
