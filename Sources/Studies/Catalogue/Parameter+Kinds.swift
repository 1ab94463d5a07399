// The kinds of parameters there are. Each is a function that declares one: a flag, text, a number, a choice.

extension Parameter where Value == Bool {
  /// A flag: true where it is given.
  package static func flag(_ name: String, short: Character? = nil, alias: String? = nil, help: String) -> Self {
    let description = ParameterDescription(name: name, short: short, alias: alias, isRepeatable: true, help: help)
    return Self(description: description) { texts, _ throws(ParameterError) in !texts.isEmpty }
  }
}

extension Parameter where Value == String? {
  /// Text, not empty; nil where it is not given.
  package static func text(
    _ name: String, short: Character? = nil, value: String, help: String, completion: CompletionKind = .none
  ) -> Self {
    let description = ParameterDescription(
      name: name, short: short, valueName: value, help: help, completion: completion)
    return Self(description: description) { texts, parameter throws(ParameterError) in
      try texts.last.map { text throws(ParameterError) in try ValueReading.text(text, of: parameter) }
    }
  }
}

extension Parameter where Value == String? {
  /// Text, which may be empty; nil where it is not given.
  package static func anyText(_ name: String, value: String, help: String) -> Self {
    Self(description: ParameterDescription(name: name, valueName: value, help: help)) {
      texts, _ throws(ParameterError) in
      texts.last
    }
  }
}

extension Parameter where Value == [String] {
  /// Text that may be given again and again; the values in the order they were typed.
  package static func texts(
    _ name: String, short: Character? = nil, value: String, help: String, completion: CompletionKind = .none
  ) -> Self {
    let description = ParameterDescription(
      name: name, short: short, valueName: value, isRepeatable: true, help: help, completion: completion)
    return Self(description: description) { texts, parameter throws(ParameterError) in
      var values: [String] = []
      for text in texts { values.append(try ValueReading.text(text, of: parameter)) }
      return values
    }
  }
}

extension Parameter where Value == Int {
  /// A whole number in `range`, with the value that stands where the parameter is not given.
  package static func integer(
    _ name: String, short: Character? = nil, value: String = "N", in range: ClosedRange<Int> = .min ... .max,
    default standard: Int, help: String
  ) -> Self {
    let description = ParameterDescription(
      name: name, short: short, valueName: value, defaultText: String(standard), help: help)
    return Self(description: description) { texts, parameter throws(ParameterError) in
      guard let text = texts.last else { return standard }
      return try ValueReading.integer(text, in: range, of: parameter)
    }
  }
}

extension Parameter where Value == Int? {
  /// A whole number in `range`; nil where the parameter is not given.
  package static func integer(
    _ name: String, short: Character? = nil, value: String = "N", in range: ClosedRange<Int> = .min ... .max,
    help: String
  ) -> Self {
    let description = ParameterDescription(name: name, short: short, valueName: value, help: help)
    return Self(description: description) { texts, parameter throws(ParameterError) in
      guard let text = texts.last else { return nil }
      return try ValueReading.integer(text, in: range, of: parameter)
    }
  }
}

extension Parameter where Value == Double {
  /// A finite number in `range`, with the value that stands where the parameter is not given.
  package static func number(
    _ name: String, short: Character? = nil, value: String = "X",
    in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude,
    default standard: Double, help: String
  ) -> Self {
    let description = ParameterDescription(
      name: name, short: short, valueName: value, defaultText: "\(standard)", help: help)
    return Self(description: description) { texts, parameter throws(ParameterError) in
      guard let text = texts.last else { return standard }
      return try ValueReading.number(text, in: range, of: parameter)
    }
  }
}

extension Parameter where Value == Double? {
  /// A finite number in `range`; nil where the parameter is not given.
  package static func number(_ name: String, value: String = "X", in range: ClosedRange<Double>, help: String) -> Self {
    let description = ParameterDescription(name: name, valueName: value, help: help)
    return Self(description: description) { texts, parameter throws(ParameterError) in
      guard let text = texts.last else { return nil }
      return try ValueReading.number(text, in: range, of: parameter)
    }
  }
}

extension Parameter where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// One of the words that `Value`'s cases stand for, with the case that stands where the parameter is not given.
  package static func choice(
    _ name: String, short: Character? = nil, value: String, default standard: Value, help: String
  ) -> Self {
    let words = Value.allCases.map(\.rawValue)
    let description = ParameterDescription(
      name: name, short: short, valueName: value, allowedValues: words, defaultText: standard.rawValue, help: help,
      completion: .choice(words))
    return Self(description: description) { texts, parameter throws(ParameterError) in
      guard let text = texts.last else { return standard }
      return try ValueReading.choice(text, of: parameter)
    }
  }
}

