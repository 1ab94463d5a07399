// Opens two models, takes each one's row of a word, and prints how the rows correlate.
//
//   swift run WordCorrelation gpt2 bert-base-uncased the
import EmbedscopeKit

/// The row of the embedding matrix that belongs to the first token of `word`.
func row(of word: String, in model: OpenModel) throws -> [Float] {
  let ids = try model.tokenizer().encode(word, addSpecialTokens: false).ids
  let embeddings = try model.tokenEmbeddings()
  print("\(model.displayName): “\(word)” is \(ids), a row of \(embeddings.columnCount) values")
  return embeddings.row(ids[0])
}

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.count == 3 {
  let first = try row(of: arguments[2], in: OpenModel(arguments[0]))
  let second = try row(of: arguments[2], in: OpenModel(arguments[1]))
  let dimensions = min(first.count, second.count)
  let r = Correlation.pearson(first.prefix(dimensions), second.prefix(dimensions))
  print("r = \(r.map { "\($0)" } ?? "not defined"), over \(dimensions) dimensions")
} else {
  print("usage: WordCorrelation MODEL MODEL WORD")
}
