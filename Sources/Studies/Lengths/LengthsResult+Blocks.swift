import SafeText

extension LengthsResult {
  public func blocks() -> [Block] {
    let counts = models.flatMap { model -> [Block] in
      [
        .heading("\(model.model), in \(LengthsResult.axisUnit(of: model.unit))"),
        .table(
          ["Length", "Tokens"], numbers: [0, 1],
          zip(model.lengths, model.counts).map { [String($0), $1.grouped] }),
      ]
    }
    return [
      .explanation(
        "The number of tokens of each length. The notebook counts characters of the vocabulary’s own spelling, and so does the "
          + "unit raw."),
      .figures, .folded(title: "The numbers", counts),
      .caution(
        "That spelling is not the text. A byte-level vocabulary such as GPT-2’s writes each byte as one stand-in character "
          + "(Ġ is a space, é takes two), and BERT’s marks a piece that goes on a word with ##, which counts as two. "
          + "The units bytes, characters and graphemes count what a token really stands for."),
    ]
  }
}
