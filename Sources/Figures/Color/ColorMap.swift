#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Colours for numbers between two limits, made by formula in OKLab so that equal steps look equal.
///
/// OKLab: Björn Ottosson, "A perceptual color space for image processing" (2020).
public enum ColorMap: String, Sendable, Hashable, CaseIterable {
  /// Blue below, near white in the middle, orange-red above: for numbers on both sides of zero. Lightness alone tells the
  /// distance from the middle; blue and orange-red stay apart for colour-blind readers.
  case diverging
  /// Dark violet through blue and green to yellow, lighter all the way, as matplotlib's viridis is.
  case sequential
  /// Near black to near white, for print without colours.
  case gray

  /// The number of steps between the limits: odd, so that the middle has a colour of its own.
  public static let stepCount = 255

  /// The palette number of what is missing.
  public static let missing = UInt8(stepCount)

  /// ``stepCount`` colours from the lower to the upper limit, then the grey of what is missing.
  public func palette() -> [RGB] {
    let last = Double(Self.stepCount - 1)
    return (0..<Self.stepCount).map { color(at: Double($0) / last) } + [missingColor]
  }

  /// Grey, except among greys.
  private var missingColor: RGB { self == .gray ? RGB(0xD9A441) : RGB(0x9A9A9A) }

  /// The colour at `position`, from 0 (the lower limit) to 1 (the upper).
  public func color(at position: Double) -> RGB {
    let t = min(max(position, 0), 1)
    switch self {
    case .diverging:
      let distance = abs(2 * t - 1)
      // As colourful as a screen can show at every lightness on the way, so that nothing is clamped.
      let rise = distance * (2.4 - 1.4 * distance)
      return Self.color(
        lightness: 0.972 - 0.562 * distance, chroma: (t < 0.5 ? 0.147 : 0.144) * rise, hue: t < 0.5 ? 258 : 34)
    case .sequential:
      let side = t - 0.45
      return Self.color(
        lightness: 0.24 + 0.68 * t, chroma: 0.091 + (side < 0 ? 0.12 : 0.28) * side * side, hue: 305 - 200 * t)
    case .gray: return Self.color(lightness: 0.2 + 0.77 * t, chroma: 0, hue: 0)
    }
  }

  /// The palette number of each value; each limit's colour also stands for what lies beyond it.
  package static func indices(of values: [Float], count: Int, limits: ClosedRange<Double>) -> [UInt8] {
    let lower = Float(limits.lowerBound)
    let last = Float(stepCount - 1)
    let span = Float(limits.upperBound) - lower
    let factor = span > 0 ? last / span : 0
    let count = max(count, 0)
    return [UInt8](unsafeUninitializedCapacity: count) { indices, written in
      // SAFETY: `values` is read below its count, `indices` written below its capacity, which is `count`.
      values.withUnsafeBufferPointer { values in
        let known = min(count, values.count)
        for position in 0..<known {
          let step = (values[position] - lower) * factor
          // Not-a-number fails both comparisons. Adding a half and cutting rounds without a library call.
          indices[position] =
            step >= last ? UInt8(stepCount - 1) : step > 0 ? UInt8(step + 0.5) : step <= 0 ? 0 : missing
        }
        for position in known..<count { indices[position] = missing }
      }
      written = count
    }
  }

  private static func color(lightness: Double, chroma: Double, hue: Double) -> RGB {
    let angle = hue * .pi / 180
    let a = chroma * cos(angle)
    let b = chroma * sin(angle)
    func cubed(_ x: Double) -> Double { x * x * x }
    let long = cubed(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let medium = cubed(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let short = cubed(lightness - 0.0894841775 * a - 1.2914855480 * b)
    return RGB(
      red: encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
      green: encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
      blue: encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short))
  }

  /// A linear part of light as sRGB's byte; what the screen cannot show is clamped.
  private static func encoded(_ linear: Double) -> UInt8 {
    let light = min(max(linear, 0), 1)
    let value = light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
    return UInt8((min(max(value, 0), 1) * 255).rounded())
  }
}
