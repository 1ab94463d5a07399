/// What keeps a map from being made.
public enum ProjectionsError: Error, Equatable, CustomStringConvertible {
  /// A map of one dimension, or of more than three.
  case dimensions(Int)
  /// A nearness that is no distance: a row may be nearer to another than to itself.
  case noDistance(metric: String)
  /// A number of neighbours below one.
  case perplexity(Double)

  public var description: String {
    switch self {
    case .dimensions(let found): return "a map has 2 or 3 dimensions, found \(found)"
    case .noDistance(let metric): return "\(metric) is no distance; map by euclidean or cosine"
    case .perplexity(let found): return "the perplexity of a map is at least 1, found \(found); 30 is usual"
    }
  }
}
