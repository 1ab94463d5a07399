import Projections
import SafeText
import Studies
import Tokenization

/// What is known of all tokens of a model, as one file each.
enum TokenRoutes {
  static let all: [Route] = [
    Route(.get, "/api/models/{m}/tokens.txt", "How each row's token is shown, a line each.") { explorer, request in
      try kept("tokens.txt", explorer, request) { lines(try $0.tokens().shown) }
    },
    Route(.get, "/api/models/{m}/raw.txt", "The vocabulary's spelling of each row, a line each, empty for none.") {
      explorer, request in
      try kept("raw.txt", explorer, request) { lines(try $0.tokens().raw) }
    },
    Route(
      .get, "/api/models/{m}/bytes.bin", "Where each token's bytes begin and end, u32[V + 1], and behind it all bytes."
    ) { explorer, request in
      try kept("bytes.bin", explorer, request) { model in
        let tokens = try model.tokens()
        return Content(numbers: tokens.offsets.map { UInt32(clamping: $0) }, followedBy: tokens.bytes)
      }
    },
    Route(
      .get, "/api/models/{m}/merges.bin",
      "The two tokens that each was merged of, u32[2 × V], FFFFFFFF for none; 404 for tokenizers without merges."
    ) { explorer, request in try kept("merges.bin", explorer, request, merges) },
    Route(
      .get, "/api/models/{m}/columns/{name}.bin",
      "A number of each row, f32[V], NaN for none; `untrained` once the study `anomalies` has been asked."
    ) { explorer, request in try column(explorer, request) },
    Route(.get, "/api/models/{m}/colors/{name}.json", "The groups of a colour: `names`, `isOrdered`, `restCount`.") {
      explorer, request in
      let property = try property(request)
      return try kept("colors/\(property.rawValue).json", explorer, request) { model in
        try Response(json: ColorNames(TokenColors(model.model, by: property))).content
      }
    },
    Route(.get, "/api/models/{m}/colors/{name}.bin", "The group of each row, u8[V].") { explorer, request in
      let property = try property(request)
      return try kept("colors/\(property.rawValue).bin", explorer, request) { model in
        Content(numbers: try TokenColors(model.model, by: property).groupOfRow)
      }
    },
  ]

  /// An answer that is the same every time, by a name of its own.
  private static func kept(
    _ name: String, _ explorer: Explorer, _ request: RouteRequest, _ make: (ExploredModel) throws -> Content
  ) throws -> Response {
    let model = try explorer.model(request)
    return Response(try model.contents.content(name) { try make(model) })
  }

  private static func lines(_ texts: [String]) -> Content {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.count * 10)
    for text in texts {
      bytes += VisibleText.visible(text).utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return Content(.text, bytes)
  }

  private static func merges(_ model: ExploredModel) throws -> Content {
    guard let merges = model.tokenizer?.mergeParts(count: model.rowCount) else {
      throw Refusal.notFound("the tokenizer of \(model.name) merges nothing")
    }
    return Content(
      numbers: merges.flatMap { [UInt32(clamping: $0?.left ?? .max), UInt32(clamping: $0?.right ?? .max)] })
  }

  private static func property(_ request: RouteRequest) throws(Refusal) -> TokenProperty {
    guard let property = TokenProperty(rawValue: request.text("name")) else {
      throw .notFound("there is no colour “\(request.text("name"))”")
    }
    return property
  }

  private static func column(_ explorer: Explorer, _ request: RouteRequest) throws -> Response {
    guard let column = TokenColumn(rawValue: request.text("name")) else {
      throw Refusal.notFound("there is no column “\(request.text("name"))”")
    }
    if column == .untrained {
      guard let found = explorer.untrained(try explorer.model(request)) else {
        throw Refusal.notFound("ask the study \(AnomaliesResult.study) first")
      }
      return Response(found)
    }
    return try kept("columns/\(column.rawValue).bin", explorer, request) { model in
      _ = try model.matrix()
      return Content(numbers: try column.values(of: model.model).map { Float($0) })
    }
  }
}

extension Explorer {
  /// The columns of a model that are there, or take no time.
  func columnNames(of model: ExploredModel) -> [String] {
    guard model.facts.matrix != nil else { return [] }
    return TokenColumn.allCases.filter { column in
      switch column {
      case .length, .bytes: model.tokenizer != nil
      case .norm, .mean, .variance, .meanCosine: true
      case .untrained: untrained(model) != nil
      }
    }.map(\.rawValue)
  }

  /// What the study of anomalies found, where somebody has asked it: looking for it takes seconds, which a GET must not.
  func untrained(_ model: ExploredModel) -> Content? {
    guard let entry = try? ExplorerStudies.entry(AnomaliesResult.study),
      let question = try? StudyQuestion(entry, [model], [:])
    else { return nil }
    return results.result(question.key)?.file(ResultPages.untrained)
  }
}

/// What the file of a colour's names holds.
private struct ColorNames: Encodable {
  var names: [String]
  /// Whether the groups are steps of a number.
  var isOrdered: Bool
  /// How many of the last groups are for the rest.
  var restCount: Int

  init(_ colors: TokenColors) {
    names = colors.names
    isOrdered = colors.isOrdered
    restCount = colors.restCount
  }
}
