import Architectures
import Testing

@Suite struct PythonNumberTests {
  /// As Python 3 prints them: `repr(1e-5)` is `1e-05`.
  @Test(arguments: [
    (1e-5, "1e-05"), (1e-12, "1e-12"), (0.1, "0.1"), (0.0001, "0.0001"), (9.999e-5, "9.999e-05"),
    (0.00012345, "0.00012345"), (1e15, "1000000000000000.0"), (1e16, "1e+16"), (1.5e16, "1.5e+16"),
    (123_456_789_012_345_680, "1.2345678901234568e+17"), (12_345_678_901_234_568, "1.2345678901234568e+16"),
    (1_234_567_890_123_456, "1234567890123456.0"), (1e22, "1e+22"), (.leastNonzeroMagnitude, "5e-324"), (0, "0.0"),
    (-0.0, "-0.0"),
    (1.797_693_134_862_315_7e308, "1.7976931348623157e+308"), (0.1 + 0.2, "0.30000000000000004"), (100, "100.0"),
    (1e100, "1e+100"), (-2.5, "-2.5"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
    (9_007_199_254_740_992, "9007199254740992.0"), (9_999_999_999_999_998, "9999999999999998.0"),
  ]) func floats(value: Double, expected: String) {
    #expect(PythonNumber.float(value).description == expected)
  }

  @Test func wholeNumbersStayWhole() {
    #expect(PythonNumber.integer(0).description == "0")
    #expect(PythonNumber.integer(1).description == "1")
  }
}
