import EmbeddingAnalysis
import Tokenization
package import Workspace

/// The rows of a model in groups by a property of their tokens, as a map colours them.
package struct TokenColors: Sendable {
  /// The groups' names, in the order of the legend.
  package var names: [String]
  /// The group of each row.
  package var groupOfRow: [UInt8]
  /// Whether the groups are steps of a number.
  package var isOrdered: Bool
  /// How many of the last groups are for the rest, and for rows of which nothing is said.
  package var restCount: Int

  /// Groups by `property`, as ``ProjectionStudy`` does.
  package init(_ model: OpenModel, by property: TokenProperty) throws {
    let groups = TokenGroups(by: property, of: try model.tokenEmbeddings(), try RowNames(model).vocabulary)
    names = groups.names
    groupOfRow = groups.groupOfRow.map { UInt8(clamping: $0) }
    isOrdered = groups.isOrdered
    restCount = groups.restCount
  }
}

extension TokenProperty {
  /// What a person calls it.
  package var title: String {
    switch self {
    case .position: "where in a word the token stands"
    case .length: "its number of characters"
    case .id: "its id"
    case .script: "its script"
    case .letters: "capital and small letters"
    case .norm: "the length of its row"
    }
  }
}
