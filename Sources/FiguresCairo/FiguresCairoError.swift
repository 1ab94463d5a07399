/// What can go wrong while a figure becomes a file.
public enum FiguresCairoError: Error, Equatable, CustomStringConvertible {
  /// Cairo cannot make a surface of this size, or ran out of memory.
  case surface(what: String, width: Double, height: Double, reason: String)
  /// Cairo failed while drawing.
  case drawing(reason: String)

  public var description: String {
    switch self {
    case .surface(let what, let width, let height, let reason):
      "can't make a \(what) of \(width) by \(height) pixels: \(reason); choose a smaller figure or scale"
    case .drawing(let reason):
      "can't draw the figure: \(reason)"
    }
  }
}
