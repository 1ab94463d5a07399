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

  /// Whether elements with these strides lie as they do without any: in order, side by side.
  func isInOrder(strides: [Int]) -> Bool {
    var expected = 1
    for (length, stride) in zip(dimensions, strides).reversed() {
      guard length > 1 else { continue }
      guard stride == expected else { return false }
      expected *= length
    }
    return true
  }

  /// How many elements lie between the first and the last, both of them counted; nil when that overflows.
  package func span(strides: [Int]) -> Int? {
    guard let count = elementCount, count > 0 else { return elementCount }
    var last = 0
    for (length, stride) in zip(dimensions, strides) {
      let (distance, overflow) = (length - 1).multipliedReportingOverflow(by: stride)
      let (sum, carry) = last.addingReportingOverflow(distance)
      guard stride >= 0, !overflow, !carry else { return nil }
      last = sum
    }
    return last == .max ? nil : last + 1
  }

  /// `[50257, 768]`.
  public var description: String {
    "[" + dimensions.map(String.init).joined(separator: ", ") + "]"
  }
}
