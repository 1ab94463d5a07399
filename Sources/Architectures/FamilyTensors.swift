/// The names that the weights of a family have: those of the base model, `wte.weight`, and what stands before and beside
/// them in files that were saved with a head.
package struct FamilyTensors: Sendable {
  /// What the names start with in a file that was saved with a head: `transformer`.
  let prefix: String
  /// The parameter that gives each token its vector: `wte.weight`.
  package let tokenEmbeddings: String
  /// The parameter that gives each position its vector; nil where positions are computed.
  package let positionEmbeddings: String?
  /// The tensors of heads that turn a hidden state into scores of tokens; missing in files where they are tied.
  package let outputEmbeddings: [String]
  /// The ends of the names of tensors that are no parameters: masks, lists of positions.
  let buffers: [String]
  /// Second names of a parameter, and the name it is counted under.
  let shared: [String: String]
  /// How names begin in files of an earlier layout, and how they begin now.
  let renamed: [(old: String, new: String)]

  init(
    prefix: String, tokenEmbeddings: String, positionEmbeddings: String? = nil, outputEmbeddings: [String] = [],
    buffers: [String] = [], shared: [String: String] = [:], renamed: [(old: String, new: String)] = []
  ) {
    self.prefix = prefix
    self.tokenEmbeddings = tokenEmbeddings
    self.positionEmbeddings = positionEmbeddings
    self.outputEmbeddings = outputEmbeddings
    self.buffers = buffers
    self.shared = shared
    self.renamed = renamed
  }

  /// All names under which files have the embeddings of input tokens, the most usual first.
  package var inputEmbeddings: [String] {
    let own = [tokenEmbeddings] + shared.filter { $0.value == tokenEmbeddings }.map(\.key).sorted()
    let older = renamed.flatMap { rule in
      own.filter { $0.hasPrefix(rule.new) }.map { rule.old + $0.dropFirst(rule.new.count) }
    }
    return (own + older).flatMap { [$0, "\(prefix).\($0)"] }
  }
}
