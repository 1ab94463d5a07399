import EmbeddingAnalysis
import Projections
import Studies
import Testing
import Tokenization
import Workspace

/// What is said of all tokens of a vocabulary at once is what is said of each.
@Suite struct TokenListTests {
  @Test func tokensAreShownAsEverywhere() throws {
    for model in try TinyModels.open() {
      let list = try TokenList(model)
      let vocabulary = try model.tokenizer().vocabulary
      #expect(list.shown.count == (try model.tokenEmbeddings().rowCount))
      #expect(Set(list.shown).count == list.shown.count)
      for row in list.shown.indices {
        let token = TokenDescription(row, in: vocabulary)
        #expect(list.shown[row] == token.shown && list.raw[row] == token.raw)
        #expect(Array(list.bytes[list.offsets[row]..<list.offsets[row + 1]]) == vocabulary.bytes(of: row) ?? [])
        #expect(!list.shown[row].utf8.contains(10))
      }
    }
  }

  @Test func mergedTokensAreTheirTwoParts() throws {
    let models = try TinyModels.open()
    let list = try TokenList(models[0])
    let merges = try #require(models[0].tokenizer().mergeParts(count: list.shown.count))
    func bytes(_ id: Int) -> [UInt8] { Array(list.bytes[list.offsets[id]..<list.offsets[id + 1]]) }
    let merged = merges.indices.filter { merges[$0] != nil }
    #expect(!merged.isEmpty)
    for id in merged {
      let parts = try #require(merges[id])
      #expect(bytes(parts.left) + bytes(parts.right) == bytes(id))
    }
    // WordPiece has no merges.
    #expect(try models[1].tokenizer().mergeParts(count: 1) == nil)
  }

  @Test func columnsAreThoseOfTheStudies() throws {
    let model = try TinyModels.open()[0]
    let vocabulary = try model.tokenizer().vocabulary
    let matrix = try model.tokenEmbeddings()
    for column in TokenColumn.allCases {
      let values = try column.values(of: model)
      #expect(values.count == matrix.rowCount, "\(column)")
    }
    let lengths = try TokenColumn.length.values(of: model)
    let norms = try TokenColumn.norm.values(of: model)
    for row in 0..<matrix.rowCount {
      if let text = vocabulary.text(of: row) { #expect(lengths[row] == Double(text.unicodeScalars.count)) }
      let squares = matrix.row(row).reduce(0) { $0 + Double($1) * Double($1) }
      #expect(abs(norms[row] - squares.squareRoot()) < 1e-9)
    }
  }

  @Test func labelsOfAMapNameWordsFirst() throws {
    let model = try TinyModels.open()[0]
    let labels = try MapLabels(model)
    let rows = try model.tokenEmbeddings().rowCount
    #expect(labels.order.sorted() == Array(0..<rows))
    let vocabulary = try model.tokenizer().vocabulary
    let first = try #require(labels.order.first)
    #expect(vocabulary.text(of: first)?.first == " ")
    let map = try #require(try ProjectionStudy(ProjectionSettings(method: .pca)).run([model]).models.first)
    let placement = labels.placement(x: map.x.map { $0 ?? .nan }, y: map.y.map { $0 ?? .nan })
    #expect(placement.scales[first] == placement.minimumScale)
  }
}
