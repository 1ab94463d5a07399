import SafeText

/// What can be wrong with the values of parameters; a command line then ends with status 64 and has done nothing.
package enum ParameterError: Error, CustomStringConvertible {
  case invalidValue(of: ParameterDescription, found: String, expected: String, nearest: String?)
  /// Values that are right one by one but not together; the text says which and what to do, parameters in braces.
  case conflict(String)

  /// The text with parameters by their bare names.
  package var description: String { text(.bare) }

  /// The text, with parameters called as `names` says.
  package func text(_ names: ParameterNames) -> String {
    switch self {
    case .invalidValue(let parameter, let found, let expected, let nearest):
      let offer = nearest.map { "; did you mean \($0)?" } ?? ""
      return "\(names.usage(parameter)): expected \(expected), found “\(found)”\(offer)"
    case .conflict(let text): return names.filled(text)
    }
  }
}

/// What a shell calls parameters.
package struct ParameterNames: Sendable {
  private let name: @Sendable (String) -> String

  /// Names made by `name` from a parameter's own.
  package init(_ name: @escaping @Sendable (String) -> String) { self.name = name }

  /// As they are declared: `limit`.
  package static let bare = ParameterNames { $0 }

  /// The parameter with what stands for its value: `--limit N`; of what is given by its place that alone: `WORD`.
  package func usage(_ parameter: ParameterDescription) -> String {
    if parameter.operands != nil { return parameter.valueName ?? parameter.name }
    return ([name(parameter.name)] + (parameter.valueName.map { [$0] } ?? [])).joined(separator: " ")
  }

  /// `text` with the names in braces put in.
  package func filled(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open] + name(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
