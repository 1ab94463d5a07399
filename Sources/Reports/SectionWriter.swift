import Studies
import Work
import Workspace

/// A section of a report before anything is drawn.
struct WrittenSection: Sendable {
  /// An answer: to one question, or to that for one pair of models.
  struct Part: Sendable {
    var blocks: [Block]
    var figures: [NamedFigure]
    var tables: [Table]
    var attachments: [ResultFile]
  }

  var id: String
  var title: String
  var parts: [Part] = []
  /// Models that say nothing here, and why.
  var leftOut: [LeftOut] = []
  /// The row that was compared, where this section compares one.
  var index: Int?
}

/// Puts the questions of a report's sections to its models.
///
/// A question that a model cannot answer (no tokenizer, no matrix, no second model) is left out, and the page says so.
struct SectionWriter: Sendable {
  let models: [OpenModel]
  let choices: ReportChoices
  let progress: WorkProgress

  /// The sections in their order: those that read a few rows or a matrix all at once, on all cores, those that take all
  /// cores by themselves one after another.
  func write(_ sections: [ReportSection]) throws -> [WrittenSection] {
    var written = [WrittenSection?](repeating: nil, count: sections.count)
    // What reads whole matrices comes first, so that all cores have work to the end.
    let quick = sections.indices.filter { sections[$0].cost != .search }.sorted {
      (sections[$0].cost, $0) < (sections[$1].cost, $1)
    }
    let results = ParallelLoop.map(quick.count) { place in Result { try write(sections[quick[place]]) } }
    for (place, result) in zip(quick, results) { written[place] = try result.get() }
    for place in sections.indices where sections[place].cost == .search { written[place] = try write(sections[place]) }
    return written.compactMap { $0 }
  }

  private func write(_ section: ReportSection) throws -> WrittenSection {
    try progress(section.title, 0, of: 1)
    return try write(section, section.make(choices))
  }

  private func write<Question: Study>(_ section: ReportSection, _ study: Question) throws -> WrittenSection {
    var written = WrittenSection(id: section.id, title: section.title)
    guard section.isOfPairs else {
      let answer = try study.answer(models, progress: progress)
      written.leftOut = answer.leftOut
      if let result = answer.result {
        written.parts = [Self.part(result, of: section, suffix: "")]
        if let compared = result as? CompareResult, compared.mode == .index { written.index = Int(compared.query) }
      }
      return written
    }
    guard models.count > 1 else {
      written.leftOut = [LeftOut(reason: "it takes two models, and one was given.")]
      return written
    }
    for (first, second) in pairs {
      let pair = [models[first], models[second]]
      do {
        let names = pair.map(\.displayName).joined(separator: " and ")
        let result = try study.run(pair, progress: progress.of(names))
        let suffix = models.count == 2 ? "" : "-\(first + 1)-\(second + 1)"
        written.parts.append(Self.part(result, of: section, suffix: suffix))
      } catch {
        written.leftOut.append(try LeftOut(pair[0].displayName, pair[1].displayName, of: error))
      }
    }
    return written
  }

  private var pairs: [(Int, Int)] {
    models.indices.flatMap { first in models.indices.dropFirst(first + 1).map { (first, $0) } }
  }

  /// An answer whose files have names of their own, which begin with the section's.
  private static func part(_ result: some StudyResult, of section: ReportSection, suffix: String) -> WrittenSection.Part
  {
    WrittenSection.Part(
      blocks: result.blocks(),
      figures: result.figures().map { NamedFigure(name: $0.name + suffix, figure: $0.figure) },
      tables: result.tables().map { table in
        let isOwn = table.name == section.id || table.name.hasPrefix(section.id + "-")
        return Table(
          name: (isOwn ? table.name : "\(section.id)-\(table.name)") + suffix, columns: table.columns, rows: table.rows)
      },
      attachments: result.attachments())
  }
}
