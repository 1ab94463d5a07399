import EmbeddingAnalysis
import Projections
import Tensors
import Workspace

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Times single steps of the analyses inside their own process, without its start and the opening of files.
///
///     AnalysisTiming MODEL      -> {"open": …, "rows": …, "columns": …, "read": …, "query": …, "components": …}
///     AnalysisTiming statistics MODEL ...   -> a line {"model": …, "rows": …, "columns": …, "statistics": …} for each
///
/// Seconds by the clock: opening configuration, tokenizer and matrix, the best of twenty; then, on all cores, the median of nine
/// runs each of reading the matrix once (its sum), the ten nearest rows to one, and two principal components. Of several models the
/// statistics of all rows, the best of nine rounds in which each has its turn.
@main
struct AnalysisTiming {
  static func main() {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if arguments.first == "statistics" { return try statistics(Array(arguments.dropFirst())) }
      guard arguments.count == 1 else { throw Usage() }
      try run(arguments[0])
    } catch {
      print("error: \(error)")
      exit(1)
    }
  }

  private struct Usage: Error {}

  static func run(_ model: String) throws {
    let opening =
      try seconds(20) {
        let model = try OpenModel(model)
        _ = try model.configuredVocabularySize()
        _ = try model.tokenizer()
        _ = try model.tokenEmbeddings()
      }.min() ?? 0
    let matrix = try OpenModel(model).tokenEmbeddings()
    let search = NeighborSearch(matrix)
    var sink = 0.0
    let read = median { sink += sum(matrix) }
    let query = median { sink += search.nearest(toRows: [1000], k: 10).lists[0].first?.score ?? 0 }
    let components = try median { sink += try PrincipalComponents(of: matrix, count: 2).totalVariance }
    precondition(sink.isFinite, "the matrix holds values that are not finite")
    print(
      #"{"open": \#(opening), "rows": \#(matrix.rowCount), "columns": \#(matrix.columnCount), "read": \#(read), "query": \#(query), "#
        + #""components": \#(components)}"#)
  }

  static func statistics(_ models: [String]) throws {
    let matrices = try models.map { try OpenModel($0).tokenEmbeddings() }
    var best = [Double](repeating: .infinity, count: models.count)
    for _ in 0..<9 {
      for (place, matrix) in matrices.enumerated() {
        best[place] = min(best[place], seconds(1) { _ = RowStatistics(of: matrix) }[0])
      }
    }
    for (place, matrix) in matrices.enumerated() {
      print(
        #"{"model": "\#(models[place])", "rows": \#(matrix.rowCount), "columns": \#(matrix.columnCount), "#
          + #""statistics": \#(best[place])}"#)
    }
  }

  /// What a pass over all values costs that does nothing but add them up.
  private static func sum(_ matrix: EmbeddingMatrix) -> Double {
    matrix.mapRowBlocks { block -> Double in
      var lanes = SIMD16<Float>(repeating: 0)
      let bytes = UnsafeRawBufferPointer(block.values)
      for offset in stride(from: 0, through: bytes.count - 64, by: 64) {
        lanes += bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
      }
      return Double(lanes.sum())
    }.reduce(0, +)
  }

  private static func median(_ work: () throws -> Void) rethrows -> Double {
    try work()
    return try seconds(9, work).sorted()[4]
  }

  private static func seconds(_ rounds: Int, _ work: () throws -> Void) rethrows -> [Double] {
    let clock = ContinuousClock()
    return try (0..<rounds).map { _ in
      let (whole, attoseconds) = try clock.measure(work).components
      return Double(whole) + Double(attoseconds) / 1e18
    }
  }
}
