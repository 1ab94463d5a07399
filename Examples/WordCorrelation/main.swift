// Opens two models, takes each one's row of a word, and prints how the rows correlate.
//
//   swift run WordCorrelation gpt2 bert-base-uncased the
import EmbedscopeKit

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 3, let word = arguments.last else {
  print("usage: WordCorrelation MODEL MODEL WORD")
  exit(64)
}

do {
  let rows = try arguments.prefix(2).map { argument in
    let model = try OpenModel(argument)
    let ids = try model.tokenizer().encode(word, addSpecialTokens: false).ids
    let embeddings = try model.tokenEmbeddings()
    print("\(model.displayName): “\(word)” is \(ids), a row of \(embeddings.columnCount) values")
    return embeddings.row(ids[0])
  }
  let dimensions = min(rows[0].count, rows[1].count)
  let r = Correlation.pearson(rows[0].prefix(dimensions), rows[1].prefix(dimensions))
  print("r = \(r.map { "\($0)" } ?? "not defined") over \(dimensions) dimensions")
} catch {
  print("\(error)")
  exit(1)
}
