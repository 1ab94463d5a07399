import EmbeddingAnalysis
import Figures
import SafeText
import Studies
import Workspace

// What tokens and words are: the vocabulary's health, neighbours, similarities.
extension FurtherParts {
  mutating func health() throws -> ReportPart? {
    let title = "What the vocabularies consist of"
    guard
      var findings = try findings(
        title,
        { parts, place -> VocabularyResult in
          try Self.needsTokenizer(parts.models[place])
          return try VocabularyStudy().run([parts.models[place]])
        }),
      var result = findings.found.first?.result
    else { return nil }
    result.models = findings.found.flatMap(\.result.models)
    findings.notes += result.models.filter { $0.health?.unreachable?.isEmpty == true }.map {
      "\($0.model): some text becomes each of its tokens."
    }
    let rows = result.healthCounts.map { _, title, counts in
      [title.hasPrefix(" ") ? "– " + title.drop { $0 == " " } : title] + counts.map(\.grouped)
    }
    return ReportPart(
      id: "health", title: title,
      before: HTMLFragments.paragraph(
        "Tokens that are no words, words that are there twice, and tokens that no text becomes: rows that training can "
          + "hardly have met.")
        + HTMLFragments.table(
          ["Tokens"] + result.models.map(\.model), numbers: Set(1..<(result.models.count + 1)), rows)
        + HTMLFragments.list(findings.notes),
      tables: Self.tables(result.healthTables(), of: "health"),
      after: HTMLFragments.trap(
        "That a token’s bytes are no valid text, or that its characters merge to other tokens, is proved. “No text was "
          + "found” is not: many texts with the token in them were encoded, and none gave it. And the same word twice is no "
          + "fault: after a space it is the token that texts hold, without one a piece of other words."))
  }

  /// The words to show of the model at `place`, which has rows for them, and why others are not shown.
  ///
  /// - Throws: where fewer than `needed` are left, the reason of the first.
  private func words(_ place: Int, for study: String, needed: Int) throws -> (known: [String], notes: [String]) {
    let model = models[place]
    try Self.needsTokenizer(model)
    let shown = try ShownWords(
      asked: options.words, tokenizer: try model.tokenizer(), rows: try model.tokenEmbeddings().rowCount)
    var known: [String] = []
    var errors: [any Error] = []
    for word in shown.texts {
      do {
        // Of one word there is nothing to compare: that it has a row, and the row a direction, is looked up alone.
        _ = try SimilarityStudy(words: [word]).run([model])
        known.append(word)
      } catch {
        errors.append(error)
      }
    }
    guard known.count >= needed else {
      throw errors.first ?? StudiesError.tooFewWords(study: study, needed: needed, found: known.count)
    }
    return (known, try errors.map { try Self.reason($0, model.displayName) })
  }

  mutating func neighbors() throws -> ReportPart? {
    let title = "The nearest tokens"
    var missing: [String] = []
    let found = try findings(title) { parts, place -> NeighborsResult in
      let words = try parts.words(place, for: "neighbors", needed: 1)
      missing += words.notes
      return try NeighborsStudy(words: words.known).run([parts.models[place]])
    }
    guard let found, var result = found.found.first?.result else { return nil }
    let figures = found.found.flatMap { place, result in
      result.figures().map { NamedFigure(name: numbered($0.name, place), figure: $0.figure) }
    }
    result.models = found.found.flatMap(\.result.models)
    return ReportPart(
      id: "neighbors", title: title,
      before: HTMLFragments.paragraph(
        "For a few words the ten tokens whose rows have the largest cosine with the word’s own row, of all rows. A word is "
          + "taken as it stands in a text: after a space, where the vocabulary has a token for that.")
        + HTMLFragments.list(found.notes + missing),
      figures: figures, tables: Self.tables(result.tables(), of: "neighbors"),
      after: HTMLFragments.trap(
        "A row knows its token without any text around it: one row for all meanings of a word. The nearest are often the "
          + "same word spelled in another way. And a cosine is large or small only beside that of all pairs, which is far "
          + "from zero in many models."))
  }

  mutating func similarity() throws -> ReportPart? {
    let title = "How similar are the words?"
    var missing: [String] = []
    let found = try findings(title) { parts, place -> SimilarityResult in
      let words = try parts.words(place, for: "similarity", needed: 2)
      missing += words.notes
      return try SimilarityStudy(words: words.known).run([parts.models[place]])
    }
    guard let found else { return nil }
    return ReportPart(
      id: "similarity", title: title,
      before: HTMLFragments.paragraph("The cosine of the rows of each pair of words, in each model by itself.")
        + HTMLFragments.list(found.notes + missing),
      figures: found.found.flatMap { place, result in
        result.figures().map { NamedFigure(name: numbered($0.name, place), figure: $0.figure) }
      },
      tables: found.found.flatMap { place, result in
        result.tables().map { Table(name: numbered($0.name, place), columns: $0.columns, rows: $0.rows) }
      },
      after: HTMLFragments.trap(
        "Each model has a scale of its own: a pair with 0.5 in one model can be nearer, as pairs of that model go, than one "
          + "with 0.6 in another. Compare which pairs are nearer than which, within one model."))
  }
}
