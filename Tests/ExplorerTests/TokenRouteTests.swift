import EmbeddingAnalysis
import Foundation
import Projections
import Studies
import TestSupport
import Testing
import Tokenization
import Workspace

@testable import Explorer

/// What is known of all tokens at once.
struct TokenRouteTests {
  private let explorer: Explorer
  private let gpt2: OpenModel
  private let bert: OpenModel

  init() throws {
    explorer = try Explored.explorer()
    gpt2 = try OpenModel(Explored.gpt2)
    bert = try OpenModel(Explored.bert)
  }

  @Test func bytesLieBehindTheirPlaces() throws {
    let reply = explorer.get("/api/models/0/bytes.bin")
    let vocabulary = try gpt2.tokenizer().vocabulary
    let rows = try gpt2.tokenEmbeddings().rowCount
    let offsets = Array(reply.numbers(UInt32.self).prefix(rows + 1)).map(Int.init)
    let bytes = Array(reply.bytes.dropFirst((rows + 1) * 4))
    #expect(offsets.first == 0 && offsets.last == bytes.count)
    for row in 0..<rows { #expect(Array(bytes[offsets[row]..<offsets[row + 1]]) == vocabulary.bytes(of: row) ?? []) }
  }

  @Test func mergesAreThoseOfTheTokenizer() throws {
    let merges = explorer.get("/api/models/0/merges.bin").numbers(UInt32.self)
    let vocabulary = try gpt2.tokenizer().vocabulary
    let rows = try gpt2.tokenEmbeddings().rowCount
    #expect(merges.count == 2 * rows && merges.contains { $0 != .max })
    for row in 0..<rows where merges[2 * row] != .max {
      let parts = [merges[2 * row], merges[2 * row + 1]].flatMap { vocabulary.bytes(of: Int($0)) ?? [] }
      #expect(parts == vocabulary.bytes(of: row))
    }
    // WordPiece merges nothing.
    #expect(explorer.get("/api/models/1/merges.bin").status == 404)
  }

  @Test func columnsAreMeasuredByRow() throws {
    for column in TokenColumn.allCases where column != .untrained {
      let values = explorer.get("/api/models/0/columns/\(column.rawValue).bin").numbers(Float.self)
      let expected = try column.values(of: gpt2).map { Float($0) }
      #expect(values.map(\.bitPattern) == expected.map(\.bitPattern), "\(column)")
    }
    #expect(explorer.get("/api/models/0/columns/nothing.bin").status == 404)
  }

  @Test func whatTakesLongIsThereOnceItWasAskedFor() throws {
    let path = "/api/models/0/columns/untrained.bin"
    #expect(explorer.get(path).status == 404)
    _ = try explorer.ask("anomalies", #"{"models":[0],"values":{}}"#)
    let expected = try TokenColumn.untrained.values(of: gpt2).map { Float($0).bitPattern }
    #expect(explorer.get(path).numbers(Float.self).map(\.bitPattern) == expected)
  }

  @Test func coloursAreTheGroupsOfTheStudy() throws {
    for property in TokenProperty.allCases {
      let colors = try TokenColors(gpt2, by: property)
      let names = try explorer.object("/api/models/0/colors/\(property.rawValue).json")
      #expect(names["names"] as? [String] == colors.names && names["isOrdered"] as? Bool == colors.isOrdered)
      #expect(names["restCount"] as? Int == colors.restCount)
      #expect(explorer.get("/api/models/0/colors/\(property.rawValue).bin").bytes == colors.groupOfRow)
    }
    #expect(explorer.get("/api/models/0/colors/nothing.json").status == 404)
  }

  @Test func tilesAreTheMatrixInItsOrder() throws {
    let matrix = try bert.tokenEmbeddings()
    let norms = RowNorms(of: matrix).values
    let folder = "/api/models/1/matrix"
    #expect(explorer.get("\(folder)/index/order.bin").numbers(UInt32.self) == (0..<UInt32(matrix.rowCount)).map { $0 })
    let byNorm = explorer.get("\(folder)/norm/order.bin").numbers(UInt32.self).map(Int.init)
    #expect(byNorm.sorted() == Array(0..<matrix.rowCount))
    #expect(zip(byNorm, byNorm.dropFirst()).allSatisfy { norms[$0] >= norms[$1] })
    let tile = explorer.get("\(folder)/norm/0/0/0.bin").numbers(Float.self)
    let shown = byNorm.prefix(256).flatMap { matrix.row($0).prefix(256) }
    #expect(tile == shown)
    let near = explorer.get("\(folder)/near-7/order.bin").numbers(UInt32.self).map(Int.init)
    #expect(near.first == 7 && near.sorted() == Array(0..<matrix.rowCount))
    let nearest = try NeighborsStudy(words: [], tokenIDs: [7], k: 3).run([bert]).models[0].queries[0].neighbors
    #expect(Array(near[1...3]) == nearest.map(\.token.id))
    for bad in [
      "index/0/99/0.bin", "index/40/0/0.bin", "near-x/order.bin", "near-999999/order.bin", "up/order.bin",
      "index/0/-1/0.bin",
    ] {
      #expect(explorer.get("\(folder)/\(bad)").status == 404, "\(bad)")
    }
  }

  @Test func sharedWordsArePairsOfRows() throws {
    let pairs = explorer.get("/api/pairs/0/1/shared.bin").numbers(UInt32.self).map(Int.init)
    let vocabularies = try [gpt2, bert].map { try $0.tokenizer().vocabulary }
    let words = SharedVocabulary(vocabularies[0], vocabularies[1], match: .exact).words
    #expect(pairs == words.flatMap { [$0.a, $0.b] })
    #expect(explorer.get("/api/pairs/0/2/shared.bin").status == 404)
  }

  @Test func aFlatMapHasItsLabels() throws {
    let key = try explorer.ask("project", #"{"models":[0],"values":{"method":["pca"]}}"#)
    let folder = "/api/results/\(key)"
    let rows = try gpt2.tokenEmbeddings().rowCount
    let points = explorer.get("\(folder)/points.bin").numbers(Float.self)
    let labels = try MapLabels(gpt2)
    let placed = labels.placement(
      x: (0..<rows).map { points[2 * $0] }, y: (0..<rows).map { points[2 * $0 + 1] })
    #expect(explorer.get("\(folder)/labels.bin").numbers(Float.self) == placed.scales)
    #expect(explorer.get("\(folder)/label-widths.bin").bytes == labels.halfWidths)
    let map = try explorer.object("\(folder)/map.json")
    #expect((map["maximumScale"] as? NSNumber)?.floatValue == placed.maximumScale)
    #expect(map["labelHeight"] as? Double == MapLabels.height)
    let deep = try explorer.ask("project", #"{"models":[0],"values":{"method":["pca"],"dimensions":["3"]}}"#)
    #expect(explorer.get("/api/results/\(deep)/labels.bin").status == 404)
  }

  @Test func aTokenizerAloneIsExploredWithoutAMatrix() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("vocab.txt", try Fixture.bytes("models/tiny-bert/vocab.txt"))
    let alone = try Explored.explorer([path])
    let lines = alone.get("/api/models/0/tokens.txt").text.split(separator: "\n")
    #expect(lines.count == (try bert.tokenizer().vocabulary.idLimit))
    #expect(alone.get("/api/models/0/rows/0.bin").status == 409)
    #expect(alone.get("/api/models/0/columns/norm.bin").status == 409)
    #expect(alone.get("/api/models/0/matrix/index/order.bin").status == 409)
    #expect(try alone.post("/api/tokenize", #"{"text":"a","models":[0]}"#).object()["study"] as? String == "tokenize")
  }
}
