#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The discrete Fourier transform of eight sequences at a time, for lengths without prime factors above five.
///
/// Stockham's self-sorting form (Cochran et al. 1967; Van Loan, Computational Frameworks for the FFT, 1992): no step
/// permutes, and since the sequences lie side by side, every operation works on whole vectors.
struct FourierTransform: Sendable {
  typealias Lanes = ComplexLanes.Lanes

  /// The number of elements of each sequence.
  let length: Int
  private let stages: [Stage]

  /// One step: sequences of `radix` × `span` elements are split into `radix` of `span`, `stride` of them side by side.
  private struct Stage: Sendable {
    var radix: Int
    var span: Int
    var stride: Int
    /// For each of `span` positions, the factors of outputs 1 ..< radix.
    var twiddles: [Complex]
  }

  struct Complex: Sendable {
    var real: Float
    var imaginary: Float
  }

  /// The transform of sequences of `length` elements.
  ///
  /// - Precondition: ``lengths(from:)`` has `length`.
  init(length: Int) {
    precondition(length >= 1, "a transform of length \(length)")
    self.length = length
    var stages: [Stage] = []
    var rest = length
    var stride = 1
    for radix in [4, 2, 3, 5] {
      while rest % radix == 0, rest > 1 {
        stages.append(Self.stage(radix: radix, of: rest, stride: stride))
        rest /= radix
        stride *= radix
      }
    }
    precondition(rest == 1, "a transform of length \(length), which has the factor \(rest)")
    self.stages = stages
  }

  /// The shortest even length of at least `minimum` that can be transformed.
  static func length(atLeast minimum: Int) -> Int {
    var length = max(8, (minimum + 7) & ~7)
    while !isSmooth(length) { length += 8 }
    return length
  }

  private static func isSmooth(_ length: Int) -> Bool {
    var rest = length
    for prime in [2, 3, 5] {
      while rest % prime == 0 { rest /= prime }
    }
    return rest == 1
  }

  private static func stage(radix: Int, of length: Int, stride: Int) -> Stage {
    let span = length / radix
    var twiddles: [Complex] = []
    for position in 0..<span {
      for output in 1..<radix {
        let angle = -2 * Double.pi * Double(position * output % length) / Double(length)
        twiddles.append(Complex(real: Float(cos(angle)), imaginary: Float(sin(angle))))
      }
    }
    return Stage(radix: radix, span: span, stride: stride, twiddles: twiddles)
  }

  /// Transforms `values`, with `work` as room: the sums of values[j] · exp(−2πi jk / length).
  ///
  /// The result is in the one of the two that is returned; the other holds nothing of use afterwards. Sums are not
  /// divided by the length.
  ///
  /// - Precondition: both point to ``length`` elements.
  func forward(_ values: ComplexLanes, work: ComplexLanes) -> ComplexLanes {
    var (source, target) = (values, work)
    for stage in stages {
      stage.twiddles.withUnsafeBufferPointer { twiddles in
        switch stage.radix {
        case 4: Self.four(source, target, stage, twiddles)
        case 2: Self.two(source, target, stage, twiddles)
        case 3: Self.three(source, target, stage, twiddles)
        default: Self.five(source, target, stage, twiddles)
        }
      }
      swap(&source, &target)
    }
    return source
  }

  // SAFETY of the four: a stage reads elements below stride · span · radix, which is `length`, and writes as many; callers
  // of `forward` grant both. `twiddles` has span · (radix − 1) elements.

  private static func two(
    _ source: ComplexLanes, _ target: ComplexLanes, _ stage: Stage, _ twiddles: UnsafeBufferPointer<Complex>
  ) {
    let (span, stride) = (stage.span, stage.stride)
    for position in 0..<span {
      let factor = twiddles[position]
      for offset in 0..<stride {
        let from = position &* stride &+ offset
        let to = 2 &* position &* stride &+ offset
        let a = Value(source, from)
        let b = Value(source, from &+ span &* stride)
        (a + b).store(target, to)
        ((a - b) * factor).store(target, to &+ stride)
      }
    }
  }

  private static func four(
    _ source: ComplexLanes, _ target: ComplexLanes, _ stage: Stage, _ twiddles: UnsafeBufferPointer<Complex>
  ) {
    let (span, stride) = (stage.span, stage.stride)
    let step = span &* stride
    for position in 0..<span {
      let (first, second, third) = (
        twiddles[3 &* position], twiddles[3 &* position &+ 1], twiddles[3 &* position &+ 2]
      )
      for offset in 0..<stride {
        let from = position &* stride &+ offset
        let to = 4 &* position &* stride &+ offset
        let a = Value(source, from)
        let b = Value(source, from &+ step)
        let c = Value(source, from &+ 2 &* step)
        let d = Value(source, from &+ 3 &* step)
        let (even, odd) = (a + c, a - c)
        let (sum, turned) = (b + d, (b - d).timesMinusI)
        (even + sum).store(target, to)
        ((odd + turned) * first).store(target, to &+ stride)
        ((even - sum) * second).store(target, to &+ 2 &* stride)
        ((odd - turned) * third).store(target, to &+ 3 &* stride)
      }
    }
  }

