/// What can go wrong while a figure becomes a file.
public enum FiguresCairoError: Error, Equatable, CustomStringConvertible {
  /// Cairo cannot make a surface of this size, or ran out of memory.
  case surface(what: String, width: Double, height: Double, reason: String)
  /// Cairo failed while drawing.
  case drawing(reason: String)
  /// zlib failed while packing a picture; the number is its return code.
  case compression(width: Int, height: Int, code: Int)
  /// A picture whose size and number of pixels do not agree, or that PNG cannot hold.
  case picture(width: Int, height: Int, pixels: Int)

  public var description: String {
    switch self {
    case .surface(let what, let width, let height, let reason):
      "can't make a \(what) of \(width) by \(height) pixels: \(reason); choose a smaller figure or scale"
    case .drawing(let reason):
      "can't draw the figure: \(reason)"
    case .compression(let width, let height, let code):
      "can't pack a picture of \(width) by \(height) pixels (zlib says \(code)); free some memory and try again"
    case .picture(let width, let height, let pixels):
      "a picture of \(width) by \(height) can't have \(pixels) pixels, or is too large for PNG; make the figure smaller"
    }
  }
}
