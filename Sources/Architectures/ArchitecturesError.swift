/// What can be wrong with a model's configuration.
public enum ArchitecturesError: Error, Equatable, CustomStringConvertible {
  /// A field that holds a value of another kind, or one that no model can be built from.
  case field(file: String, field: String, expected: String, found: String)
  /// Two fields that contradict each other; `rule` says what must hold.
  case conflict(file: String, fields: [String], rule: String, found: String)
  /// A field that changes the architecture in a way that is not known here.
  case unsupported(file: String, field: String, found: String)

  public var description: String {
    switch self {
    case .field(let file, let field, let expected, let found):
      return "\(file): \(field): expected \(expected), found \(found)"
    case .conflict(let file, let fields, let rule, let found):
      return "\(file): \(fields.joined(separator: ", ")): \(rule), found \(found)"
    case .unsupported(let file, let field, let found):
      return
        "\(file): \(field) = \(found) is not supported; the list of tensors in the weights file can be shown instead"
    }
  }
}
