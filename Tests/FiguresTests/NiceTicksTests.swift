import Figures
import SafeText
import TestSupport
import Testing

@Suite struct NiceTicksTests {
  private struct Reference: Decodable {
    struct Case: Decodable {
      var low: Double
      var high: Double
      var intervals: Int
      var ticks: [Double]
    }
    var cases: [Case]
  }

  @Test func standWhereMaxNLocatorPutsThem() throws {
    let reference = try Fixture.decode(Reference.self, "figures/ticks.json")
    #expect(reference.cases.count > 300)
    for one in reference.cases {
      let ticks = NiceTicks.ticks(in: one.low...one.high, maximumIntervals: one.intervals).map(\.value)
      // The reference adds up rounded steps, so its own last digits are off.
      let tolerance = (one.high - one.low) * 1e-9
      let agrees = ticks.count == one.ticks.count && zip(ticks, one.ticks).allSatisfy { abs($0 - $1) <= tolerance }
      #expect(agrees, "\(one.low)...\(one.high) in \(one.intervals): \(ticks), expected \(one.ticks)")
    }
  }

  @Test func labelsAreAlikeOnOneAxis() {
    func labels(_ domain: ClosedRange<Double>, _ intervals: Int) -> [String] {
      NiceTicks.ticks(in: domain, maximumIntervals: intervals).map(\.label)
    }
    #expect(labels(0...50257, 6) == ["0", "10,000", "20,000", "30,000", "40,000", "50,000"])
    #expect(labels(-0.15...0.15, 6) == ["−0.15", "−0.10", "−0.05", "0.00", "0.05", "0.10", "0.15"])
    #expect(labels(0...1, 4) == ["0.00", "0.25", "0.50", "0.75", "1.00"])
    #expect(labels(0...8320, 4) == ["0", "2,500", "5,000", "7,500"])
    #expect(labels(0...2.5e8, 3) == ["0", "1×10⁸", "2×10⁸"])
    #expect(labels(-2e-9...1e-9, 3) == ["−2×10⁻⁹", "−1×10⁻⁹", "0", "1×10⁻⁹"])
    #expect(labels(1_000_000...1_000_005, 5) == (0...5).map { "1,000,00\($0)" })
  }

  @Test func valuesAreTheNearestNumbersToTheirLabels() {
    let ticks = NiceTicks.ticks(in: -0.35...0.35, maximumIntervals: 8)
    #expect(ticks.map(\.value) == [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3])
  }

  @Test func integersStayWhole() {
    #expect(NiceTicks.ticks(in: 0...3, maximumIntervals: 8, integersOnly: true).map(\.label) == ["0", "1", "2", "3"])
    #expect(NiceTicks.ticks(in: 0...9, maximumIntervals: 4, integersOnly: true).map(\.value) == [0, 5])
    #expect(NiceTicks.ticks(in: 0.2...0.4, maximumIntervals: 4, integersOnly: true).isEmpty)
  }

  @Test func nothingToDivideGivesNoTicks() {
    #expect(NiceTicks.ticks(in: 3...3, maximumIntervals: 4).isEmpty)
    #expect(NiceTicks.ticks(in: -1e308...1e308, maximumIntervals: 4).isEmpty)
    #expect(NiceTicks.ticks(in: 1e300...2e300, maximumIntervals: 0).count < 4)
  }

  @Test func numbersReadAsPeopleWriteThem() {
    #expect(NumberText.integer(50257) == "50,257")
    #expect(NumberText.integer(-1_234_567) == "−1,234,567")
    #expect(NumberText.integer(999) == "999")
    #expect(NumberText.integer(Int.min).hasPrefix("−9,223"))
    #expect(NumberText.decimal(-0.03125, fractionDigits: 4) == "−0.0313")
    #expect(NumberText.decimal(0.08, fractionDigits: 2) == "0.08")
    #expect(NumberText.decimal(-0.001, fractionDigits: 2) == "0.00")
    #expect(NumberText.decimal(1234.5, fractionDigits: 1) == "1,234.5")
    #expect(NumberText.decimal(.nan, fractionDigits: 2) == "not a number")
    #expect(NumberText.decimal(-.infinity, fractionDigits: 2) == "−∞")
    #expect(NumberText.decimal(1e300, fractionDigits: 2) == "1e+300")
  }
}
