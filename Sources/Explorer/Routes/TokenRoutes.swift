import SafeText
import Studies
import Tokenization

/// What is known of all tokens of a model, as one file each.
enum TokenRoutes {
  static let all: [Route] = [
    Route(.get, "/api/models/{m}/tokens.txt", "How each row's token is shown, a line each.") { explorer, request in
      let model = try explorer.model(request)
      return Response(
        try model.contents.content("tokens.txt") {
          lines(model) { VisibleText.visible(model.describe($0).shown) }
        })
    },
    Route(.get, "/api/models/{m}/raw.txt", "The vocabulary's spelling of each row, a line each.") { explorer, request in
      let model = try explorer.model(request)
      return Response(
        try model.contents.content("raw.txt") {
          lines(model) { VisibleText.visible(model.tokenizer?.vocabulary.raw(of: $0) ?? "") }
        })
    },
    Route(.get, "/api/models/{m}/colors/{name}.json", "The groups of a colour: names, order, rest.") {
      explorer, request in
      Response(try TokenColors.names(request.text("name"), of: explorer.model(request)))
    },
    Route(.get, "/api/models/{m}/colors/{name}.bin", "The group of each row: u8[V].") { explorer, request in
      Response(try TokenColors.groups(request.text("name"), of: explorer.model(request)))
    },
    Route(.get, "/api/models/{m}/columns/{name}.bin", "A number of each row: f32[V], NaN for none.") {
      explorer, request in
      Response(try TokenColumns.values(request.text("name"), of: explorer.model(request)))
    },
  ]

  private static func lines(_ model: ExploredModel, _ line: (Int) -> String) -> Content {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(model.rowCount * 10)
    for row in 0..<model.rowCount {
      bytes += line(row).utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return Content(.text, bytes)
  }
}
