import Figures
import SafeText

extension TokenizersResult {
  /// The figures per model; the words by tokens; the words that differ.
  public func tables() -> [Table] {
    let sizes = Table(
      name: "tokenizers",
      columns: [
        "model", "vocabulary_size", "tokens", "unknown_tokens", "tokens_per_word", "bytes_per_token",
        "characters_per_token", "whole_words",
      ],
      rows: models.map { model in
        [
          .text(model.model), .integer(model.vocabularySize), .integer(model.tokens), .integer(model.unknownTokens),
          .optional(model.tokensPerWord), .optional(model.bytesPerToken), .optional(model.charactersPerToken),
          .optional(model.wholeWords),
        ]
      })
    let lengths = Table(
      name: "words-by-tokens", columns: ["model", "tokens", "words"],
      rows: models.flatMap { model in
        model.wordsByTokens.enumerated().map { [.text(model.model), .integer($0), .integer($1)] }
      })
    let differing = Table(
      name: "differences", columns: ["word", "occurrences", "model", "tokens", "pieces"],
      rows: differences.flatMap { word in
        models.indices.map { index in
          [
            .text(word.word), .integer(word.occurrences), .text(models[index].model), .integer(word.tokens[index]),
            .text(word.pieces[index].map(\.shown).joined(separator: " ")),
          ]
        }
      })
    return [sizes, lengths, differing]
  }

  /// How many tokens each makes of the text, and of a word.
  public func figures() -> [NamedFigure] {
    let rows = models.indices.map(Double.init)
    let bars = models.indices.map { index in
      Mark.bars(
        BarsMark(
          y: [rows[index]], lengths: [Double(models[index].tokens)], valueLabels: [models[index].tokens.grouped],
          color: .series(index)))
    }
    let totals = Panel(
      title: "Tokens of the whole text", x: Axis("Tokens", startsAt: 0),
      y: Axis(ticks: .categories(models.map(\.model))),
      marks: bars, heightShare: 0.3 + 0.2 * Double(models.count))
    let figure = Figure(
      "One text, \(models.count == 1 ? "one tokenizer" : "\(models.count) tokenizers")",
      subtitle: "\(text.name): \(text.words.grouped) words, \(text.bytes.grouped) bytes",
      panels: [[totals], [wordPanel]],
      notes: [
        "A word is what stands between white space; a token counts for every word that it covers a byte of. Fewer tokens "
          + "mean longer texts in the same context, not a better model."
      ],
      size: Size(width: 780, height: 380 + 40 * Double(models.count)))
    return [NamedFigure(name: "tokenizers", figure: figure)]
  }

  /// The share of words with each number of tokens, a group of bars for each number.
  private var wordPanel: Panel {
    let shown = 8
    let width = 0.8 / Double(max(models.count, 1))
    let marks = models.indices.map { index -> Mark in
      let counts = models[index].wordsByTokens
      let shares = (1...shown).map { length -> Double in
        let words = length < shown ? counts[length] : counts[length...].reduce(0, +)
        return text.words > 0 ? 100 * Double(words) / Double(text.words) : 0
      }
      let shift = (Double(index) - Double(models.count - 1) / 2) * width
      return .bars(
        BarsMark(
          x: (1...shown).map { Double($0) + shift }, heights: shares, width: width * 0.92, color: .series(index),
          label: models[index].model))
    }
    return Panel(
      title: "Into how many tokens is a word cut?",
      x: Axis("Tokens of a word (\(shown): \(shown) or more)", domain: 0.4...Double(shown) + 0.6, ticks: .integers),
      y: Axis("Words (%)", startsAt: 0), marks: marks)
  }
}
