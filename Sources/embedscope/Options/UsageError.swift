/// What can be wrong with a typed command line.
///
/// The tool then ends with status 64 and has done nothing.
enum UsageError: Error, Equatable, CustomStringConvertible {
  case unknownCommand(String, nearest: String?)
  case unknownOption(String, command: String, nearest: String?)
  /// `next` is the word that follows, which looks like an option.
  case missingValue(option: String, next: String?)
  case unexpectedValue(option: String, found: String)
  case repeatedOption(String)
  case invalidValue(of: String, found: String, expected: String, nearest: String?)
  case missingArgument(String, needed: Int, found: Int, command: String)
  case unexpectedArgument(String, command: String)
  /// Values that are right one by one but not together; the text says which and what to do.
  case conflict(String)

  var description: String {
    switch self {
    case .unknownCommand(let name, let nearest):
      return "there is no command “\(name)”\(Self.offer(nearest))"
    case .unknownOption(let option, let command, let nearest):
      return "“embedscope \(command)” has no option \(option)\(Self.offer(nearest))"
    case .missingValue(let option, let next):
      let hint = next.map { "; to give it a value that begins with a dash, write \(Self.joined(option, $0))" } ?? ""
      return "\(option): the value is missing\(hint)"
    case .unexpectedValue(let option, let found):
      return "\(option) takes no value, but “\(found)” is given"
    case .repeatedOption(let option):
      return "\(option) is given twice, but it can have only one value"
    case .invalidValue(let name, let found, let expected, let nearest):
      return "\(name): expected \(expected), found “\(found)”\(Self.offer(nearest))"
    case .missingArgument(let name, let needed, let found, let command):
      let amount = needed == 1 ? "a \(name)" : "\(needed) \(name)s or more"
      let given = found == 0 ? "" : ", but \(found) is given"
      return "“embedscope \(command)” needs \(amount)\(given)"
    case .unexpectedArgument(let word, let command):
      return "“embedscope \(command)” does not know what to do with “\(word)”"
    case .conflict(let text):
      return text
    }
  }

  private static func offer(_ nearest: String?) -> String { nearest.map { "; did you mean \($0)?" } ?? "" }

  /// `--name VALUE` and `-x` give `--name=-x`.
  private static func joined(_ option: String, _ value: String) -> String {
    "\(option.prefix { $0 != " " })=\(value)"
  }
}
