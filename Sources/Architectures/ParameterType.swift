/// The type of a model's parameters in memory, by PyTorch's name.
package struct ParameterType: Equatable, Sendable {
  /// PyTorch's full name: `float32`, also where the file says `float`.
  package let name: String
  /// The bytes that one parameter takes.
  package let bytes: Int

  /// What PyTorch takes where nothing is said.
  package static let float32 = ParameterType(name: "float32", bytes: 4)

  private init(name: String, bytes: Int) {
    self.name = name
    self.bytes = bytes
  }

  /// The type that PyTorch knows as `torchName`; nil for none, and for types that no parameter can have.
  package init?(torchName: String) {
    switch torchName {
    case "float64", "double": self.init(name: "float64", bytes: 8)
    case "float32", "float": self = .float32
    case "float16", "half": self.init(name: "float16", bytes: 2)
    case "bfloat16": self.init(name: "bfloat16", bytes: 2)
    case "float8_e4m3fn", "float8_e4m3fnuz", "float8_e5m2", "float8_e5m2fnuz": self.init(name: torchName, bytes: 1)
    default: return nil
    }
  }
}
