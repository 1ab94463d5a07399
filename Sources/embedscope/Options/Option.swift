/// An option as data: what is typed, what the help says, what a shell completes.
///
/// ``Option`` adds the type of its value.
struct OptionDescription: Sendable {
  /// The long name, without its dashes.
  var name: String
  /// The one-letter name, if it has one.
  var short: Character?
  /// What stands for the value in the help, such as `FILE`; nil for a flag, which takes none.
  var valueName: String?
  /// Another long name that means the same.
  var alias: String?
  var isRepeatable = false
  /// The only words the value may be; empty where it is free.
  var allowedValues: [String] = []
  /// The value that stands where the option is not given, as it would be typed.
  var defaultText: String?
  /// One or two sentences, the first of them short.
  var help: String
  var completion = CompletionKind.none

  /// How messages call the option: `--name`.
  var label: String { "--\(name)" }

  /// How messages show the option with its value: `--name VALUE`.
  var usage: String { valueName.map { "\(label) \($0)" } ?? label }

  var takesValue: Bool { valueName != nil }
}

/// An option without the type of its value: what the parser, the help and the completions need.
protocol DeclaredOption: Sendable {
  var description: OptionDescription { get }

  /// Throws ``UsageError`` where `texts`, the values as typed, do not mean what the option asks for.
  func check(_ texts: [String]) throws(UsageError)
}

/// An option whose value is a `Value`.
///
/// A command declares its options as constants, lists them in its specification, and reads them from what was parsed:
///
/// ```swift
/// static let bins = Option.integer("bins", value: "COUNT", in: 1...10_000, default: 100, help: "Number of bins.")
/// let count = try parsed[Self.bins]   // Int
/// ```
struct Option<Value: Sendable>: DeclaredOption {
  var description: OptionDescription
  /// The value that the typed texts mean; no texts where the option was not given.
  var read: @Sendable ([String], OptionDescription) throws(UsageError) -> Value

  func check(_ texts: [String]) throws(UsageError) { _ = try read(texts, description) }
}
