import EmbeddingAnalysis
import Studies
import Tokenization
import Work
import Workspace

/// A model that is explored: what was opened, and answers about it that are the same every time.
final class ExploredModel: Sendable {
  let model: OpenModel
  /// Its place on the command line, which its routes name it by.
  let number: Int
  let facts: EmbeddingFacts
  let tokenizer: Tokenizer?
  /// V: the rows of the matrix or, of a tokenizer alone, one more than the highest id.
  let rowCount: Int
  /// What its answers depend on.
  let identity: ModelIdentity
  let contents = ContentMemo()
  let orders = MatrixOrders()
  /// Whether a word after a space is another token than the same word without one.
  let marksSpaces: Bool
  /// What there is to know of it, in sentences.
  let notes: [String]
  private let list: Locked<TokenList?> = Locked(nil)

  /// Opens the tokenizer and the table; throws what is wrong with files that are broken.
  init(_ model: OpenModel, number: Int) throws {
    self.model = model
    self.number = number
    facts = try EmbeddingFacts(of: model)
    let outcome = try model.tokenizerOutcome()
    tokenizer = outcome.tokenizer
    marksSpaces = tokenizer?.vocabulary.marksSpaces ?? false
    rowCount = facts.matrix?.rowCount ?? facts.table?.rows ?? tokenizer?.vocabulary.idLimit ?? 0
    notes = facts.notes + (outcome.reason.map { ["There is no tokenizer that can be used: \($0)."] } ?? [])
    identity = ModelIdentity(of: model, tensor: facts.table?.name)
    if facts.matrix == nil, tokenizer == nil { _ = try model.tokenEmbeddings() }
  }

  var name: String { model.displayName }

  /// Whether its tokens are merged of others.
  var hasMerges: Bool { tokenizer?.mergeParts(count: 0) != nil }

  /// The matrix; a refusal that says why where there is none.
  func matrix() throws -> EmbeddingMatrix {
    if let matrix = facts.matrix { return matrix }
    throw Refusal.conflict("\(name): \(facts.notes.last ?? "there is no matrix")")
  }

  /// What all rows are called.
  func tokens() throws -> TokenList {
    try list.withLock { list in
      if let list { return list }
      let found = try TokenList(model, rows: rowCount)
      list = found
      return found
    }
  }
}
