import EmbeddingAnalysis
import Foundation
@testable import Studies
import TestSupport
import Testing
import Tokenization
import Workspace

@Suite struct SpaceStudyTests {
  /// Pairs are found among all tokens, and each has the cosine of its rows.
  @Test func pairsOfTheSmallModels() throws {
    let model = try OpenModel(TinyModels.gpt2)
    let result = try SpaceStudy().run([model]).models[0]
    let vocabulary = try model.tokenizer().vocabulary
    let matrix = try model.tokenEmbeddings()
    // By hand: every token that is there without the space, too.
    var cosines: [Double] = []
    for entry in vocabulary where !entry.isSpecial && entry.text != nil {
      guard let other = vocabulary.first(where: { $0.bytes == [0x20] + entry.bytes && $0.text != nil }) else {
        continue
      }
      cosines.append(
        try #require(Vectors.cosine(matrix.row(entry.id).map(Double.init), matrix.row(other.id).map(Double.init))))
    }
    let pairs = try #require(result.pairs.first { $0.kind == .afterSpace })
    #expect(pairs.count == cosines.count && cosines.count > 10)
    #expect(abs((pairs.meanCosine ?? 2) - cosines.reduce(0, +) / Double(cosines.count)) < 1e-12)
    #expect(pairs.histogram.reduce(0, +) == cosines.count && pairs.randomHistogram.reduce(0, +) == cosines.count)
    let bert = try SpaceStudy().run([OpenModel(TinyModels.bert)]).models[0]
    #expect(bert.pairs.map(\.kind) == [.insideWord])
    #expect(bert.norms.bins.reduce(0) { $0 + $1.count } == bert.rows)
  }

  @Test func theSeedDecidesTheRandomPairsOnly() throws {
    let model = try OpenModel(TinyModels.gpt2)
    let (a, b, c) = try (
      SpaceStudy(seed: 1).run([model]), SpaceStudy(seed: 1).run([model]), SpaceStudy(seed: 2).run([model])
    )
    #expect(a.models[0].pairs == b.models[0].pairs)
    #expect(a.models[0].pairs.map(\.randomHistogram) != c.models[0].pairs.map(\.randomHistogram))
    #expect(a.models[0].pairs.map(\.histogram) == c.models[0].pairs.map(\.histogram))
    #expect(a.models[0].anisotropy == c.models[0].anisotropy)
  }

  @Test func tooManyAxesAreRefused() throws {
    let model = try OpenModel(TinyModels.gpt2)
    #expect(throws: StudiesError.self) { try SpaceStudy(removedAxes: 16).run([model]) }
    #expect(throws: StudiesError.self) { try SpaceStudy(removedAxes: -1).run([model]) }
    #expect(try SpaceStudy(removedAxes: 15).run([model]).models[0].anisotropy.withoutTop.count == 15)
  }

  @Test func hubsCountEveryList() throws {
    var study = SpaceStudy(hubnessNeighbors: 5)
    let listed = try #require(try study.run([OpenModel(TinyModels.gpt2)]).models[0].hubness)
    study.listsAllRows = true
    let result = try study.run([OpenModel(TinyModels.gpt2)]).models[0]
    let untrained = try AnomaliesStudy.untrained(OpenModel(TinyModels.gpt2))
    let found = try AnomaliesStudy(listedTokens: .max).run([OpenModel(TinyModels.gpt2)]).models[0]
    #expect(untrained == Set(found.reference.ids + found.candidates.map(\.token.id)))
    #expect(!untrained.isEmpty && listed.hidden > 0 && listed.hubs.allSatisfy { !untrained.contains($0.token.id) })
    let hubs = try #require(result.hubness)
    #expect(hubs.rowsByLists.reduce(0, +) == result.rows)
    #expect(hubs.rowsByLists.enumerated().reduce(0) { $0 + $1.offset * $1.element } == 5 * result.rows)
    #expect(hubs.hubs.first?.lists == hubs.rowsByLists.count - 1 && hubs.hidden == 0)
    #expect(hubs.rowsByLists == listed.rowsByLists && hubs.skewness == listed.skewness)
  }

  /// Four equal rows and one with a NaN: no variance, one group of twins, and the bad value named.
  @Test func rowsThatAreNotFiniteAreNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\nthe\na\n")
    try folder.write("config.json", #"{"model_type": "bert", "vocab_size": 5}"#)
    try folder.write(
      "model.safetensors",
      SafetensorsWriter.matrix("word_embeddings.weight", rows: 5, columns: 3) { row, column in
        row == 3 && column == 1 ? .nan : Float(column + 1)
      })
    let model = try OpenModel(folder.path)
    let whole = try SpaceStudy(hubnessNeighbors: 2).run([model])
    let result = whole.models[0]
    #expect(result.nonFinite.map(\.token.raw) == ["the"] && result.nonFinite.map(\.column) == [1])
    #expect(result.notes[0].contains("“the” (3): NaN in column 1"))
    #expect(result.duplicates == [[0, 1, 2, 4]])
    #expect(abs((result.anisotropy.meanCosine ?? 0) - 1) < 1e-12 && result.anisotropy.centred == nil)
    #expect(result.spectrum.effectiveRank == nil && result.dimensions.allSatisfy(\.isConstant))
    #expect(!whole.figures().isEmpty && !whole.tables().isEmpty)
    #expect(throws: StudiesError.self) { try AnalogyStudy(Formula("the + a")).run([model]) }
  }
}
