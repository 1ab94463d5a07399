/// What keeps the numbers of a tensor from being computed with.
public enum TensorsError: Error, Equatable, CustomStringConvertible {
  /// OpenBLAS, which large products and eigenproblems need, is not installed or lacks a function.
  case libraryNotLoaded(library: String, reason: String)
  /// A number that no decomposition is defined for.
  case notFinite(operation: String, row: Int, column: Int)
  /// A decomposition that did not converge, which LAPACK tells by a positive `info`.
  case noConvergence(operation: String, rows: Int, columns: Int, info: Int)

  public var description: String {
    switch self {
    case .libraryNotLoaded(let library, let reason):
      return "\(library) cannot be loaded (\(reason)); install OpenBLAS (Debian: libopenblas0, Homebrew: openblas)"
    case .notFinite(let operation, let row, let column):
      return "\(operation): row \(row), column \(column) is not a finite number; leave such rows out"
    case .noConvergence(let operation, let rows, let columns, let info):
      return "\(operation) of \(rows)x\(columns) values did not converge (info \(info)); "
        + "scale the values closer to 1 or leave extreme rows out"
    }
  }
}
