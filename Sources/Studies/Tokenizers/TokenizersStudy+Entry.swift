import Workspace

extension TokenizersStudy {
  package static let entry = StudyEntry(
    name: TokenizersResult.study,
    summary: "Compares what several tokenizers make of one text",
    discussion: """
      Tokens, tokens per word, bytes per token, the words that are cut worst, and the words where the tokenizers differ, \
      side by side. A word is what stands between white space. The text is encoded without special tokens, in parts of about \
      a quarter of a megabyte that end with a line.
      """,
    examples: [
      .init(
        "gpt2", "bert-base-uncased", values: ["file": "book.txt"], figure: "tokenizers.svg",
        effect: "Both on the same book."),
      .init(
        "gpt2", "cl100k_base.tiktoken", values: ["file": "-"], json: true,
        effect: "The standard input; a tokenizer's file is enough."),
    ],
    parameters: [file, words], reads: .tokenizer,
    make: { values in
      let text = try values.file(file) ?? values.openFile("-")
      return TokenizersStudy(text: text.bytes, textName: text.name, listedWords: try values[words])
    })

  private static let file = Parameter.text(
    "file", value: "FILE", help: "The text; without it, or with -, the standard input.",
    completion: .file(extensions: []))
  private static let words = Parameter.integer(
    "words", in: 0...100_000, default: 10, help: "How many words each list holds.")
}
