import Figures
import SafeText
import Studies
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (124_439_808, "124,439,808"), (-1234, "−1,234")])
  func thousands(number: Int, text: String) {
    #expect(NumberText.integer(number) == text)
  }

  @Test(arguments: [(0.0429, "0.04"), (-0.005, "−0.01"), (-0.004, "0.00"), (1.005, "1.00"), (12.345, "12.35")])
  func twoDecimals(value: Double, text: String) {
    #expect(NumberText.decimal(value, fractionDigits: 2) == text)
  }

  @Test(arguments: [
    (0.0, "0"), (0.02071, "0.0207"), (1.43e-5, "1.43e−5"), (-123.4, "−123"), (1e7, "1.00e7"), (.nan, "none"),
  ])
  func threeDigits(value: Double, text: String) {
    #expect(NumberText.short(value) == text)
  }

  @Test(arguments: [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (548_105_171, "548 MB")])
  func byteCounts(count: Int, text: String) {
    #expect(NumberText.bytes(count) == text)
  }

  @Test func csvFieldsAreSafeAndExact() {
    let table = Table(
      name: "t", columns: ["a", "b"], rows: [[.text("=1+1"), 3], [.number(0.1), .empty], ["x,\"y\"", .number(.nan)]])
    #expect(table.csv() == "a,b\n\"'=1+1\",3\n0.1,\n\"x,\"\"y\"\"\",\n")
  }
}
