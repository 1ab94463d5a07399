/// What was typed after the command's name, sorted by option and argument, but not yet given a meaning.
struct ParsedArguments: Sendable {
  private(set) var valuesByOption: [String: [String]] = [:]
  private(set) var valuesByArgument: [String: [String]] = [:]

  /// The value of an option that the command declares.
  subscript<Value>(_ option: Option<Value>) -> Value {
    get throws { try option.read(valuesByOption[option.description.name] ?? [], option.description) }
  }

  /// The value of a positional argument that the command declares.
  subscript<Value>(_ argument: Argument<Value>) -> Value {
    argument.read(valuesByArgument[argument.description.name] ?? [])
  }

  /// Whether the option was typed.
  func isGiven(_ option: any DeclaredOption) -> Bool { valuesByOption[option.description.name] != nil }

  mutating func add(_ value: String, to option: OptionDescription) {
    valuesByOption[option.name, default: []].append(value)
  }

  mutating func add(_ value: String, to argument: ArgumentDescription) {
    valuesByArgument[argument.name, default: []].append(value)
  }
}
