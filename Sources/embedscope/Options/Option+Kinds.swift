// The kinds of options there are. Each is a function that declares one: a flag, text, a number, a choice.

extension Option where Value == Bool {
  /// A flag: true where it is given.
  static func flag(_ name: String, short: Character? = nil, alias: String? = nil, help: String) -> Self {
    let description = OptionDescription(name: name, short: short, alias: alias, isRepeatable: true, help: help)
    return Self(description: description) { texts, _ throws(UsageError) in !texts.isEmpty }
  }
}

extension Option where Value == String? {
  /// Text, not empty; nil where it is not given.
  static func text(
    _ name: String, short: Character? = nil, value: String, help: String, completion: CompletionKind = .none
  ) -> Self {
    let description = OptionDescription(
      name: name, short: short, valueName: value, help: help, completion: completion)
    return Self(description: description) { texts, option throws(UsageError) in
      try texts.last.map { text throws(UsageError) in try ValueReading.text(text, of: option) }
    }
  }
}

extension Option where Value == String? {
  /// Text, which may be empty; nil where it is not given.
  static func anyText(_ name: String, value: String, help: String) -> Self {
    Self(description: OptionDescription(name: name, valueName: value, help: help)) { texts, _ throws(UsageError) in
      texts.last
    }
  }
}

extension Option where Value == [String] {
  /// Text that may be given again and again; the values in the order they were typed.
  static func texts(
    _ name: String, short: Character? = nil, value: String, help: String, completion: CompletionKind = .none
  ) -> Self {
    let description = OptionDescription(
      name: name, short: short, valueName: value, isRepeatable: true, help: help, completion: completion)
    return Self(description: description) { texts, option throws(UsageError) in
      var values: [String] = []
      for text in texts { values.append(try ValueReading.text(text, of: option)) }
      return values
    }
  }
}

extension Option where Value == Int {
  /// A whole number in `range`, with the value that stands where the option is not given.
  static func integer(
    _ name: String, short: Character? = nil, value: String = "N", in range: ClosedRange<Int> = .min ... .max,
    default standard: Int, help: String
  ) -> Self {
    let description = OptionDescription(
      name: name, short: short, valueName: value, defaultText: String(standard), help: help)
    return Self(description: description) { texts, option throws(UsageError) in
      guard let text = texts.last else { return standard }
      return try ValueReading.integer(text, in: range, of: option)
    }
  }
}

extension Option where Value == Int? {
  /// A whole number in `range`; nil where the option is not given.
  static func integer(
    _ name: String, short: Character? = nil, value: String = "N", in range: ClosedRange<Int> = .min ... .max,
    help: String
  ) -> Self {
    let description = OptionDescription(name: name, short: short, valueName: value, help: help)
    return Self(description: description) { texts, option throws(UsageError) in
      guard let text = texts.last else { return nil }
      return try ValueReading.integer(text, in: range, of: option)
    }
  }
}

extension Option where Value == Double {
  /// A finite number in `range`, with the value that stands where the option is not given.
  static func number(
    _ name: String, short: Character? = nil, value: String = "X",
    in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude,
    default standard: Double, help: String
  ) -> Self {
    let description = OptionDescription(
      name: name, short: short, valueName: value, defaultText: "\(standard)", help: help)
    return Self(description: description) { texts, option throws(UsageError) in
      guard let text = texts.last else { return standard }
      return try ValueReading.number(text, in: range, of: option)
    }
  }
}

extension Option where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// One of the words that `Value`'s cases stand for, with the case that stands where the option is not given.
  static func choice(
    _ name: String, short: Character? = nil, value: String, default standard: Value, help: String
  ) -> Self {
    let words = Value.allCases.map(\.rawValue)
    let description = OptionDescription(
      name: name, short: short, valueName: value, allowedValues: words, defaultText: standard.rawValue, help: help,
      completion: .choice(words))
    return Self(description: description) { texts, option throws(UsageError) in
      guard let text = texts.last else { return standard }
      return try ValueReading.choice(text, of: option)
    }
  }
}

extension Option {
  /// Words that `Choice`'s cases stand for, separated by commas, each once, in the order typed.
  static func choices<Choice>(
    _ name: String, value: String, default standard: [Choice], help: String
  ) -> Self where Value == [Choice], Choice: CaseIterable & RawRepresentable & Sendable, Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    let description = OptionDescription(
      name: name, valueName: value, allowedValues: words,
      defaultText: standard.isEmpty ? nil : standard.map(\.rawValue).joined(separator: ","), help: help,
      completion: .choice(words))
    return Self(description: description) { texts, option throws(UsageError) in
      guard let text = texts.last else { return standard }
      var values: [Choice] = []
      for word in text.split(separator: ",", omittingEmptySubsequences: false) {
        let choice: Choice = try ValueReading.choice(String(word), of: option)
        if !values.contains(where: { $0.rawValue == choice.rawValue }) { values.append(choice) }
      }
      return values
    }
  }

  /// A value with a reading of its own: `read` returns nil for text that means nothing, which `expected` describes.
  static func custom<Wrapped>(
    _ name: String, short: Character? = nil, value: String, expected: String, help: String,
    completion: CompletionKind = .none, _ read: @escaping @Sendable (String) -> Wrapped?
  ) -> Self where Value == Wrapped? {
    let description = OptionDescription(
      name: name, short: short, valueName: value, help: help, completion: completion)
    return Self(description: description) { texts, option throws(UsageError) in
      guard let text = texts.last else { return nil }
      guard let value = read(text) else {
        throw UsageError.invalidValue(of: option.usage, found: text, expected: expected, nearest: nil)
      }
      return value
    }
  }
}
