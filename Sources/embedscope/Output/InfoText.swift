import Figures
import SafeText
import Studies

/// What `info` prints for people: facts, files, metadata, tensors with those of the layers on one line, notes.
struct InfoText {
  let result: InfoResult
  /// The width of the terminal; nil where lines stay whole.
  let width: Int?

  /// The sections that have something to show, with an empty line between them.
  func text() -> String {
    [facts, files, metadata, tensors, notes].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var facts: String {
    var table = TextTable([.init("Model"), .init(result.identifier)])
    let facts: [(String, String?)] = [
      ("Commit", result.commit), ("Format", result.format), ("Family", result.family), ("Tokens", tokens),
      ("Special", Self.list(result.specialTokens)), ("Round a text", Self.list(result.aroundText)),
      ("Embeddings", embeddings), ("Parameters", parameters), ("Weights", result.weightBytes.map(NumberText.bytes)),
    ]
    for (name, fact) in facts { if let fact { table.add([name, fact]) } }
    return table.text()
  }

  private var tokens: String {
    guard let size = result.tokenizerSize else { return "not known" }
    let added = result.addedTokens ?? 0
    return size.grouped + (added > 0 ? ", \(added.grouped) of them added" : "")
  }

  private var embeddings: String {
    guard let name = result.embeddingTensor else { return "none" }
    let shape = [result.matrixRows, result.matrixColumns].compactMap { $0?.grouped }.joined(separator: " × ")
    let size = result.embeddingBytes.map { ", " + NumberText.bytes($0) } ?? ""
    return "\(name), \(shape), \(result.dtype ?? "")\(size)"
  }

  private var parameters: String? {
    guard let total = result.parameters else { return nil }
    let modules = (result.parametersByModule ?? []).map { "\($0.module) \($0.parameters.grouped)" }
    guard !modules.isEmpty else { return total.grouped }
    let most = modules.prefix(Self.mostListed).joined(separator: ", ")
    let more = modules.count > Self.mostListed ? " and \((modules.count - Self.mostListed).grouped) more" : ""
    return "\(total.grouped): \(most)\(more)"
  }

  private static let mostListed = 8

  private static func list(_ tokens: [TokenDescription]) -> String? {
    guard !tokens.isEmpty else { return nil }
    let shown = tokens.prefix(mostListed).map { "\($0.raw) \($0.id)" }.joined(separator: ", ")
    return tokens.count > mostListed ? "\(shown) and \((tokens.count - mostListed).grouped) more" : shown
  }

  private var files: String {
    guard !result.files.isEmpty else { return "" }
    var table = TextTable([.init("File"), .init("Size", .right)])
    for file in result.files {
      let here = file.bytesHere.map { ", \(NumberText.bytes($0)) of it here" } ?? ""
      table.add([file.name, NumberText.bytes(file.bytes) + here])
    }
    return table.text()
  }

  private var metadata: String {
    guard !result.metadata.isEmpty else { return "" }
    var table = TextTable([.init("Metadata"), .init("Type"), .init("Value")])
    for entry in result.metadata {
      guard let count = entry.count else {
        table.add([entry.key, entry.type, entry.value.map { Self.shown($0, length: 72) } ?? ""])
        continue
      }
      let first = (entry.first ?? []).map { Self.shown($0, length: 16) }
      let rest = count > first.count ? ["…"] : []
      table.add([entry.key, "\(count.grouped) × \(entry.type)", (first + rest).joined(separator: ", ")])
    }
    return table.text(width: width)
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

  private var tensors: String {
    guard !result.tensors.isEmpty else { return "" }
    var table = TextTable([
      .init("Tensor"), .init("Count", .right), .init("Type"), .init("Shape"), .init("Size", .right),
    ])
    for group in TensorGroup.groups(of: result.tensors) {
      table.add([
        group.name, group.count.grouped, group.dtype, group.shape.map(\.grouped).joined(separator: " × "),
        NumberText.bytes(group.bytes),
      ])
    }
    let total = result.tensors.reduce(0) { $0 + $1.bytes }
    table.add(["in total", result.tensors.count.grouped, "", "", NumberText.bytes(total)])
    // Names stay whole: people copy them.
    return table.text()
  }

  private var notes: String { result.notes.map { TerminalText.escape($0) + "\n" }.joined() }
}
