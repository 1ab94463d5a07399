/// Writes a scene as SVG, text as text.
public struct SVGWriter: Sendable {
  /// Which colours the file carries.
  public enum Scheme: Sendable, Equatable {
    /// Light, and dark where the reader's system asks for it (`prefers-color-scheme`).
    case automatic
    /// Light only.
    case light
    /// Dark only.
    case dark
  }

  /// Which colours the file carries.
  public var scheme: Scheme
  /// What every id begins with, so that several figures can stand in one page.
  public var idPrefix: String
  /// What packs the pictures.
  public var imageEncoder: any ImageEncoder

  /// A writer.
  public init(imageEncoder: any ImageEncoder, scheme: Scheme = .automatic, idPrefix: String = "es") {
    self.imageEncoder = imageEncoder
    self.scheme = scheme
    self.idPrefix = idPrefix
  }

  /// The SVG document of `scene`, which ends in a line feed and can also stand inside an HTML page.
  public func write(_ scene: Scene) throws -> String {
    String(decoding: try bytes(of: scene), as: UTF8.self)
  }

  /// The same document as UTF-8.
  public func bytes(of scene: Scene) throws -> [UInt8] {
    var canvas = SVGCanvas(writer: self, scene: scene)
    try scene.draw(on: &canvas)
    return canvas.finish()
  }
}
