import EmbeddingAnalysis
import Foundation
import Studies
import Testing
import Workspace

/// What the authors of "Fishing for Magikarp" publish of GPT-2, for someone who has its weights.
///
/// They run when gpt2 is in the folder EMBEDSCOPE_MODELS names, or `models` in the project's root. Random numbers in its place
/// are not measured, and the skipped tests say so.
@Suite struct RealModelTests {
  private static let folder =
    (ProcessInfo.processInfo.environment["EMBEDSCOPE_MODELS"]
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("models").path) + "/gpt2"

  /// Whether the rows are those of a trained model: they have a common direction, which random ones have not.
  static let hasWeights: Bool = {
    guard let matrix = try? OpenModel(folder).tokenEmbeddings(), matrix.rowCount == 50_257 else { return false }
    let rows = (0..<512).map { matrix.row($0).map(Double.init) }
    let mean = (0..<matrix.columnCount).map { column in rows.reduce(0) { $0 + $1[column] } / 512 }
    let length = { (row: [Double]) in row.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    return length(mean) > 0.2 * rows.reduce(0) { $0 + length($1) } / 512
  }()

  /// The report of GPT-2, whose reference are the rows of the bytes F5 to FF.
  ///
  /// Source: results/reports_mini/openai_community_gpt2.md of github.com/cohere-ai/magikarp. The numbers are 32-bit sums.
  @Test(
    .enabled(
      if: hasWeights,
      "\(folder) is missing or holds random numbers in place of GPT-2: set EMBEDSCOPE_MODELS to check it"))
  func gpt2IsAsPublished() throws {
    let result = try AnomaliesStudy(reference: Array(177...187)).run([OpenModel(Self.folder)])
    let model = try #require(result.models.first)
    #expect(model.tied && model.indicator == .cosineDistance)
    #expect(abs((model.distribution.mean ?? 0) - 0.536) < 0.0006)
    #expect(abs((model.distribution.deviation ?? 0) - 0.070) < 0.0006)
    // The tokens that they count as reachable are a few others than ours.
    #expect(abs((model.threshold ?? 0) - 0.424) < 0.005)
    let published = [
      40241: 0.00143921, 30905: 0.00145763, 39752: 0.00147873, 45544: 0.00154209, 23090: 0.022287, 42066: 0.135858,
      39655: 0.199313,
    ]
    for (id, value) in published {
      #expect(abs((model.rows.cosineDistance[id] ?? .nan) - value) < 5e-6, "token \(id)")
    }
    let low = model.rows.cosineDistance.indices.filter { id in
      model.rows.kinds[id] == .ordinary && model.rows.raw[id].unicodeScalars.count > 1
        && (model.rows.cosineDistance[id] ?? 1) < 0.206
    }
    #expect(low.count == 26)
  }

  /// Without a word from anybody, the same tokens come first.
  @Test(
    .enabled(
      if: hasWeights,
      "\(folder) is missing or holds random numbers in place of GPT-2: set EMBEDSCOPE_MODELS to check it"))
  func gpt2sReferenceIsFound() throws {
    let model = try #require(try AnomaliesStudy(listedTokens: 60).run([OpenModel(Self.folder)]).models.first)
    #expect(Set(model.reference.ids).isSuperset(of: Set(177...187).union([124, 125])))
    #expect(Set(model.candidates.map(\.token.id)).isSuperset(of: [40241, 30905, 39752, 45544]))
  }
}
