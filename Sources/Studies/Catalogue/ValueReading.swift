import SafeText

/// What a typed text means: the readings that several kinds of parameters share.
package enum ValueReading {
  /// `text`, which must not be empty.
  package static func text(_ text: String, of parameter: ParameterDescription) throws(ParameterError) -> String {
    guard !text.isEmpty else {
      throw .invalidValue(of: parameter, found: text, expected: "text that is not empty", nearest: nil)
    }
    return text
  }

  /// A whole number in decimal, `_` and `,` not allowed.
  package static func integer(
    _ text: String, in range: ClosedRange<Int>, of parameter: ParameterDescription
  ) throws(ParameterError) -> Int {
    guard let value = Int(text), range.contains(value) else {
      throw .invalidValue(of: parameter, found: text, expected: "a whole number\(bounds(range))", nearest: nil)
    }
    return value
  }

  /// What random numbers are drawn from; nil for no text.
  static func seed(_ texts: [String], of parameter: ParameterDescription) throws(ParameterError) -> UInt64? {
    guard let text = texts.last else { return nil }
    guard let value = UInt64(text) else {
      throw .invalidValue(
        of: parameter, found: text, expected: "a whole number from 0 to \(UInt64.max)", nearest: nil)
    }
    return value
  }

  /// A finite number as Swift writes one: `0.15`, `-3`, `1e-9`.
  package static func number(
    _ text: String, in range: ClosedRange<Double>, of parameter: ParameterDescription
  ) throws(ParameterError) -> Double {
    // Double("0x1p3") and Double("inf") are numbers to Swift, but nobody means them here.
    let isDecimal = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    guard isDecimal, let value = Double(text), value.isFinite, range.contains(value) else {
      throw .invalidValue(of: parameter, found: text, expected: "a number\(bounds(range))", nearest: nil)
    }
    return value
  }

  /// One of the cases of `Choice`, by its word.
  package static func choice<Choice>(_ text: String, of parameter: ParameterDescription) throws(ParameterError)
    -> Choice
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    guard let value = Choice(rawValue: text) else {
      let words = Choice.allCases.map(\.rawValue)
      throw .invalidValue(
        of: parameter, found: text, expected: Wording.alternatives(words),
        nearest: Spelling.nearest(to: text, among: words))
    }
    return value
  }

  private static func bounds(_ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound == .min, range.upperBound == .max) {
    case (true, true): ""
    case (false, true): ", \(range.lowerBound) or more"
    case (true, false): ", at most \(range.upperBound)"
    case (false, false): " from \(range.lowerBound) to \(range.upperBound)"
    }
  }

  private static func bounds(_ range: ClosedRange<Double>) -> String {
    let limit = Double.greatestFiniteMagnitude
    switch (range.lowerBound == -limit, range.upperBound == limit) {
    case (true, true): return ""
    case (false, true): return ", \(range.lowerBound) or more"
    case (true, false): return ", at most \(range.upperBound)"
    case (false, false): return " from \(range.lowerBound) to \(range.upperBound)"
    }
  }
}
