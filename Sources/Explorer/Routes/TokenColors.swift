import Studies

/// What the points of a map can be coloured by.
enum TokenColors {
  /// A colour in explorer.json.
  struct Kind: Encodable, Sendable {
    var name: String
    var title: String
  }

  static let all: [Kind] = []

  static func names(_ name: String, of model: ExploredModel) throws -> Content {
    throw Refusal.notFound("there is no colour “\(name)”")
  }

  static func groups(_ name: String, of model: ExploredModel) throws -> Content {
    throw Refusal.notFound("there is no colour “\(name)”")
  }
}
