/// Something that knows how wide text will be.
public protocol TextMeasurer {
  /// The width of one line of `text` in pixels.
  func width(of text: String, style: TextStyle) -> Double
}
