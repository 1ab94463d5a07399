import Studies
import Tokenization
import Workspace

/// What two models have in common.
enum PairRoutes {
  static let all: [Route] = [
    Route(
      .get, "/api/pairs/{a}/{b}/shared.bin",
      "The tokens that two vocabularies share, u32 pairs: the row of the one, the row of the other."
    ) { explorer, request in
      let (a, b) = (try explorer.model(request.number("a")), try explorer.model(request.number("b")))
      return Response(
        try explorer.contents.content("pairs/\(a.number)/\(b.number)") { try shared(a, b) })
    }
  ]

  private static func shared(_ a: ExploredModel, _ b: ExploredModel) throws -> Content {
    let vocabularies = try [a, b].map { try $0.model.tokenizer().vocabulary }
    let shared = SharedVocabulary(vocabularies[0], vocabularies[1], match: .exact)
    let words = shared.words.filter { $0.a < a.rowCount && $0.b < b.rowCount }
    return Content(numbers: words.flatMap { [UInt32(clamping: $0.a), UInt32(clamping: $0.b)] })
  }
}
