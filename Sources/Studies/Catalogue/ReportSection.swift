/// A part of a report that a study writes.
package struct ReportSection: Sendable {
  /// The word that asks for it, also in the company of others.
  package var study: String
  /// The anchor on the page, and the first part of its files' names.
  package var id: String
  /// The heading.
  package var title: String
  /// Whether the section is one of the lecture notebook's, which every report holds unless it is asked for others.
  package var isOfNotebook = false
  /// What it costs.
  package var cost = Cost.rows
  /// Whether it is asked for each pair of models.
  package var isOfPairs = false
  /// The study, with what was chosen for the whole report.
  package var make: @Sendable (ReportChoices) -> any Study

  /// What a section costs, by which a report orders the work.
  package enum Cost: Int, Sendable, Comparable {
    /// It takes all cores for seconds, and comes by itself.
    case search
    /// Whole matrices are read.
    case matrix
    /// A few rows, or the vocabulary.
    case rows

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }
}

/// What is chosen for a whole report.
package struct ReportChoices: Sendable {
  /// The words whose neighbours and similarities are shown; nil takes a few common ones.
  package var words: [String]?
  /// The row compared across models; nil draws one from ``seed``.
  package var index: Int?
  /// The word compared across models.
  package var word: String
  /// What random numbers are drawn from.
  package var seed: UInt64

  package init(words: [String]?, index: Int?, word: String, seed: UInt64) {
    self.words = words
    self.index = index
    self.word = word
    self.seed = seed
  }
}
