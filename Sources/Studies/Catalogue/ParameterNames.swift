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
