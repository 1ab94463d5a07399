/// A positional argument as data.
struct ArgumentDescription: Sendable {
  /// What stands for it in the help, in capitals: `MODEL`.
  var name: String
  /// How many there may be.
  var count: ClosedRange<Int>
  var help: String
  var completion = CompletionKind.none

  /// How the usage line shows it: `MODEL`, `[MODEL]`, `MODEL...`, `[MODEL...]`.
  var usage: String {
    let repeated = count.upperBound > 1 ? "\(name)..." : name
    return count.lowerBound == 0 ? "[\(repeated)]" : repeated
  }
}

/// A positional argument without the type of its value.
protocol DeclaredArgument: Sendable {
  var description: ArgumentDescription { get }
}

/// A positional argument whose value is a `Value`: a `String`, a `String?`, or a `[String]`.
///
/// A command lists its arguments in the order they are typed; only the last may take more than one value or none.
struct Argument<Value: Sendable>: DeclaredArgument {
  var description: ArgumentDescription
  /// The value of the texts that were typed, whose number the parser has checked.
  var read: @Sendable ([String]) -> Value
}

extension Argument where Value == String {
  /// One value that must be given.
  static func required(_ name: String, help: String, completion: CompletionKind = .none) -> Self {
    Self(description: .init(name: name, count: 1...1, help: help, completion: completion)) { $0.first ?? "" }
  }
}

extension Argument where Value == String? {
  /// One value or none.
  static func optional(_ name: String, help: String, completion: CompletionKind = .none) -> Self {
    Self(description: .init(name: name, count: 0...1, help: help, completion: completion)) { $0.first }
  }
}

extension Argument where Value == [String] {
  /// As many values as `count` allows.
  static func list(
    _ name: String, count: ClosedRange<Int> = 1 ... .max, help: String, completion: CompletionKind = .none
  ) -> Self {
    Self(description: .init(name: name, count: count, help: help, completion: completion)) { $0 }
  }
}
