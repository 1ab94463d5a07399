/// What an export holds beside the tokens.
package struct ExportSettings: Sendable {
  /// The studies whose results are held, by their names.
  package var studies = ["project"]
  /// How many neighbours of each token are held.
  package var neighbors = 10
  /// The most bytes of all files.
  package var mostBytes = 100_000_000

  package init() {}
}

/// What an export holds.
struct HeldFiles: Sendable {
  /// Of each model.
  var models: [HeldModel]
  var results: Set<ResultKey>
}

/// What of a model an export holds, as the page is told.
struct HeldModel: Encodable, Sendable, Equatable {
  /// The orders of the matrix.
  var orders: [String]
  /// The lowest level of its tiles; 0 are the values themselves.
  var lowestLevel: Int
  /// How many neighbours of each token there are; 0 for none.
  var neighbors: Int
}
