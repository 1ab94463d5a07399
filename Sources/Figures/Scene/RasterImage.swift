/// A picture of at most 256 colours: one byte per pixel, which is the colour's number in the palette.
public struct RasterImage: Sendable, Equatable {
  /// The width in pixels.
  public var width: Int
  /// The height in pixels.
  public var height: Int
  /// The palette: 1 to 256 colours.
  public var palette: [RGB]
  /// `width` × `height` palette numbers, row after row from the top.
  public var indices: [UInt8]

  /// A picture; missing pixels take the palette's last colour.
  public init(width: Int, height: Int, palette: [RGB], indices: [UInt8]) {
    self.width = width
    self.height = height
    self.palette = palette
    self.indices = indices
  }
}

/// Something that can pack a picture as PNG: passed in, since it needs a compression library.
public protocol ImageEncoder: Sendable {
  /// The bytes of a PNG file of `image`.
  func png(_ image: RasterImage) throws -> [UInt8]
}
