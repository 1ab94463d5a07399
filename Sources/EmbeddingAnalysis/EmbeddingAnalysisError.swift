public import Tensors

/// What keeps a tensor or a set of numbers from being analysed.
public enum EmbeddingAnalysisError: Error, Equatable, CustomStringConvertible {
  /// A tensor that is not a matrix of at least one row and one column.
  case notAMatrix(tensor: String, shape: Shape)
  /// A tensor whose elements are no real numbers: integers, truth values.
  case notReal(tensor: String, found: DType)
  /// A quantised matrix whose rows end inside a block, so that no row can be read alone.
  case splitBlocks(tensor: String, columns: Int, dtype: DType)
  /// A list of the rows that tokens share, with a number that is no row of the table.
  case noSuchRow(tensor: String, row: Int, stored: Int, rows: Int)
  /// Numbers that lie so close together, or so far apart, that no double fits between two edges of a histogram.
  case histogramRange(minimum: Double, maximum: Double, bins: Int)

  /// More principal components than can be taken out of rows of this many values.
  case componentCount(Int, columns: Int)
  /// More rows than a graph of neighbours can number in 32 bits.
  case tooManyRows(Int)
  /// More neighbours than the machine's memory holds.
  case tooLarge(neighbors: Int, rows: Int, bytes: UInt64, memory: UInt64)

  public var description: String {
    switch self {
    case .notAMatrix(let tensor, let shape):
      return "\(tensor): an embedding matrix has the shape [tokens, dimensions], found \(shape); name another tensor"
    case .notReal(let tensor, let found):
      return "\(tensor): an embedding matrix holds real numbers (\(DType.realNames)), "
        + "found \(found.rawValue); name another tensor"
    case .splitBlocks(let tensor, let columns, let dtype):
      return
        "\(tensor): rows of \(columns) values are not whole \(dtype.rawValue) blocks of \(dtype.elementsPerBlock); "
        + "the file is damaged or was made by a tool that lays rows out differently"
    case .noSuchRow(let tensor, let row, let stored, let rows):
      return "\(tensor): row \(row) is said to be its row \(stored), which has rows 0 to \(rows - 1)"
    case .histogramRange(let minimum, let maximum, let bins):
      return "no histogram of \(bins) bins fits between \(minimum) and \(maximum); use fewer bins"
    case .tooManyRows(let count):
      return "a graph of neighbours numbers its rows in 32 bits, found \(count) rows"
    case .tooLarge(let neighbors, let rows, let bytes, let memory):
      let (needed, there) = (Double(bytes) / 1e9, Double(memory) / 1e9)
      return
        "\(neighbors) neighbours of each of \(rows) rows would take \(needed.rounded(.up)) GB of memory, and the machine has "
        + "\(there.rounded()) GB; ask for fewer"
    case .componentCount(let count, let columns):
      return "\(count) components cannot be taken out of rows of \(columns) values; take 0 to \(columns - 1)"
    }
  }
}
