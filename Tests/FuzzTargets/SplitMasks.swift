import Tokenization

/// Vector masks and scanners split the same text: a byte chooses the pattern, and the rest is the text, made UTF-8.
enum SplitMasks {
  /// Split patterns as files have them, all before the byte-level stage.
  private static let expressions = [
    [#"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#],
    [
      #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    ],
    [
      #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    ],
    [
      #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s"#
    ],
    [
      #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    ],
    [
      #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    ],
    [
      #"\p{N}{1,3}"#, "[\u{4E00}-\u{9FA5}\u{3040}-\u{309F}\u{30A0}-\u{30FF}]+",
      ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"##,
    ],
  ]

  private static let splittings = expressions.enumerated().compactMap { index, expressions in
    let splits = expressions.map { expression in
      let escaped = expression.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return #"{"type":"Split","pattern":{"Regex":"\#(escaped)"},"behavior":"Isolated","invert":false}"#
    }
    let bytes = #"{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}"#
    let json = #"{"type":"Sequence","pretokenizers":[\#((splits + [bytes]).joined(separator: ","))]}"#
    let name = "split-\(index).json"
    Array(json.utf8).withUnsafeBytes { FuzzFolder.shared.write($0, to: name) }
    return try? TextSplitting(preTokenizerJSON: FuzzFolder.shared.path + "/" + name)
  }

  static func run(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return }
    precondition(splittings.count == expressions.count, "a pattern that cannot be opened")
    let splitting = splittings[Int(first) % splittings.count]
    // What is no UTF-8 becomes U+FFFD.
    let text = Array(String(decoding: bytes.dropFirst(), as: UTF8.self).utf8)
    text.withUnsafeBufferPointer { text in
      let pieces = (try? splitting.pieces(ofUTF8: text).map(\.source.lowerBound)) ?? []
      let starts = try? splitting.startsByMasks(ofUTF8: text)
      precondition(starts == pieces, "other pieces by masks")
    }
  }
}
