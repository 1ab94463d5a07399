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
    let notebook = try notebook(wanted, models)
    var further = FurtherParts(
      models: models, options: options, leftOut: notebook.flatMap(\.leftOut), progress: progress)
    return try notebook.compactMap(\.part) + further.make(wanted)
  }

  /// A section of the notebook before it is made.
  private struct Section: Sendable {
    var study: ReportStudy
    var title: String
    /// Fails for a model that the section's question cannot be put to.
    var check: @Sendable (OpenModel) throws -> Void
    var make: @Sendable (_ title: String, [OpenModel]) throws -> ReportPart?
  }

  /// A section, where it could be made, and what is missing in it.
  private struct Made: Sendable {
    var part: ReportPart?
    var leftOut: [String] = []
  }

  private func notebook(_ wanted: Set<ReportStudy>, _ models: [OpenModel]) throws -> [Made] {
    let matrix: @Sendable (OpenModel) throws -> Void = { _ = try $0.tokenEmbeddings() }
    let word: @Sendable (OpenModel) throws -> Void = { _ = try CompareStudy(.word(options.word)).run([$0]) }
    let sections = [
      Section(study: .heatmap, title: "The embedding matrices", check: matrix, make: heatmaps),
      Section(study: .stats, title: "Variances and means of the rows", check: matrix, make: distributions),
      Section(
        study: .architecture, title: "What the models are made of", check: Self.needsStructure, make: architectures),
      Section(
        study: .vocab, title: "How many tokens are there?", check: FurtherParts.needsTokenizer, make: vocabularies),
      Section(study: .lengths, title: "How long are the tokens?", check: FurtherParts.needsTokenizer, make: lengths),
      Section(study: .heatmap, title: "The position embeddings", check: matrix, make: positions),
      Section(study: .compare, title: "The same index", check: matrix, make: sameIndex),
      Section(study: .compare, title: "The same word", check: word, make: sameWord),
    ]
    // The two that read whole matrices come first, so that both cores have work to the end.
    let made = ParallelLoop.map(sections.count) { index in
      Result { wanted.contains(sections[index].study) ? try make(sections[index], models) : Made() }
    }
    let parts = try made.map { try $0.get() }
    return [2, 3, 4, 0, 5, 6, 7, 1].map { parts[$0] }
  }

  /// Makes a section of the models that its question can be put to, and says of the others why not.
  private func make(_ section: Section, _ models: [OpenModel]) throws -> Made {
    var able: [OpenModel] = []
    var made = Made()
    for model in models {
      do {
        try section.check(model)
        able.append(model)
      } catch {
        made.leftOut.append("\(section.title): \(try FurtherParts.reason(error, model.displayName))")
      }
    }
    if !able.isEmpty { made.part = try section.make(section.title, able) }
    return made
  }

  /// Fails for a tokenizer alone, which has neither a configuration nor tensors.
  private static func needsStructure(_ model: OpenModel) throws {
    if try model.configuration() == nil { _ = try model.checkpoint() }
  }

  private func architectures(_ title: String, _ models: [OpenModel]) throws -> ReportPart {
    let results = try models.map { try ArchitectureStudy().run($0) }
    var before = HTMLFragments.paragraph(
      "What each model is made of, and where its parameters are: for families that are known the module tree as "
        + "Python’s print(model) shows it, for others the tree of their tensors. Heads and buffers that a file holds "
        + "beyond the base model are listed, not counted.")
    for result in results {
      before += "<h3>\(MarkupText.escape(result.model))</h3>\n"
      let total = result.parameters.total
      before += HTMLFragments.paragraph(
        "\(total.grouped) parameters, \(NumberText.bytes(result.bytes)) as the file stores them.")
      before += HTMLFragments.details(
        result.origin != .tensors ? "The module tree" : "The tree of its tensors",
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
      id: "architecture", title: title, before: before,
      tables: ArchitectureResult.tables(results),
      texts: results.enumerated().map {
        ReportPart.TextFile(name: "architecture-\($0.offset + 1).txt", text: $0.element.tree + "\n")
      })
  }

  private func vocabularies(_ title: String, _ models: [OpenModel]) throws -> ReportPart {
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
      id: "vocab", title: title, before: before, figures: result.figures(),
      tables: result.tables())
  }

  private func lengths(_ title: String, _ models: [OpenModel]) throws -> ReportPart {
    let result = try LengthsStudy().run(models)
    return ReportPart(
      id: "lengths", title: title,
      before: HTMLFragments.paragraph(
        "The number of tokens of each length, counted as the notebook counts: in characters of the spelling that the "
          + "vocabulary’s own file has."),
      figures: result.figures(), tables: result.tables(),
      after: HTMLFragments.trap(
        "That spelling is not the text. A byte-level vocabulary such as GPT-2’s writes each byte as one stand-in character "
          + "(Ġ is a space, é takes two), and BERT’s marks a piece that goes on a word with ##, which counts as two. "
          + "embedscope lengths --unit bytes, characters or graphemes counts what a token really stands for."))
  }

  private func heatmaps(_ title: String, _ models: [OpenModel]) throws -> ReportPart {
    let result = try HeatmapStudy().run(models)
    return ReportPart(
      id: "heatmap", title: title,
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

  private func positions(_ title: String, _ models: [OpenModel]) throws -> ReportPart? {
    let having = try models.filter { try $0.positionEmbeddings() != nil }
    guard !having.isEmpty else { return nil }
    let result = try HeatmapStudy(matrix: .positions).run(having)
    let missing = models.filter { model in !having.contains { $0 === model } }.map(\.displayName)
    let remark =
      missing.isEmpty
      ? ""
      : " \(missing.joined(separator: ", ")) stores none: it encodes positions by rotating queries and keys, or not at all."
    return ReportPart(
      id: "positions", title: title,
      before: HTMLFragments.paragraph(
        "Learned vectors that are added to a token’s own, one per position in the text.\(remark)") + Self.notes(result),
      figures: result.figures(), tables: result.tables())
  }

  private static func notes(_ result: HeatmapResult) -> String {
    HTMLFragments.list(result.models.flatMap { model in model.notes.map { "\(model.model): \($0)" } })
  }

  private func sameIndex(_ title: String, _ models: [OpenModel]) throws -> ReportPart {
    let result = try CompareStudy(options.index.map(CompareStudy.Query.index) ?? .randomIndex(seed: options.seed)).run(
      models)
    // Where every model has more rows, the index is drawn from 10,000 on.
    let isBeyond = Int(result.query).map { $0 >= 10_000 } ?? false
    let range = isBeyond ? "from 10,000 to 20,000" : "from the rows that each model has"
    let drawn = result.seed.map { " (drawn \(range) with seed \($0))" } ?? ""
    return ReportPart(
      id: "same-index", title: title,
      before: HTMLFragments.paragraph("Row \(result.query)\(drawn) of each matrix.") + Self.tokens(result)
        + Self.correlations(result.pairs),
      figures: result.figures(), tables: result.tables(),
      after: HTMLFragments.trap(
        "Each model numbers its tokens by itself, so the same index is two unrelated tokens. And the dimensions of two "
          + "models have no common meaning: dimension 7 of one has nothing to do with dimension 7 of the other."),
      index: Int(result.query))
  }

  private func sameWord(_ title: String, _ models: [OpenModel]) throws -> ReportPart {
    let result = try CompareStudy(.word(options.word)).run(models)
    var before = HTMLFragments.paragraph("The word “\(options.word)” in each model.") + Self.tokens(result)
    before += Self.correlations(result.pairs + result.otherPairs)
    return ReportPart(
      id: "same-word", title: title, before: before, figures: result.figures(), tables: result.tables(),
      after: HTMLFragments.trap(
        "A byte-level vocabulary has a word twice: after a space, which is how it nearly always stands in a text, and "
          + "without one, which is how encode finds it when it is given the bare word. And even for the right pair r stays "
          + "near zero, because the two models’ axes are not shared: it says nothing about whether they agree on the word."
      ))
  }

  private func distributions(_ title: String, _ models: [OpenModel]) throws -> ReportPart {
    let result = try StatsStudy().run(models)
    let rows = result.models.flatMap { model in
      [("variance", model.variance), ("mean", model.mean)].map { name, distribution in
        [model.model, name] + [distribution.min, distribution.average, distribution.max].map(NumberText.short)
      }
    }
    return ReportPart(
      id: "stats", title: title,
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
