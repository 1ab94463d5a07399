import SafeText
import Studies

/// Sorts the typed words into a command's options and arguments.
///
/// `--name value`, `--name=value`, `-n value`, `-nvalue`, flags together as `-qv`; `--` ends the options; a negative
/// number is a value, never an option, nor is a dash before a space, or in a formula before anything that is no option; options
/// and arguments may stand in any order. A path may begin with `~/`, which shells leave alone behind an equals sign.
struct ArgumentParser {
  let specification: CommandSpecification
  private let options: [ParameterDescription]
  private var words: ArraySlice<String>
  private var positionals: [String] = []
  private var parsed = ParameterValues { try TextInput.file($0) }

  /// Parses what stands after the command's name; throws ``UsageError``.
  static func parse(_ words: [String], for specification: CommandSpecification) throws -> ParameterValues {
    var parser = Self(specification, words)
    return try parser.parse()
  }

  /// Whether `words` ask for help, wherever that stands: someone who asks for help is never told of another mistake.
  static func asksForHelp(_ words: [String]) -> Bool {
    words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  private init(_ specification: CommandSpecification, _ words: [String]) {
    self.specification = specification
    self.options = specification.allOptions.map(\.description)
    self.words = words[...]
  }

  private mutating func parse() throws -> ParameterValues {
    var optionsEnded = false
    while let word = words.popFirst() {
      if optionsEnded || !Self.looksLikeOption(word) || isPartOfFormula(word) {
        positionals.append(word)
      } else if word == "--" {
        optionsEnded = true
      } else if word.hasPrefix("--") {
        try readLong(word)
      } else {
        try readShort(word)
      }
    }
    try assignPositionals()
    for option in specification.allOptions {
      try option.check(parsed.texts(of: option.description))
    }
    return parsed
  }

  /// A dash alone is the standard input, and a dash before a digit or a point begins a number.
  private static func looksLikeOption(_ word: String) -> Bool {
    guard word.utf8.first == UInt8(ascii: "-"), let second = word.utf8.dropFirst().first, second != UInt8(ascii: " ")
    else { return false }
    return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second) && second != UInt8(ascii: ".")
  }

  /// Whether `word` is one that a formula takes away: `-man`.
  private func isPartOfFormula(_ word: String) -> Bool {
    guard specification.arguments.contains(where: \.description.holdsSigns), !word.hasPrefix("--") else { return false }
    return !options.contains { $0.short != nil && $0.short == word.dropFirst().first }
  }

  private mutating func readLong(_ word: String) throws(UsageError) {
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let option = options.first(where: { $0.name == name || $0.alias == name }) else {
      let names = options.flatMap { [$0.name] + ($0.alias.map { [$0] } ?? []) }
      let nearest = Spelling.nearest(to: name, among: names).map { "--\($0)" }
      throw .unknownOption("--\(name)", command: specification.name, nearest: nearest)
    }
    let value = parts.count == 2 ? String(parts[1]) : nil
    try add(option, inlineValue: value)
  }

  private mutating func readShort(_ word: String) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = options.first(where: { $0.short == letter }) else {
        let nearest = options.contains { $0.name == word.dropFirst() } ? "-\(word)" : nil
        throw .unknownOption("-\(letter)", command: specification.name, nearest: nearest)
      }
      guard option.takesValue, !letters.isEmpty else {
        try add(option, inlineValue: nil)
        continue
      }
      return try add(option, inlineValue: String(letters.first == "=" ? letters.dropFirst() : letters))
    }
  }

  private mutating func add(_ option: ParameterDescription, inlineValue: String?) throws(UsageError) {
    guard option.takesValue else {
      guard inlineValue == nil else { throw .unexpectedValue(option: option.label, found: inlineValue ?? "") }
      return parsed.add("", to: option)
    }
    guard option.isRepeatable || parsed.texts(of: option).isEmpty else {
      throw .repeatedOption(option.label)
    }
    guard let value = inlineValue ?? nextValue() else {
      throw .missingValue(option: option.usage, next: words.first)
    }
    parsed.add(HomeFolder.expanded(value, for: option), to: option)
  }

  private mutating func nextValue() -> String? {
    guard let next = words.first, !Self.looksLikeOption(next) else { return nil }
    return words.popFirst()
  }

  /// Gives each argument its words in order; the arguments before the last take exactly one each.
  private mutating func assignPositionals() throws {
    if let file = parsed.texts(of: WordsFile.option.description).last { positionals += try WordsFile.words(file) }
    var rest = positionals[...]
    for argument in specification.arguments.map(\.description) {
      let count = argument.operands ?? 1...1
      guard rest.count >= count.lowerBound else {
        throw UsageError.missingArgument(
          argument.usage, needed: count.lowerBound, found: rest.count, command: specification.name)
      }
      for word in rest.prefix(count.upperBound) { parsed.add(word, to: argument) }
      rest = rest.dropFirst(count.upperBound)
    }
    if let extra = rest.first { throw UsageError.unexpectedArgument(extra, command: specification.name) }
  }
}
