import ByteFiles

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
