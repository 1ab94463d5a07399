/// Text of an SVG file while it is written: bytes, with numbers cut to hundredths of a pixel.
struct SVGText {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func append(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  /// Appends a number of pixels.
  mutating func append(_ pixels: Double) { append(hundredths: Self.hundredths(pixels)) }

  /// `pixels` in hundredths, rounded; not-a-number is 0.
  static func hundredths(_ pixels: Double) -> Int {
    pixels.isNaN ? 0 : Int((min(max(pixels, -1e7), 1e7) * 100).rounded(.toNearestOrAwayFromZero))
  }

  /// Appends a number as briefly as SVG allows: `.5`, `-3.25`, `12`.
  mutating func append(hundredths: Int) {
    if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = Int(hundredths.magnitude)
    let (whole, fraction) = (magnitude / 100, magnitude % 100)
    if whole > 0 || fraction == 0 { appendDigits(whole) }
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(fraction / 10))
    if fraction % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(fraction % 10)) }
  }

  private mutating func appendDigits(_ number: Int) {
    if number >= 10 { appendDigits(number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
