import Tensors
import Work

extension EmbeddingMatrix {
  /// The results of `body` for 64 runs of rows (or as many as there are rows), in order; the runs are worked on by all
  /// cores.
  ///
  /// For sums as wide as a row: there are never more than 64 of them, however large the matrix is. The runs' bounds depend
  /// on the number of rows only.
  func mapRowRuns<Value: Sendable>(_ body: @Sendable (Range<Int>) -> Value) -> [Value] {
    Self.mapRuns(of: rowCount, body)
  }

  /// The same for any `count` things that are numbered.
  static func mapRuns<Value: Sendable>(of count: Int, _ body: @Sendable (Range<Int>) -> Value) -> [Value] {
    let width = min(64, max(1, count))
    return ParallelLoop.map(width) { run in
      body(EvenRuns.run(run, of: width, over: count))
    }
  }
}
