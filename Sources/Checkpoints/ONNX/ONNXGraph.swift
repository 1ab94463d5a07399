import ByteFiles
import SafeText

/// The tensors of an ONNX file as it lists them, and what its graph says of them.
struct ONNXGraph {
  /// The initialisers, then the constants among the nodes that have two dimensions and more.
  private(set) var tensors: [(name: String, tensor: ONNXTensor)] = []
  /// The initialiser whose rows are looked up by the graph's first input: the token embeddings.
  private(set) var lookedUp: String?
  /// Who wrote the file.
  private(set) var producer = ""
  private var lookUps: [(table: String, indices: String)] = []
  private var inputs: [String] = []
  private var hasGraph = false

  /// Reads the message in `bytes` (`ModelProto`).
  init(_ bytes: UnsafeRawBufferPointer, file: String) throws {
    var reader = ProtobufReader(bytes, file: file, path: "the model")
    while let field = try reader.next() {
      switch field.number {
      case 2: producer = try reader.text(field, "producer_name")
      case 7:
        hasGraph = true
        try readGraph(try reader.message(field, "graph"))
      default: break
      }
    }
    guard hasGraph else { throw ONNXProblem.noGraph }
    chooseTable()
  }

  private mutating func readGraph(_ message: ProtobufReader) throws {
    var reader = message
    var constants: [(name: String, tensor: ONNXTensor)] = []
    while let field = try reader.next() {
      switch field.number {
      case 1:
        let node = try ONNXNode(reader.message(field, "node"))
        if let constant = node.constant, constant.dimensions.count > 1, let name = node.outputs.first {
          constants.append((name, constant))
        }
        if node.operation == "Gather" || node.operation == "GatherBlockQuantized", node.inputs.count > 1 {
          lookUps.append((node.inputs[0], node.inputs[1]))
        }
      case 5:
        let tensor = try ONNXTensor(reader.message(field, "initializer[\(tensors.count)]"))
        tensors.append((tensor.name, tensor))
      case 11: inputs.append(try Self.name(of: try reader.message(field, "input")))
      default: break
      }
    }
    tensors += constants
  }

  private static func name(of message: ProtobufReader) throws -> String {
    var reader = message
    var name = ""
    while let field = try reader.next() {
      if field.number == 1 { name = try reader.text(field, "name") }
    }
    return name
  }

  /// Old files list the initialisers among the inputs: they are none.
  private mutating func chooseTable() {
    let tables = Dictionary(
      tensors.map { (ExactName($0.name), $0.tensor.dimensions) }, uniquingKeysWith: { first, _ in first })
    let found = lookUps.filter { tables[ExactName($0.table)]?.count == 2 }
    let inputs = Set(inputs.map(ExactName.init)).filter { tables[$0] == nil }
    lookedUp = (found.first { inputs.contains(ExactName($0.indices)) } ?? found.first)?.table
  }
}

/// What is looked at of a graph's nodes: what they take and give, and the value of a constant.
struct ONNXNode {
  private(set) var operation = ""
  private(set) var inputs: [String] = []
  private(set) var outputs: [String] = []
  /// The tensor of a node that is one.
  private(set) var constant: ONNXTensor?

  /// Reads the message (`NodeProto`).
  init(_ message: ProtobufReader) throws {
    var reader = message
    var attributes: [ProtobufReader] = []
    while let field = try reader.next() {
      switch field.number {
      case 1: inputs.append(try reader.text(field, "input"))
      case 2: outputs.append(try reader.text(field, "output"))
      case 4: operation = try reader.text(field, "op_type")
      case 5: attributes.append(try reader.message(field, "\(reader.path).attribute"))
      default: break
      }
    }
    // Attributes of other nodes may be whole graphs: they are passed over.
    guard operation == "Constant" else { return }
    for attribute in attributes {
      var reader = attribute
      while let field = try reader.next() {
        if field.number == 5 { constant = try ONNXTensor(reader.message(field, "\(reader.path).t")) }
      }
    }
  }
}
