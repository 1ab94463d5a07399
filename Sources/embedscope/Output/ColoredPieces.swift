import SafeText
import Tokenization

/// A text as its tokens cut it, each with another background, as a terminal shows it.
///
/// What is seen is what the tokens stand for, with spaces as they are and line breaks as ⏎ and a new line. Special tokens that
/// stand for no text are shown by their names, dimmed.
struct ColoredPieces {
  let encoding: Encoding
  let vocabulary: Vocabulary

  /// Six backgrounds that dark text is read on, from the 256 colours that terminals share, no two neighbours alike.
  private static let backgrounds = [152, 223, 151, 218, 187, 189]

  /// The pieces, ended by a line break.
  func text() -> String {
    var result = ""
    for (index, id) in encoding.ids.enumerated() {
      if encoding.specialTokensMask[index] == 1 {
        result += "\u{1B}[2m" + TerminalText.escape(encoding.tokens[index]) + "\u{1B}[0m"
        continue
      }
      let color = "\u{1B}[38;5;16;48;5;\(Self.backgrounds[index % Self.backgrounds.count])m"
      result += color + shown(id) + "\u{1B}[0m"
      if vocabulary.text(of: id)?.utf8.contains(UInt8(ascii: "\n")) == true { result += "\n" }
    }
    return result + "\n"
  }

  private func shown(_ id: Int) -> String {
    let parts = TokenText.parts(vocabulary.bytes(of: id) ?? []).map { part -> String in
      switch part {
      case .text("\n"): "⏎"
      case .text(let scalar): TerminalText.escape(String(scalar))
      case .stray(let byte): TokenText.hexadecimal(byte)
      }
    }
    return parts.joined()
  }
}
