import SafeText

/// What can be wrong with the values of parameters.
package enum ParameterError: Error, CustomStringConvertible {
  case invalidValue(of: ParameterDescription, found: String, expected: String, nearest: String?)
  /// Values that are right one by one but not together; the text says which and what to do, parameters in braces.
  case conflict(String)
  /// What is wrong with a value that has a form of its own, such as a formula: shown as it is.
  case malformed(String)

  /// The text with parameters by their bare names.
  package var description: String { text(.bare) }

  /// The text, with parameters called as `names` says.
  package func text(_ names: ParameterNames) -> String {
    switch self {
    case .invalidValue(let parameter, let found, let expected, let nearest):
      let offer = nearest.map { "; did you mean \($0)?" } ?? ""
      return "\(names.usage(parameter)): expected \(expected), found “\(found)”\(offer)"
    case .conflict(let text): return names.filled(text)
    case .malformed(let text): return text
    }
  }
}
