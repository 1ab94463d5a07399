import Figures
import Foundation
import Testing

/// The palettes against what eyes need: contrast, and difference without one kind of cone.
@Suite struct ColorTests {
  private func linear(_ color: RGB) -> [Double] {
    [color.red, color.green, color.blue].map { part in
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// Contrast by WCAG 2: (lighter + 0.05) / (darker + 0.05).
  private func contrast(_ one: RGB, _ other: RGB) -> Double {
    let luminances = [one, other].map { color -> Double in
      let light = linear(color)
      return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    }.sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  /// OKLab coordinates of linear light.
  private func lab(_ light: [Double]) -> [Double] {
    let cones = [
      0.4122214708 * light[0] + 0.5363325363 * light[1] + 0.0514459929 * light[2],
      0.2119034982 * light[0] + 0.6806995451 * light[1] + 0.1073969566 * light[2],
      0.0883024619 * light[0] + 0.2817188376 * light[1] + 0.6299787005 * light[2],
    ].map { cbrt(max($0, 0)) }
    return [
      0.2104542553 * cones[0] + 0.7936177850 * cones[1] - 0.0040720468 * cones[2],
      1.9779984951 * cones[0] - 2.4285922050 * cones[1] + 0.4505937099 * cones[2],
      0.0259040371 * cones[0] + 0.7827717662 * cones[1] - 0.8086757660 * cones[2],
    ]
  }

  private func distance(_ one: [Double], _ other: [Double]) -> Double {
    zip(lab(one), lab(other)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// How a person without red, green or blue cones sees linear light: Machado, Oliveira, Fernandes (2009), severity 1.
  private let vision: [(name: String, matrix: [[Double]])] = [
    ("all cones", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    ("no red", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
      "no green", [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    (
      "no blue", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
  ]

  private func seen(_ color: RGB, _ matrix: [[Double]]) -> [Double] {
    let light = linear(color)
    return matrix.map { row in min(max(row[0] * light[0] + row[1] * light[1] + row[2] * light[2], 0), 1) }
  }

  @Test(arguments: [Theme.light, .dark]) func contrastSuffices(theme: Theme) {
    for color in theme.series + [theme.neutral] { #expect(contrast(color, theme.background) >= 3, "\(color.hex)") }
    #expect(contrast(theme.axis, theme.background) >= 3)
    #expect(contrast(theme.text, theme.background) >= 7)
    #expect(contrast(theme.mutedText, theme.background) >= 4.5)
  }

  @Test(arguments: [Theme.light, .dark]) func seriesDifferForEveryEye(theme: Theme) {
    for (name, matrix) in vision {
      for (index, color) in theme.series.enumerated() {
        for other in theme.series[..<index] {
          let distance = distance(seen(color, matrix), seen(other, matrix))
          // The first two, which most figures have, must differ most.
          #expect(distance > (index == 1 ? 0.2 : 0.04), "\(name): \(color.hex) and \(other.hex): \(distance)")
        }
      }
    }
  }

  @Test(arguments: [ColorMap.diverging, .sequential]) func colorMapStepsAreEven(map: ColorMap) {
    let palette = map.palette()
    #expect(palette.count == 256)
    let steps = zip(palette.dropLast(), palette.dropFirst().dropLast()).map { distance(linear($0), linear($1)) }
    #expect((steps.max() ?? 1) < 3 * (steps.reduce(0, +) / Double(steps.count)))
    let lightness = palette.dropLast().map { lab(linear($0))[0] }
    let rising = map == .sequential ? lightness : Array(lightness[...127])
    // A byte per part of the colour leaves a little noise.
    #expect(zip(rising, rising.dropFirst()).allSatisfy { $1 > $0 - 0.004 })
  }

  @Test func divergingMapIsBalancedAroundItsMiddle() {
    let map = ColorMap.diverging
    #expect(contrast(map.color(at: 0.5), RGB(0xFFFFFF)) < 1.1)
    for step in 1...10 {
      let (below, above) = (map.color(at: 0.5 - Double(step) / 20), map.color(at: 0.5 + Double(step) / 20))
      #expect(abs(lab(linear(below))[0] - lab(linear(above))[0]) < 0.01)
      for (name, matrix) in vision where step >= 3 {
        #expect(distance(seen(below, matrix), seen(above, matrix)) > 0.05, "\(name), step \(step)")
      }
    }
  }

  @Test func valuesTakeTheColorOfTheirStep() {
    let values: [Float] = [-2, -1, 0, 1, 2, .nan, .infinity, -.infinity, 0.0039]
    let indices = ColorMap.indices(of: values, count: 11, limits: -1...1)
    #expect(indices == [0, 0, 127, 254, 254, 255, 254, 0, 127, 255, 255])
    #expect(ColorMap.indices(of: [3, 5], count: 2, limits: 3...3) == [0, 0])
    #expect(ColorMap.indices(of: values, count: 1, limits: -1...1) == [0])
  }
}
