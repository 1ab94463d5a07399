/// Why a figure cannot be written.
public enum FiguresError: Error, Equatable, CustomStringConvertible {
  /// zlib failed while packing a picture; the number is its return code.
  case compression(width: Int, height: Int, code: Int)
  /// A picture whose size and number of pixels do not agree, or that PNG cannot hold.
  case picture(width: Int, height: Int, pixels: Int)

  public var description: String {
    switch self {
    case .compression(let width, let height, let code):
      "can't pack a picture of \(width) by \(height) pixels (zlib says \(code)); free some memory and try again"
    case .picture(let width, let height, let pixels):
      "a picture of \(width) by \(height) can't have \(pixels) pixels, or is too large for PNG; make the figure smaller"
    }
  }
}
