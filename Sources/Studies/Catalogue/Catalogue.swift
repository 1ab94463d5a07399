/// Every study there is.
///
/// A new study is a folder and a line here: its command with help and completions, its sections of a report and the JSON's
/// name follow from its entry.
package enum Catalogue {
  /// In the order of the help.
  package static let studies: [StudyEntry] = [
    InfoStudy.entry,
    ArchitectureStudy.entry,
    VocabularyStudy.entry,
    LengthsStudy.entry,
    HeatmapStudy.entry,
    CompareStudy.entry,
    StatsStudy.entry,
    RowsStudy.entry,
    NeighborsStudy.entry,
    SimilarityStudy.entry,
    AnalogyStudy.entry,
    OddOneOutStudy.entry,
    SpaceStudy.entry,
    AnomaliesStudy.entry,
    ProjectionStudy.entry,
    AlignStudy.entry,
    DiffStudy.entry,
    TokenizersStudy.entry,
    TraceStudy.entry,
  ]

  /// The sections of a report, in their order: those of the notebook first.
  package static let sections: [ReportSection] = {
    let all = studies.flatMap(\.sections)
    return all.filter(\.isOfNotebook) + all.filter { !$0.isOfNotebook }
  }()
}
