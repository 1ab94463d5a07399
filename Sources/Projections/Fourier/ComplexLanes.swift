/// Eight sequences of complex numbers side by side: element i of all eight is one vector.
///
/// Memory that a caller owns: one value points to it and says nothing of its length.
struct ComplexLanes {
  typealias Lanes = SIMD8<Float>

  /// How many sequences lie side by side.
  static var width: Int { Lanes.scalarCount }

  var real: UnsafeMutablePointer<Lanes>
  var imaginary: UnsafeMutablePointer<Lanes>

  /// The same numbers with their parts exchanged: a forward transform of it is a backward transform of this.
  var exchanged: ComplexLanes { ComplexLanes(real: imaginary, imaginary: real) }

  /// Runs `body` with room for two times `length` elements: the values and the work space of a transform.
  static func withScratch<Result>(length: Int, _ body: (ComplexLanes, ComplexLanes) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 4 * length) { memory in
      guard let base = memory.baseAddress else { preconditionFailure("a transform of length \(length)") }
      // SAFETY: vectors of floats need no deinitialisation; the four quarters lie within the capacity.
      base.initialize(repeating: Lanes(), count: 4 * length)
      return body(
        ComplexLanes(real: base, imaginary: base + length),
        ComplexLanes(real: base + 2 * length, imaginary: base + 3 * length))
    }
  }
}
