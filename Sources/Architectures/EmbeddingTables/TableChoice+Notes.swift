import Checkpoints
import Tensors

extension TableChoice {
  /// What a person should know about the choice, a sentence each; nothing where it was plain.
  package var notes: [String] { [reasonNote, mappingNote, othersNote].compactMap { $0 } }

  private var reasonNote: String? {
    switch reason {
    case .alias(let alias):
      "The file has no \(alias): its metadata says that \(tensor.name) stands for it."
    case .output:
      "The file has no table for the input: \(tensor.name), which makes the output, stands for it."
    case .family, .rows, .name, .asked: nil
    }
  }

  private var mappingNote: String? {
    guard let mapping else { return nil }
    let shared = "\(mapping.name) says which of the \(tensor.shape.dimensions[0]) rows of \(tensor.name) is whose."
    let factors = factors.map {
      " The model multiplies a row with the token's factor in \($0.name), which is not done here."
    }
    return shared + (factors ?? "")
  }

  private var othersNote: String? {
    guard !others.isEmpty else { return nil }
    let listed = others.prefix(4).map { other in
      other.shape == tensor.shape ? "\(other.name) (of the same shape)" : "\(other.name) \(other.shape)"
    }
    let more = others.count > 4 ? " and \(others.count - 4) more" : ""
    return "The rows are those of \(tensor.name). Other tables of tokens, which can be named instead: "
      + listed.joined(separator: ", ") + more + "."
  }
}
