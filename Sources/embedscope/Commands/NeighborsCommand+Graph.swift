import ByteFiles
import EmbeddingAnalysis
import Figures
import Studies
import Workspace

extension NeighborsCommand {
  /// Writes the neighbours of all tokens, then describes them.
  func writeGraph(of model: OpenModel, to file: GraphFile, _ context: CommandContext) throws {
    if output.csv == file.path || output.figures.contains(where: { $0.path == file.path }) {
      throw UsageError.conflict("“\(file.path)” is named twice as a file to write; give each file a name of its own")
    }
    let bar = context.messages.progressBar("neighbours", unit: .items)
    let found = try NeighborGraphStudy(k: study.k, space: study.space).run(model) { done, total in
      bar.update(done: done, total: total)
    }
    bar.finish()
    try AtomicFile.write(try file.format.bytes(of: found.graph), to: file.path)
    context.messages.line("Wrote \(file.path)")
    try StudyOutput(output, context).write(found.result) { NeighborsText.text($0, context) }
  }
}

/// Neighbours as text for people.
enum NeighborsText {
  static func text(_ result: NeighborsResult, _ context: CommandContext) -> String {
    var text = ""
    for model in result.models {
      for query in model.queries {
        let tokens = query.tokens.map { "\($0.display) \($0.id)" }.joined(separator: " ")
        let mean = query.isMean ? "“\(query.query)”, no token: the mean of " : ""
        text += (text.isEmpty ? "" : "\n") + context.safe(mean + tokens) + "\n"
        text += table(query.neighbors, score: result.metric.scoreName)
        text += query.comparisons.map { comparison($0, query, result, context) }.joined()
        if !query.nearSpellings.isEmpty {
          let tokens = query.nearSpellings.map { "\($0.display) \($0.id)" }.joined(separator: ", ")
          text += context.safe("Spelled nearly so: \(tokens)") + "\n"
        }
      }
      if !model.notes.isEmpty { text += "\n" + model.notes.map { context.safe($0) + "\n" }.joined() }
    }
    return text
  }

  private static func table(_ neighbors: [NeighborsResult.Near], score: String) -> String {
    var table = TextTable([
      .init("Rank", .right), .init(score, .right), .init("id", .right), .init("Token"), .init("Raw"),
    ])
    for (index, near) in neighbors.enumerated() {
      table.add([
        String(index + 1), NumberText.decimal(near.score, fractionDigits: 6), String(near.id), near.display, near.raw,
      ])
    }
    return neighbors.isEmpty ? "No neighbours.\n" : table.text()
  }

  private static func comparison(
    _ comparison: NeighborsResult.Comparison, _ query: NeighborsResult.Query, _ result: NeighborsResult,
    _ context: CommandContext
  ) -> String {
    let other = "\(comparison.other.display) \(comparison.other.id)"
    guard let rank = comparison.rank else { return context.safe("\(other) cannot be compared with it.") + "\n" }
    let nearer = rank == 1 ? "no token is" : rank == 2 ? "1 token is" : "\((rank - 1).grouped) tokens are"
    let line = context.safe("\(other) has rank \(rank.grouped): \(nearer) nearer to “\(query.query)”.") + "\n"
    guard let closer = comparison.closer, !closer.isEmpty else { return line }
    return line + table(closer, score: result.metric.scoreName)
  }

  static func text(_ result: NeighborGraphResult, _ context: CommandContext) -> String {
    var text = ""
    for model in result.models {
      text += context.safe(
        "\(model.model): the \(model.k) nearest of each of \(model.rows.grouped) rows, by \(result.metric.rawValue)")
      text += "\nSkewness of how often tokens are neighbours: \(NumberText.short(model.hubness.skewness))\n"
      text += "Tokens that are nobody's neighbours: \(model.hubness.antihubs.grouped)\n"
      let equal = model.duplicates
      text += "Rows that are equal to others: \(equal.rows.grouped), in \(equal.groups.grouped) groups\n\n"
      var table = TextTable([.init("Lists", .right), .init("id", .right), .init("Token"), .init("Raw")])
      for hub in model.hubness.hubs {
        table.add([hub.occurrences.grouped, String(hub.token.id), hub.token.display, hub.token.raw])
      }
      text += table.text()
      if !model.notes.isEmpty { text += "\n" + model.notes.map { context.safe($0) + "\n" }.joined() }
    }
    return text
  }
}
