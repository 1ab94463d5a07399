/// The values of parameters as they were given: texts by name, not yet given a meaning.
package struct ParameterValues: Sendable {
  private var texts: [String: [String]] = [:]
  /// What opens a file that a value names; a shell that serves strangers opens none.
  package var openFile: @Sendable (String) throws -> InputFile

  package init(
    openFile: @escaping @Sendable (String) throws -> InputFile = {
      throw ParameterError.malformed("no files are read here: \($0)")
    }
  ) {
    self.openFile = openFile
  }

  /// The value of a parameter that was declared.
  package subscript<Value>(_ parameter: Parameter<Value>) -> Value {
    get throws(ParameterError) { try parameter.read(texts(of: parameter.description), parameter.description) }
  }

  /// Whether the parameter was given.
  package func isGiven(_ parameter: any DeclaredParameter) -> Bool { texts[parameter.description.name] != nil }

  /// The values as they were given, in their order.
  package func texts(of parameter: ParameterDescription) -> [String] { texts[parameter.name] ?? [] }

  package mutating func add(_ value: String, to parameter: ParameterDescription) {
    texts[parameter.name, default: []].append(value)
  }

  /// Takes `value` away, wherever it was given.
  package mutating func remove(_ value: String, from parameter: ParameterDescription) {
    texts[parameter.name]?.removeAll { $0.utf8.elementsEqual(value.utf8) }
  }

  /// Throws where one of `parameters` was given, which belong to another that was not.
  package func refuse(_ parameters: [any DeclaredParameter], without other: any DeclaredParameter)
    throws(ParameterError)
  {
    for parameter in parameters where isGiven(parameter) {
      throw .conflict("{\(parameter.description.name)} belongs to {\(other.description.name)}")
    }
  }

  /// Throws where one of `parameters` was given beside `other`, next to which it means nothing.
  package func refuse(_ parameters: [any DeclaredParameter], with other: any DeclaredParameter) throws(ParameterError) {
    guard isGiven(other) else { return }
    for parameter in parameters where isGiven(parameter) {
      throw .conflict("{\(parameter.description.name)} and {\(other.description.name)} exclude each other")
    }
  }

  /// The content of the file that `parameter` names; nil where it was not given.
  package func file(_ parameter: Parameter<String?>) throws -> InputFile? {
    try self[parameter].map { try openFile($0) }
  }
}
