/// Takes white space away from both ends of the whole text, as Python's `strip` does.
struct TrimDecoder: DecodingStage {
  private var begun: [UInt8] = []

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    begun += input.bytes
    guard isLast else { return }
    let scalars = String(decoding: begun, as: UTF8.self).unicodeScalars
    let start = scalars.firstIndex { !Self.isSpace($0) } ?? scalars.endIndex
    let end = scalars.lastIndex { !Self.isSpace($0) }.map(scalars.index(after:)) ?? start
    output.append(String(scalars[start..<end]).utf8)
    begun = []
  }

  /// Python counts the separators of files, groups, records and units among white space.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    (0x1C...0x1F).contains(scalar.value) || SplitClass.of(scalar.value).contains(.whitespace)
  }
}

/// Takes the spaces before punctuation and English endings out of the whole text (`clean_up_tokenization_spaces`).
struct CleanUpDecoder: DecodingStage {
  private var begun: [UInt8] = []

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    begun += input.bytes
    guard isLast else { return }
    output.append(Self.replacements.reduce(begun) { $0.replacing($1.found, by: $1.put) })
    begun = []
  }

  /// The replacements, in the reference's order.
  private static let replacements: [(found: [UInt8], put: [UInt8])] = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" 's", "'s"),
    (" 've", "'ve"), (" 're", "'re"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}

/// Makes one token of all.
struct FuseDecoder: DecodingStage {
  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    output.bytes += input.bytes
    if isLast { output.endToken() }
  }
}
