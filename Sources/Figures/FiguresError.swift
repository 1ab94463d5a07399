/// Why a figure cannot be written.
public enum FiguresError: Error, Equatable, CustomStringConvertible {
  /// zlib failed while packing a picture; the number is its return code.
  case compression(width: Int, height: Int, code: Int)
  /// A picture whose size and number of pixels do not agree, or that PNG cannot hold.
  case picture(width: Int, height: Int, pixels: Int)
  /// A horizontal or a vertical axis that has names, where a range or a logarithm is wanted.
  case axisWithoutNumbers(String)
  /// A range of a logarithmic axis that does not begin above 0.
  case logarithmOfNothing(String, Double)
  /// A logarithmic axis where a picture of a matrix stands.
  case logarithmicPicture
  /// Text that is too large for the figure's width; what it needs, in pixels.
  case tooNarrow(width: Double, needed: Double)
  /// A colour map for a figure in which no colour stands for a number.
  case noColorsForNumbers

  public var description: String {
    switch self {
    case .compression(let width, let height, let code):
      "can't pack a picture of \(width) by \(height) pixels (zlib says \(code)); free some memory and try again"
    case .picture(let width, let height, let pixels):
      "a picture of \(width) by \(height) can't have \(pixels) pixels, or is too large for PNG; make the figure smaller"
    case .axisWithoutNumbers(let name):
      "no \(name) axis of this figure has numbers: it can have no range and no logarithms"
    case .logarithmOfNothing(let name, let start):
      "the \(name) axis is logarithmic, so that its range must begin above 0, not at \(start)"
    case .logarithmicPicture:
      "the picture of a matrix has one place for each of its cells: its axes can't be logarithmic"
    case .tooNarrow(let width, let needed):
      "a figure \(Int(width)) pixels wide has no room for text of that size, which needs \(Int(needed)); "
        + "make it wider or its text smaller"
    case .noColorsForNumbers: "no colour of this figure stands for a number: a colour map would change nothing"
    }
  }
}
