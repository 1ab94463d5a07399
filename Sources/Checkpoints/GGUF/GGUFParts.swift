import ByteFiles
import SafeText
/// The parts of a GGUF model that was split, in the order in which they were opened.
///
/// Each part is a GGUF file. The writer of them (`gguf-split`) puts three numbers into each: which part it is from 0, how many
/// there are, and how many tensors they hold together.
struct GGUFParts {
  private let parts: [GGUFFile]

  /// The parts, whose own descriptions were found to be true.
  init(_ parts: [GGUFFile]) { self.parts = parts }

  /// Checks that the parts are all of one set, in order, and that no tensor is in two of them.
  ///
  /// - Throws: ``GGUFProblem/partNumber(key:expected:found:)`` or
  ///   ``CheckpointError/duplicateTensor(file:tensor:)``, with the first part where it is not so.
  func check() throws {
    let tensors = parts.reduce(0) { $0 + $1.tensors.count }
    for (number, part) in parts.enumerated() {
      try require("split.no", of: part, toBe: number)
      try require("split.count", of: part, toBe: parts.count)
      try require("split.tensors.count", of: part, toBe: tensors)
    }
    var names: Set<ExactName> = []
    for part in parts {
      for tensor in part.tensors where !names.insert(ExactName(tensor.info.name)).inserted {
        throw CheckpointError.duplicateTensor(file: part.source.path, tensor: tensor.info.name)
      }
    }
  }

  private func require(_ key: String, of part: GGUFFile, toBe expected: Int) throws {
    guard let found = try part.metadata.integer(key), found != expected else { return }
    throw CheckpointError.gguf(file: part.source.path, .partNumber(key: key, expected: expected, found: found))
  }
}
