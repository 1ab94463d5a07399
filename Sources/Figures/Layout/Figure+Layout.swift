extension Figure {
  /// The figure in pixels: labels measured, margins found, axes aligned, everything placed.
  ///
  /// - Parameters:
  ///   - measurer: Measures the text; the built-in one needs no font.
  ///   - width: A width in place of the figure's own; below 560 pixels, panels that would stand side by side are stacked.
  public func layout(measurer: any TextMeasurer = FixedTextMeasurer(), width: Double? = nil) -> Scene {
    var layout = FigureLayout(self, measurer: measurer, width: width ?? style.width ?? size.width)
    return layout.scene()
  }
}
