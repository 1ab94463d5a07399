import ByteFiles
import Tokenization

/// What the comparing scripts ask for as JSON: texts or pairs to encode with options, or ids to decode.
///
/// `{"special": Bool, "encodeSpecial": Bool, "batch": Bool, "texts": [[String, String or null]], "ids": [[Int]]}`; truncation
/// and padding are those of the tokenizer's file. One line comes out for each text, then one for each row of ids.
struct ParityRequest {
  private let value: JSONValue

  init(path: String) throws { value = try JSONValue(path: path) }

  /// Answers with one line for each text and each row of ids.
  func answer(with tokenizer: Tokenizer) -> [UInt8] {
    var output: [UInt8] = []
    for encoding in encodings(with: tokenizer) {
      if let encoding { Self.append(encoding, to: &output) } else { output += Array("error".utf8) }
      output.append(0x0A)
    }
    for row in value["ids"]?.array ?? [] {
      Self.appendDecoded((row.array ?? []).compactMap(\.integer), with: tokenizer, to: &output)
      output.append(0x0A)
    }
    return output
  }

  /// Nil stands for an error.
  private func encodings(with tokenizer: Tokenizer) -> [Encoding?] {
    let options = EncodingOptions(
      addSpecialTokens: value["special"]?.bool ?? true, encodeSpecialTokens: value["encodeSpecial"]?.bool ?? false,
      truncation: tokenizer.truncation, padding: tokenizer.padding)
    let texts = (value["texts"]?.array ?? []).map { (first: $0.array?[0].string ?? "", second: $0.array?[1].string) }
    guard value["batch"]?.bool == true else {
      return texts.map { try? tokenizer.encode($0.first, pair: $0.second, options: options) }
    }
    let pairs = texts.compactMap { text in text.second.map { (first: text.first, second: $0) } }
    let batch =
      pairs.isEmpty
      ? try? tokenizer.encodeBatch(texts.map(\.first), options: options)
      : try? tokenizer.encodeBatch(pairs: pairs, options: options)
    return batch ?? texts.map { _ in nil }
  }

  /// Ids, types, both masks, sequences, offsets, tokens, with `|` between them; `;` before each that fell off.
  private static func append(_ encoding: Encoding, to output: inout [UInt8]) {
    let sequences = encoding.sequenceIDs.map { $0 ?? -1 }
    let offsets = encoding.offsets.flatMap { [$0.lowerBound, $0.upperBound] }
    for numbers in [
      encoding.ids, encoding.typeIDs, encoding.specialTokensMask, encoding.attentionMask, sequences, offsets,
    ] {
      Output.append(numbers, to: &output)
      output.append(UInt8(ascii: "|"))
    }
    Output.appendHexadecimal(encoding.tokens.joined(separator: "\u{1}"), to: &output)
    for piece in encoding.overflowing {
      output.append(UInt8(ascii: ";"))
      append(piece, to: &output)
    }
  }

  /// The text of ids with special tokens and without, and the text that comes of streaming them, in hexadecimal.
  private static func appendDecoded(_ ids: [Int], with tokenizer: Tokenizer, to output: inout [UInt8]) {
    do {
      var stream = StreamingDecoder(tokenizer)
      var streamed = ""
      for id in ids { streamed += try stream.append(id) }
      streamed += try stream.finish()
      for text in [try tokenizer.decode(ids), try tokenizer.decode(ids, skipSpecialTokens: true), streamed] {
        Output.appendHexadecimal(text, to: &output)
        output.append(UInt8(ascii: "|"))
      }
    } catch {
      output += Array("error".utf8)
    }
  }
}
