import Testing

@testable import Figures

@Suite struct NiceTicksTests {
  @Test func choosesRoundNumbersInsideTheDomain() {
    #expect(
      NiceTicks.ticks(in: 0...50257, maximumIntervals: 6).map(\.label) == [
        "0", "10,000", "20,000", "30,000", "40,000", "50,000",
      ])
    #expect(
      NiceTicks.ticks(in: -0.15...0.15, maximumIntervals: 6).map(\.label) == [
        "−0.15", "−0.10", "−0.05", "0.00", "0.05", "0.10", "0.15",
      ])
  }
}
