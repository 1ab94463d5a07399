import ByteFiles
import Studies
import Tokenization
import Workspace

/// Texts as the models read them.
enum TextRoutes {
  static let all: [Route] = [
    Route(
      .post, "/api/tokenize",
      "`{\"text\": …, \"models\": [0, …]}`: the tokens of a text, as `embedscope tokenize --json` prints them."
    ) { explorer, request in try tokenize(explorer, request) }
  ]

  /// The most bytes of a text: some tokenizers take a hundred times as much memory.
  private static let mostBytes = 256 << 10

  private static func tokenize(_ explorer: Explorer, _ request: RouteRequest) throws -> Response {
    let body = try RequestBody(request.body, members: ["text", "models"])
    guard let text = body["text"]?.string else { throw Refusal.badRequest("text: expected a text") }
    guard text.utf8.count <= mostBytes else { throw Refusal(413, "text: at most \(mostBytes) bytes") }
    let models = try explorer.models(body["models"])
    return try Response(
      json: StudyJSON(
        study: "tokenize",
        payload: TextsJSON(
          models: models.map { model in
            TextsJSON.Model(model: model.name, texts: [EncodingJSON(try model.model.tokenizer().encode(text))])
          })))
  }
}

/// A tokenized text as `tokenize --json` has it.
private struct EncodingJSON: Encodable {
  var ids: [Int]
  var tokens: [String]
  /// Where each token begins and ends, in bytes.
  var offsets: [[Int]]

  init(_ encoding: Encoding) {
    ids = encoding.ids
    tokens = encoding.tokens
    offsets = encoding.offsets.map { [$0.lowerBound, $0.upperBound] }
  }
}