extension Parameter {
  /// One of the words that `Choice`'s cases stand for; nil where the parameter is not given.
  package static func choice<Choice>(_ name: String, value: String, help: String) -> Self
  where Value == Choice?, Choice: CaseIterable & RawRepresentable & Sendable, Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    let description = ParameterDescription(
      name: name, valueName: value, allowedValues: words, help: help, completion: .choice(words))
    return Self(description: description) { texts, parameter throws(ParameterError) in
      guard let text = texts.last else { return nil }
      return try ValueReading.choice(text, of: parameter) as Choice
    }
  }

  /// Words that `Choice`'s cases stand for, separated by commas, each once, in the order typed.
  package static func choices<Choice>(
    _ name: String, value: String, default standard: [Choice], help: String
  ) -> Self where Value == [Choice], Choice: CaseIterable & RawRepresentable & Sendable, Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    let description = ParameterDescription(
      name: name, valueName: value, allowedValues: words,
      defaultText: standard.isEmpty ? nil : standard.map(\.rawValue).joined(separator: ","), help: help,
      completion: .choice(words))
    return Self(description: description) { texts, parameter throws(ParameterError) in
      guard let text = texts.last else { return standard }
      var values: [Choice] = []
      for word in text.split(separator: ",", omittingEmptySubsequences: false) {
        let choice: Choice = try ValueReading.choice(String(word), of: parameter)
        if !values.contains(where: { $0.rawValue == choice.rawValue }) { values.append(choice) }
      }
      return values
    }
  }

  /// A value with a reading of its own: `read` returns nil for text that means nothing, which `expected` describes.
  package static func custom<Wrapped>(
    _ name: String, short: Character? = nil, value: String, expected: String, help: String,
    completion: CompletionKind = .none, _ read: @escaping @Sendable (String) -> Wrapped?
  ) -> Self where Value == Wrapped? {
    let description = ParameterDescription(
      name: name, short: short, valueName: value, help: help, completion: completion)
    return Self(description: description) { texts, parameter throws(ParameterError) in
      guard let text = texts.last else { return nil }
      guard let value = read(text) else {
        throw ParameterError.invalidValue(of: parameter, found: text, expected: expected, nearest: nil)
      }
      return value
    }
  }
}

extension Parameter where Value == String {
  /// One text that the question is about, which must be given.
  package static func operand(_ name: String, value: String, help: String, completion: CompletionKind = .none) -> Self {
    let description = ParameterDescription(
      name: name, valueName: value, operands: 1...1, help: help, completion: completion)
    return Self(description: description) { texts, _ throws(ParameterError) in texts.first ?? "" }
  }
}

extension Parameter where Value == String? {
  /// One text that the question is about, or none.
  package static func operand(_ name: String, value: String, help: String, completion: CompletionKind = .none) -> Self {
    let description = ParameterDescription(
      name: name, valueName: value, operands: 0...1, help: help, completion: completion)
    return Self(description: description) { texts, _ throws(ParameterError) in texts.first }
  }
}

extension Parameter where Value == [String] {
  /// As many texts that the question is about as `count` allows.
  package static func operands(
    _ name: String, value: String, count: ClosedRange<Int> = 1 ... .max, holdsSigns: Bool = false, help: String,
    completion: CompletionKind = .none
  ) -> Self {
    var description = ParameterDescription(
      name: name, valueName: value, isRepeatable: true, operands: count, help: help, completion: completion)
    description.holdsSigns = holdsSigns
    return Self(description: description) { texts, _ throws(ParameterError) in texts }
  }
}

extension Parameter where Value == [Int] {
  /// Whole numbers from 0, one each time the parameter is given.
  package static func integers(_ name: String, value: String, help: String) -> Self {
    let description = ParameterDescription(name: name, valueName: value, isRepeatable: true, help: help)
    return Self(description: description) { texts, parameter throws(ParameterError) in
      var values: [Int] = []
      for text in texts { values.append(try ValueReading.integer(text, in: 0 ... .max, of: parameter)) }
      return values
    }
  }
}

extension Parameter where Value == UInt64 {
  /// What random numbers are drawn from, with the value that stands where the parameter is not given.
  package static func seed(default standard: UInt64, help: String) -> Self {
    let description = ParameterDescription(name: "seed", valueName: "N", defaultText: String(standard), help: help)
    return Self(description: description) { texts, parameter throws(ParameterError) in
      try ValueReading.seed(texts, of: parameter) ?? standard
    }
  }
}

extension Parameter where Value == UInt64? {
  /// What random numbers are drawn from; nil where the parameter is not given.
  package static func seed(help: String) -> Self {
    Self(description: ParameterDescription(name: "seed", valueName: "N", help: help)) {
      texts, parameter throws(ParameterError) in try ValueReading.seed(texts, of: parameter)
    }
  }
}
