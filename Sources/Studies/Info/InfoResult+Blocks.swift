import SafeText

extension InfoResult {
  /// Facts, files, metadata, tensors with those of the layers on one line, notes.
  public func blocks() -> [Block] {
    models.flatMap { model in [model.facts, model.fileList, model.metadataList, model.tensorList, .notes(model.notes)] }
  }
}

extension InfoResult.Model {
  private static let mostListed = 8

  fileprivate var facts: Block {
    let facts: [(String, String?)] = [
      ("Commit", commit), ("Format", format), ("Family", family), ("Tokens", tokens),
      ("Special", Self.list(specialTokens)), ("Round a text", Self.list(aroundText)), ("Embeddings", embeddings),
      ("Parameters", parameterCounts), ("Weights", weightBytes.map(NumberText.bytes)),
    ]
    return .table(["Model", identifier], facts.compactMap { name, fact in fact.map { [name, $0] } })
  }

  private var tokens: String {
    guard let size = tokenizerSize else { return "not known" }
    let added = addedTokens ?? 0
    return size.grouped + (added > 0 ? ", \(added.grouped) of them added" : "")
  }

  private var embeddings: String {
    guard let name = embeddingTensor else { return "none" }
    let shape = [matrixRows, matrixColumns].compactMap { $0?.grouped }.joined(separator: " × ")
    let size = embeddingBytes.map { ", " + NumberText.bytes($0) } ?? ""
    return "\(name), \(shape), \(dtype ?? "")\(size)"
  }

  private var parameterCounts: String? {
    guard let total = parameters else { return nil }
    let modules = (parametersByModule ?? []).map { "\($0.module) \($0.parameters.grouped)" }
    guard !modules.isEmpty else { return total.grouped }
    let most = modules.prefix(Self.mostListed).joined(separator: ", ")
    let more = modules.count > Self.mostListed ? " and \((modules.count - Self.mostListed).grouped) more" : ""
    return "\(total.grouped): \(most)\(more)"
  }

  private static func list(_ tokens: [TokenDescription]) -> String? {
    guard !tokens.isEmpty else { return nil }
    let shown = tokens.prefix(mostListed).map { "\($0.raw) \($0.id)" }.joined(separator: ", ")
    return tokens.count > mostListed ? "\(shown) and \((tokens.count - mostListed).grouped) more" : shown
  }

  fileprivate var fileList: Block {
    .table(
      ["File", "Size"], numbers: [1],
      files.map { file in
        let here = file.bytesHere.map { ", \(NumberText.bytes($0)) of it here" } ?? ""
        return [file.name, NumberText.bytes(file.bytes) + here]
      })
  }

  fileprivate var metadataList: Block {
    .table(
      ["Metadata", "Type", "Value"], clips: true,
      metadata.map { entry in
        guard let count = entry.count else {
          return [entry.key, entry.type, entry.value.map { Self.shown($0, length: 72) } ?? ""]
        }
        let first = (entry.first ?? []).map { Self.shown($0, length: 16) }
        let rest = count > first.count ? ["…"] : []
        return [entry.key, "\(count.grouped) × \(entry.type)", (first + rest).joined(separator: ", ")]
      })
  }

  private static func shown(_ value: InfoMetadata.Value, length: Int) -> String {
    switch value {
    case .string(let text):
      let scalars = text.unicodeScalars
      guard scalars.count > length else { return text }
      return String(String.UnicodeScalarView(scalars.prefix(length))) + "…"
    case .integer(let number): return String(number)
    case .unsigned(let number): return String(number)
    case .number(let number): return "\(number)"
    case .bool(let flag): return flag ? "true" : "false"
    case .none: return "–"
    }
  }

  fileprivate var tensorList: Block {
    guard !tensors.isEmpty else { return .table([], []) }
    let rows = TensorGroup.groups(of: tensors).map { group in
      [
        group.name, group.count.grouped, group.dtype, group.shape.map(\.grouped).joined(separator: " × "),
        NumberText.bytes(group.bytes),
      ]
    }
    let total = ["in total", tensors.count.grouped, "", "", NumberText.bytes(tensors.reduce(0) { $0 + $1.bytes })]
    // Names stay whole: people copy them.
    return .table(["Tensor", "Count", "Type", "Shape", "Size"], numbers: [1, 4], rows + [total])
  }
}
