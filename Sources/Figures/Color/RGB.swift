#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A colour: red, green and blue in sRGB.
public struct RGB: Sendable, Hashable {
  /// Red, from 0 to 255.
  public var red: UInt8
  /// Green, from 0 to 255.
  public var green: UInt8
  /// Blue, from 0 to 255.
  public var blue: UInt8

  /// A colour from its parts.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour written 0xRRGGBB.
  public init(_ hex: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: hex >> 16), green: UInt8(truncatingIfNeeded: hex >> 8),
      blue: UInt8(truncatingIfNeeded: hex))
  }

  /// The colour as CSS and SVG write it: `#0072b2`.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = [UInt8(ascii: "#")]
    for part in [red, green, blue] { text += [digits[Int(part >> 4)], digits[Int(part & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Black or white: which of them is easier to read on this colour, by the contrast that WCAG 2.1 defines.
  var readableInk: RGB { relativeLuminance > 0.179 ? RGB(0x111111) : RGB(0xFFFFFF) }

  /// From 0, black, to 1, white (WCAG 2.1).
  private var relativeLuminance: Double {
    func linear(_ part: UInt8) -> Double {
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
