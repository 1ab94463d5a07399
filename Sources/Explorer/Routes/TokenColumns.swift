import Studies

/// Numbers of all rows.
enum TokenColumns {
  /// A column in explorer.json.
  struct Kind: Encodable, Sendable {
    var name: String
    var title: String
    /// `f32`, or `u32`.
    var type: String
  }

  static let all: [Kind] = []

  static func values(_ name: String, of model: ExploredModel) throws -> Content {
    throw Refusal.notFound("there is no column “\(name)”")
  }
}
