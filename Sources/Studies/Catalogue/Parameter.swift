/// A parameter as data: what it is called, what it may be, what the help says of it.
///
/// ``Parameter`` adds the type of its value. Texts about parameters name them in braces, such as `{limit}`: what a shell
/// calls them (`--limit`) is the shell's own affair, and ``ParameterNames`` puts that in.
package struct ParameterDescription: Sendable {
  /// The name, in small letters, with hyphens between words.
  package var name: String
  /// A one-letter name, if it has one.
  package var short: Character?
  /// What stands for the value in the help, such as `FILE`; nil for a flag, which takes none.
  package var valueName: String?
  /// Another name that means the same.
  package var alias: String?
  /// Whether it may be given again and again.
  package var isRepeatable = false
  /// Whether it asks something that one model alone can answer.
  package var takesOneModel = false
  /// How many values there must be of what the question itself is about, such as the words of “neighbors”.
  ///
  /// A command line takes these by their place. Nil for a setting, which is given by its name.
  package var operands: ClosedRange<Int>?
  /// Whether values may begin with a minus sign, as a word of a formula does.
  package var holdsSigns = false
  /// The only words the value may be; empty where it is free.
  package var allowedValues: [String] = []
  /// The value that stands where the parameter is not given, as it would be typed.
  package var defaultText: String?
  /// One or two sentences, the first of them short.
  package var help: String
  package var completion = CompletionKind.none

  package var takesValue: Bool { valueName != nil }

  package init(
    name: String, short: Character? = nil, valueName: String? = nil, alias: String? = nil, isRepeatable: Bool = false,
    operands: ClosedRange<Int>? = nil, allowedValues: [String] = [], defaultText: String? = nil, help: String,
    completion: CompletionKind = .none
  ) {
    self.name = name
    self.short = short
    self.valueName = valueName
    self.alias = alias
    self.isRepeatable = isRepeatable
    self.operands = operands
    self.allowedValues = allowedValues
    self.defaultText = defaultText
    self.help = help
    self.completion = completion
  }
}

/// A parameter without the type of its value: what parsers, help texts and completions need.
package protocol DeclaredParameter: Sendable {
  var description: ParameterDescription { get }

  /// Throws ``ParameterError`` where `texts`, the values as typed, do not mean what the parameter asks for.
  func check(_ texts: [String]) throws(ParameterError)
}

/// A parameter whose value is a `Value`.
///
/// A study declares its parameters as constants, lists them in its entry, and reads them from what was given:
///
/// ```swift
/// static let bins = Parameter.integer("bins", value: "COUNT", in: 1...10_000, default: 100, help: "Number of bins.")
/// let count = try values[Self.bins]   // Int
/// ```
package struct Parameter<Value: Sendable>: DeclaredParameter {
  package var description: ParameterDescription
  /// The value that the given texts mean; no texts where the parameter was not given.
  package var read: @Sendable ([String], ParameterDescription) throws(ParameterError) -> Value

  /// The same parameter, for questions to one model alone.
  package var ofOneModel: Self {
    var copy = self
    copy.description.takesOneModel = true
    return copy
  }

  package init(
    description: ParameterDescription,
    read: @escaping @Sendable ([String], ParameterDescription) throws(ParameterError) -> Value
  ) {
    self.description = description
    self.read = read
  }

  package func check(_ texts: [String]) throws(ParameterError) { _ = try read(texts, description) }
}
