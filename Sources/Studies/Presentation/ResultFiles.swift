public import Figures

/// A figure and the stem of the file it is written to.
public struct NamedFigure: Sendable {
  /// The file name without its ending: `lengths`.
  public var name: String
  /// The figure as data.
  public var figure: Figure

  /// Names a figure.
  public init(name: String, figure: Figure) {
    self.name = name
    self.figure = figure
  }
}

/// A file that a result brings along.
public struct ResultFile: Sendable {
  /// Its whole name, as it was asked for or as it stands among a report's data.
  public var path: String
  public var bytes: [UInt8]

  /// A file of these bytes.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
