import Studies

// What parameters are called on a command line: options by their dashes, operands by their place.

extension ParameterNames {
  /// `limit` is `--limit`.
  static let options = ParameterNames { "--\($0)" }
}

extension ParameterDescription {
  /// How messages call the option: `--name`.
  var label: String { "--\(name)" }

  /// How messages show the option with its value, `--name VALUE`, or the operand, `WORD`.
  var usage: String { ParameterNames.options.usage(self) }

  /// How the usage line shows an operand: `MODEL`, `[MODEL]`, `MODEL...`, `[MODEL...]`.
  var operandUsage: String {
    let count = operands ?? 1...1
    let repeated = count.upperBound > 1 ? "\(usage)..." : usage
    return count.lowerBound == 0 ? "[\(repeated)]" : repeated
  }
}
