import Figures
import SafeText
import Studies
import Tensors
import Workspace

/// The report's sections in the notebook's order, each made by its study.
struct ReportParts: Sendable {
  var options: Report.Options
  var progress: Report.Progress

  /// Runs the studies that are asked for: the notebook's all at once, on all cores, then the others, one after another.
  func make(_ models: [OpenModel]) throws -> [ReportPart] {
    let wanted = ReportStudy.named(options.studies)
    var further = FurtherParts(models: models, options: options, progress: progress)
    return try notebook(wanted, models) + further.make(wanted)
  }

  private func notebook(_ wanted: Set<ReportStudy>, _ models: [OpenModel]) throws -> [ReportPart] {
    let makers: [(study: ReportStudy, make: @Sendable ([OpenModel]) throws -> ReportPart?)] = [
      (.heatmap, heatmaps), (.stats, distributions), (.architecture, architectures), (.vocab, vocabularies),
      (.lengths, lengths), (.heatmap, positions), (.compare, sameIndex), (.compare, sameWord),
    ]
    // The two that read whole matrices come first, so that both cores have work to the end.
    let made = ParallelLoop.map(makers.count) { index in
      Result { wanted.contains(makers[index].study) ? try makers[index].make(models) : nil }
    }
    let parts = try made.map { try $0.get() }
    return [2, 3, 4, 0, 5, 6, 7, 1].compactMap { parts[$0] }
  }

  private func architectures(_ models: [OpenModel]) throws -> ReportPart {
    let results = try models.map { try ArchitectureStudy().run($0) }
    var before = HTMLFragments.paragraph(
      "What each model is made of, and where its parameters are: for GPT-2 and BERT the module tree as Python’s "
        + "print(model) shows it, for others the tree of their tensors. Heads and buffers that a file holds beyond the base "
        + "model are listed, not counted.")
    for result in results {
      before += "<h3>\(MarkupText.escape(result.model))</h3>\n"
      let total = result.parameters.total
      before += HTMLFragments.paragraph(
        "\(total.grouped) parameters, \(NumberText.bytes(result.bytes)) as the file stores them.")
      before += HTMLFragments.details(
        result.origin == .configuration ? "The module tree" : "The tree of its tensors",
        HTMLFragments.preformatted(result.tree))
      before += HTMLFragments.details(
        "Parameters by module",
        HTMLFragments.table(
          ["Module", "Parameters", "Share"], numbers: [1, 2],
          result.parameters.byModule.map { row in
            [row.label, row.parameters.grouped, NumberText.percent(row.parameters, of: total)]
          }))
      if !result.notIncluded.isEmpty {
        before += HTMLFragments.details("In the file, not counted", HTMLFragments.list(result.notIncluded))
      }
      before += HTMLFragments.list(result.notes)
    }
    return ReportPart(
      id: "architecture", title: "What the models are made of", before: before,
      tables: ArchitectureResult.tables(results),
      texts: results.enumerated().map {
        ReportPart.TextFile(name: "architecture-\($0.offset + 1).txt", text: $0.element.tree + "\n")
      })
  }

  private func vocabularies(_ models: [OpenModel]) throws -> ReportPart {
    let result = try VocabularyStudy(sizesAlone: true).run(models)
    let rows = result.models.map { model in
      [
        model.model, model.tokenizerSize.grouped, model.configurationSize?.grouped ?? "not stated",
        model.matrixShape, model.embeddingTensor ?? "–", model.dtype ?? "–",
      ]
    }
    let before =
      HTMLFragments.paragraph(
        "Three places say how many tokens a model knows: the tokenizer, which makes ids from text; the configuration; and "
          + "the embedding matrix, which has one row per id.")
      + HTMLFragments.table(
        ["Model", "Tokenizer", "Configuration", "Matrix", "Tensor", "Stored as"], numbers: [1, 2, 3], rows)
      + HTMLFragments.list(result.models.flatMap { model in model.notes.map { "\(model.model): \($0)" } })
    return ReportPart(
      id: "vocab", title: "How many tokens are there?", before: before, figures: result.figures(),
      tables: result.tables())
  }

  private func lengths(_ models: [OpenModel]) throws -> ReportPart {
    let result = try LengthsStudy().run(models)
    return ReportPart(
      id: "lengths", title: "How long are the tokens?",
      before: HTMLFragments.paragraph(
        "The number of tokens of each length, counted as the notebook counts: in characters of the spelling that the "
          + "vocabulary’s own file has."),
      figures: result.figures(), tables: result.tables(),
      after: HTMLFragments.trap(
        "That spelling is not the text. A byte-level vocabulary such as GPT-2’s writes each byte as one stand-in character "
          + "(Ġ is a space, é takes two), and BERT’s marks a piece that goes on a word with ##, which counts as two. "
          + "embedscope lengths --unit bytes, characters or graphemes counts what a token really stands for."))
  }

  private func heatmaps(_ models: [OpenModel]) throws -> ReportPart {
    let result = try HeatmapStudy().run(models)
    return ReportPart(
      id: "heatmap", title: "The embedding matrices",
      before: HTMLFragments.paragraph(
        "One column per token, one row per dimension; colours end at ±\(result.limit). A horizontal stripe is a dimension "
          + "that has nearly the same value for all tokens, a vertical one a run of tokens that are alike.")
        + Self.notes(result),
      figures: result.figures(), tables: result.tables(),
      after: HTMLFragments.trap(
        "A picture has fewer columns than a vocabulary has tokens. Here neighbouring tokens are averaged, and the average "
          + "of many values is nearer to zero than they are: the picture is paler than any single token. "
          + "embedscope heatmap --rule max-abs keeps the outliers instead."))
  }

