/// What a report can hold: the studies by their names on the command line, and one name for those of the notebook.
public enum ReportStudy: String, Sendable, CaseIterable {
  /// The six studies that follow: what a report holds where nothing else is asked for.
  case notebook
  case architecture, vocab, lengths, heatmap, compare, stats
  /// What the vocabularies consist of: the second half of what `embedscope vocab` prints.
  case health
  case neighbors, similarity, space, anomalies, project, align, diff

  /// The notebook's studies.
  static let ofNotebook: Set<ReportStudy> = [.architecture, .vocab, .lengths, .heatmap, .compare, .stats]

  /// `studies` with the notebook's studies in place of their common name.
  static func named(_ studies: [ReportStudy]) -> Set<ReportStudy> {
    Set(studies).union(studies.contains(.notebook) ? ofNotebook : []).subtracting([.notebook])
  }
}
