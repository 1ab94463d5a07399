package import Workspace

/// A study as the catalogue has it: what a command, its help, its place in a report and its completions follow from.
package struct StudyEntry: Sendable {
  /// What is typed: `vocab`.
  package var name: String
  /// One line for a list of commands, without a full stop.
  package var summary: String
  /// What the study does, in paragraphs with an empty line between them; parameters stand in braces.
  package var discussion: String
  /// Questions that work as they are; at least one.
  package var examples: [Example]
  package var parameters: [any DeclaredParameter] = []
  package var models = Models.several
  /// What is read of a model.
  package var reads = FetchPlan.Need.rows
  /// Whether there is anything to draw, and a table of its numbers.
  package var draws = true
  /// The sections of a report that the study writes, in their order.
  package var sections: [ReportSection] = []
  /// The study that the values ask for.
  package var make: @Sendable (ParameterValues) throws -> any Study

  /// How many models a question is about.
  package enum Models: Sendable {
    /// One or more, each of which gets its answer.
    case several
    /// Two, which are compared.
    case pair
  }

  /// A question as an example: models, values by the parameters' names (empty for a flag), files to write.
  package struct Example: Sendable {
    package var models: [String]
    package var values: [(name: String, value: String)]
    package var figure: String?
    package var csv: String?
    package var printsJSON = false
    /// Whether it only shows what would be fetched.
    package var isDryRun = false
    /// What comes of it.
    package var effect: String

    package init(
      _ models: String..., values: KeyValuePairs<String, String> = [:], figure: String? = nil, csv: String? = nil,
      json: Bool = false, dryRun: Bool = false, effect: String
    ) {
      self.models = models
      self.values = values.map { ($0.key, $0.value) }
      self.figure = figure
      self.csv = csv
      printsJSON = json
      isDryRun = dryRun
      self.effect = effect
    }
  }
}
