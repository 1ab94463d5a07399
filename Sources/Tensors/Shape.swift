/// A tensor's shape, outermost dimension first: a matrix of V rows and D columns is [V, D].
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  /// The length of each dimension.
  public let dimensions: [Int]

  /// A shape with these dimensions.
  public init(_ dimensions: [Int]) {
    self.dimensions = dimensions
  }

  /// The number of elements (1 for a scalar); nil when a dimension is negative or the product overflows.
  public var elementCount: Int? {
    var count = 1
    for dimension in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard dimension >= 0, !overflow else { return nil }
      count = product
    }
    return count
  }

  /// `[50257, 768]`.
  public var description: String {
    "[" + dimensions.map(String.init).joined(separator: ", ") + "]"
  }
}
