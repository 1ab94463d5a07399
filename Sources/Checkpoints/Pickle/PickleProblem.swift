/// What can be wrong with a pickle.
public enum PickleProblem: Error, Equatable, Sendable {
  /// A name that is not on the list of those that a checkpoint needs.
  case global(module: String, name: String)
  case instruction(UInt8)
  case protocolVersion(UInt8)
  case tooLong(limit: Int)
  case longName
  case emptyStack
  case noMark
  case noMemo(UInt32)
  /// An instruction or a call that is given what it cannot take.
  case target(String, found: String)
  case arguments(String, String)

  /// The problem in words.
  var text: String {
    switch self {
    case .global(let module, let name): Self.text(module, name)
    case .instruction(let code):
      "the pickle has the instruction 0x\(String(code, radix: 16)), which torch.save does not write; \(CheckpointError.distrust)"
    case .protocolVersion(let version): "a pickle of protocol \(version), where 2 to 5 can be read"
    case .tooLong(let limit):
      "the pickle has more than \(limit) instructions, more than any checkpoint needs; \(CheckpointError.distrust)"
    case .longName: "the pickle has a name of more than 1024 bytes; \(CheckpointError.distrust)"
    case .emptyStack: "the pickle takes a value where there is none; \(CheckpointError.distrust)"
    case .noMark: "the pickle goes back to a mark where there is none; \(CheckpointError.distrust)"
    case .noMemo(let key): "the pickle asks for its note \(key), which it never made; \(CheckpointError.distrust)"
    case .target(let instruction, let found):
      "the pickle's instruction “\(instruction)” is given \(found), which it cannot take; \(CheckpointError.distrust)"
    case .arguments(let function, let problem):
      "the pickle's call of \(function) cannot be: \(problem); \(CheckpointError.distrust)"
    }
  }

  private static func text(_ module: String, _ name: String) -> String {
    let full = "\(module).\(name)"
    if module.hasPrefix("__torch__") {
      return "a program of TorchScript (its class is “\(full)”), not a checkpoint; save the model's state_dict"
    }
    if module.hasPrefix("torch.nn.modules") || module.hasPrefix("transformers.models") {
      return "the pickle holds a whole module of the class “\(full)”, whose code would have to run; "
        + "save the model's state_dict, or as safetensors"
    }
    return "the pickle wants to call “\(full)”; that would run code, which is never done: save the model's state_dict, "
      + "or as safetensors"
  }
}
