/// The stages of a map behind the search for neighbours, as its progress calls them.
package enum ProjectionStage: Sendable, CaseIterable {
  /// Moving the points.
  case layout
  /// Measuring how true the map is.
  case quality

  /// What is being done, in words.
  package var title: String {
    switch self {
    case .layout: "placing points"
    case .quality: "measuring the map"
    }
  }
}