  private func positions(_ models: [OpenModel]) throws -> ReportPart? {
    let having = try models.filter { try $0.positionEmbeddings() != nil }
    guard !having.isEmpty else { return nil }
    let result = try HeatmapStudy(matrix: .positions).run(having)
    let missing = models.filter { model in !having.contains { $0 === model } }.map(\.displayName)
    let remark =
      missing.isEmpty
      ? ""
      : " \(missing.joined(separator: ", ")) stores none: it encodes positions by rotating queries and keys, or not at all."
    return ReportPart(
      id: "positions", title: "The position embeddings",
      before: HTMLFragments.paragraph(
        "Learned vectors that are added to a token’s own, one per position in the text.\(remark)") + Self.notes(result),
      figures: result.figures(), tables: result.tables())
  }

  private static func notes(_ result: HeatmapResult) -> String {
    HTMLFragments.list(result.models.flatMap { model in model.notes.map { "\(model.model): \($0)" } })
  }

  private func sameIndex(_ models: [OpenModel]) throws -> ReportPart {
    let result = try CompareStudy(options.index.map(CompareStudy.Query.index) ?? .randomIndex(seed: options.seed)).run(
      models)
    // Where every model has more rows, the index is drawn from 10,000 on.
    let isBeyond = Int(result.query).map { $0 >= 10_000 } ?? false
    let range = isBeyond ? "from 10,000 to 20,000" : "from the rows that each model has"
    let drawn = result.seed.map { " (drawn \(range) with seed \($0))" } ?? ""
    return ReportPart(
      id: "same-index", title: "The same index",
      before: HTMLFragments.paragraph("Row \(result.query)\(drawn) of each matrix.") + Self.tokens(result)
        + Self.correlations(result.pairs),
      figures: result.figures(), tables: result.tables(),
      after: HTMLFragments.trap(
        "Each model numbers its tokens by itself, so the same index is two unrelated tokens. And the dimensions of two "
          + "models have no common meaning: dimension 7 of one has nothing to do with dimension 7 of the other."),
      index: Int(result.query))
  }

  private func sameWord(_ models: [OpenModel]) throws -> ReportPart {
    let result = try CompareStudy(.word(options.word)).run(models)
    var before = HTMLFragments.paragraph("The word “\(options.word)” in each model.") + Self.tokens(result)
    before += Self.correlations(result.pairs + result.otherPairs)
    return ReportPart(
      id: "same-word", title: "The same word", before: before, figures: result.figures(), tables: result.tables(),
      after: HTMLFragments.trap(
        "A byte-level vocabulary has a word twice: after a space, which is how it nearly always stands in a text, and "
          + "without one, which is how encode finds it when it is given the bare word. And even for the right pair r stays "
          + "near zero, because the two models’ axes are not shared: it says nothing about whether they agree on the word."
      ))
  }

  private func distributions(_ models: [OpenModel]) throws -> ReportPart {
    let result = try StatsStudy().run(models)
    let rows = result.models.flatMap { model in
      [("variance", model.variance), ("mean", model.mean)].map { name, distribution in
        [model.model, name] + [distribution.min, distribution.average, distribution.max].map(NumberText.short)
      }
    }
    return ReportPart(
      id: "stats", title: "Variances and means of the rows",
      before: HTMLFragments.paragraph(
        "Each token’s vector has a variance and a mean over its dimensions; here is how they are spread over the vocabulary, "
          + "in 100 bins per model, as densities.")
        + HTMLFragments.table(["Model", "Of each row", "Smallest", "Average", "Largest"], numbers: [2, 3, 4], rows)
        + HTMLFragments.list(result.models.flatMap { model in model.notes.map { "\(model.model): \($0)" } }),
      figures: result.figures(), tables: result.tables(),
      after: HTMLFragments.trap(
        "The notebook draws each bin at its left edge, which moves every curve half a bin to the left, and computes in "
          + "32-bit numbers, which puts a few rows into a neighbouring bin. Here bins are drawn as steps and rows are summed "
          + "in 64 bits."))
  }

  private static func tokens(_ result: CompareResult) -> String {
    HTMLFragments.table(
      ["Model", "Index", "Token", "In the vocabulary", "Splits into", "Other forms"], numbers: [1],
      result.models.map { model in
        [
          model.model, String(model.tokenID), model.token.display, model.token.raw,
          model.splitInto.count == 1 ? "one token" : "\(model.splitInto.count) tokens",
          model.otherForms.isEmpty ? "none" : model.otherForms.map { "\($0.raw) (\($0.id))" }.joined(separator: ", "),
        ]
      }) + HTMLFragments.list(result.notes)
  }

  private static func correlations(_ pairs: [CompareResult.Pair]) -> String {
    guard !pairs.isEmpty else { return "" }
    return HTMLFragments.table(
      ["Correlation of", "with", "r"], numbers: [2],
      pairs.map { pair in
        [
          "\(pair.a), token \(pair.tokenIDs[0])", "\(pair.b), token \(pair.tokenIDs[1])",
          pair.r.map { NumberText.decimal($0, fractionDigits: 4) } ?? "not defined",
        ]
      })
  }
}
