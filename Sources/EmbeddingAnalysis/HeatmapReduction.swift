import Tensors
import Work

/// A matrix of embeddings made small enough for a picture: dimensions from top to bottom, tokens from left to right.
///
/// Each column of the picture stands for a run of consecutive tokens: column c of W for the tokens from ⌊c·V/W⌋ up to,
/// not including, ⌊(c+1)·V/W⌋. A matrix of no more tokens than the picture has columns is shown as it is.
public struct HeatmapReduction: Equatable, Sendable {
  /// What the values of a run of tokens become, dimension by dimension.
  public enum Rule: String, Sendable, Codable, CaseIterable {
    /// Their arithmetic mean: what the eye sees of a picture scaled down.
    case mean
    /// The one that is farthest from zero, with its sign: keeps the outliers, which a mean hides.
    case maximumAbsolute = "max-abs"
  }

  /// What one column of the picture stands for, over all dimensions of its tokens.
  public struct Column: Equatable, Sendable {
    /// The tokens, as row numbers of the matrix.
    public let tokens: Range<Int>
    /// The arithmetic mean of the values; NaN where none is finite.
    public let mean: Double
    /// The smallest value; NaN where none is finite.
    public let minimum: Float
    /// The largest value; NaN where none is finite.
    public let maximum: Float
    /// The arithmetic mean of the values without their signs; NaN where none is finite.
    public let meanAbsolute: Double
  }

  /// How the values were reduced.
  public let rule: Rule
  /// The picture's columns from left to right: W of them, or V where that is less.
  public let columns: [Column]
  /// D, the picture's rows: one per dimension.
  public let dimensionCount: Int
  /// The picture: dimension after dimension, each with one value per column; NaN where no value is finite.
  public let cells: [Float]
  /// How many values of the matrix were left out because they are NaN or infinite.
  public let nonFiniteCount: Int

  /// Reads `matrix` once, on all cores, and reduces it to at most `width` columns.
  ///
  /// A NaN or an infinity is left out and counted: a cell is made of the finite values alone.
  ///
  /// - Precondition: `width` is at least 1.
  public init(of matrix: EmbeddingMatrix, width: Int, rule: Rule = .mean) {
    precondition(width >= 1, "a heat map of \(width) columns")
    let width = min(width, matrix.rowCount)
    let columnsPerTile = 16
    let tiles = ParallelLoop.map((width - 1) / columnsPerTile + 1) { tile in
      let start = tile * columnsPerTile
      return (start..<min(start + columnsPerTile, width)).map { column in
        Self.fold(EvenRuns.run(column, of: width, over: matrix.rowCount), of: matrix, rule: rule)
      }
    }
    self.rule = rule
    columns = tiles.joined().map(\.column)
    dimensionCount = matrix.columnCount
    cells = Self.transpose(tiles.joined().map(\.values), count: matrix.columnCount)
    nonFiniteCount = columns.isEmpty ? 0 : tiles.joined().reduce(0) { $0 + $1.nonFiniteCount }
  }

  private struct Folded: Sendable {
    var column: Column
    var values: [Float]
    var nonFiniteCount: Int
  }

  private static func fold(_ tokens: Range<Int>, of matrix: EmbeddingMatrix, rule: Rule) -> Folded {
    let foldRule: RowFold.Rule = rule == .mean ? .mean : .maximumAbsolute
    var fold = RowFold(rule: foldRule, columns: matrix.columnCount)
    matrix.forEachRowBlock(of: tokens) { fold.add($0.values) }
    if !fold.isFinite {
      fold = RowFold(rule: foldRule, columns: matrix.columnCount)
      matrix.forEachRowBlock(of: tokens) { fold.addFinite($0.values) }
    }
    let count = Double(fold.count)
    return Folded(
      column: Column(
        tokens: tokens, mean: fold.sum / count, minimum: fold.count > 0 ? fold.minimum : .nan,
        maximum: fold.count > 0 ? fold.maximum : .nan, meanAbsolute: fold.absoluteSum / count),
      values: fold.values, nonFiniteCount: tokens.count * matrix.columnCount - fold.count)
  }

  /// The picture's columns of `count` values each, laid out row after row: [W][D] made [D][W].
  private static func transpose(_ columns: [[Float]], count: Int) -> [Float] {
    var cells = [Float](repeating: 0, count: count * columns.count)
    // Runs of columns that fit the cache together.
    for first in stride(from: 0, to: columns.count, by: 16) {
      let run = first..<min(first + 16, columns.count)
      for row in 0..<count {
        for column in run { cells[row * columns.count + column] = columns[column][row] }
      }
    }
    return cells
  }
}