  private static func three(
    _ source: ComplexLanes, _ target: ComplexLanes, _ stage: Stage, _ twiddles: UnsafeBufferPointer<Complex>
  ) {
    let (span, stride) = (stage.span, stage.stride)
    let step = span &* stride
    let height: Float = 0.866_025_403_784_438_6  // sin(2π / 3)
    for position in 0..<span {
      for offset in 0..<stride {
        let from = position &* stride &+ offset
        let to = 3 &* position &* stride &+ offset
        let a = Value(source, from)
        let b = Value(source, from &+ step)
        let c = Value(source, from &+ 2 &* step)
        let sum = b + c
        let middle = a - sum * 0.5
        let turned = ((b - c) * height).timesMinusI
        (a + sum).store(target, to)
        ((middle + turned) * twiddles[2 &* position]).store(target, to &+ stride)
        ((middle - turned) * twiddles[2 &* position &+ 1]).store(target, to &+ 2 &* stride)
      }
    }
  }

  private static func five(
    _ source: ComplexLanes, _ target: ComplexLanes, _ stage: Stage, _ twiddles: UnsafeBufferPointer<Complex>
  ) {
    let (span, stride) = (stage.span, stage.stride)
    let step = span &* stride
    // cos and sin of 2π / 5 and 4π / 5.
    let (c1, c2): (Float, Float) = (0.309_016_994_374_947_4, -0.809_016_994_374_947_4)
    let (s1, s2): (Float, Float) = (0.951_056_516_295_153_6, 0.587_785_252_292_473_1)
    for position in 0..<span {
      let base = 4 &* position
      for offset in 0..<stride {
        let from = position &* stride &+ offset
        let to = 5 &* position &* stride &+ offset
        let a = Value(source, from)
        let b = Value(source, from &+ step)
        let c = Value(source, from &+ 2 &* step)
        let d = Value(source, from &+ 3 &* step)
        let e = Value(source, from &+ 4 &* step)
        let (outer, inner) = (b + e, c + d)
        let (outerTurned, innerTurned) = ((b - e).timesMinusI, (c - d).timesMinusI)
        let near = a + outer * c1 + inner * c2
        let far = a + outer * c2 + inner * c1
        let nearTurned = outerTurned * s1 + innerTurned * s2
        let farTurned = outerTurned * s2 - innerTurned * s1
        (a + outer + inner).store(target, to)
        ((near + nearTurned) * twiddles[base]).store(target, to &+ stride)
        ((far + farTurned) * twiddles[base &+ 1]).store(target, to &+ 2 &* stride)
        ((far - farTurned) * twiddles[base &+ 2]).store(target, to &+ 3 &* stride)
        ((near - nearTurned) * twiddles[base &+ 3]).store(target, to &+ 4 &* stride)
      }
    }
  }

  /// Eight complex numbers in registers.
  private struct Value {
    var real: Lanes
    var imaginary: Lanes

    @inline(__always)
    init(real: Lanes, imaginary: Lanes) {
      self.real = real
      self.imaginary = imaginary
    }

    @inline(__always)
    init(_ source: ComplexLanes, _ index: Int) {
      real = source.real[index]
      imaginary = source.imaginary[index]
    }

    @inline(__always)
    func store(_ target: ComplexLanes, _ index: Int) {
      target.real[index] = real
      target.imaginary[index] = imaginary
    }

    @inline(__always)
    var timesMinusI: Value { Value(real: imaginary, imaginary: -real) }

    @inline(__always)
    static func + (a: Value, b: Value) -> Value {
      Value(real: a.real + b.real, imaginary: a.imaginary + b.imaginary)
    }

    @inline(__always)
    static func - (a: Value, b: Value) -> Value {
      Value(real: a.real - b.real, imaginary: a.imaginary - b.imaginary)
    }

    @inline(__always)
    static func * (a: Value, factor: Float) -> Value {
      Value(real: a.real * factor, imaginary: a.imaginary * factor)
    }

    @inline(__always)
    static func * (a: Value, factor: Complex) -> Value {
      Value(
        real: a.real * factor.real - a.imaginary * factor.imaginary,
        imaginary: a.real * factor.imaginary + a.imaginary * factor.real)
    }
  }
}
