/// Pieces of one model, each looked up in the vocabulary of another: fairseq's and Marian's way, whose ids are not those of the
/// SentencePiece file.
///
/// ```
/// pieces ▁the ▁fo x       vocabulary ▁the: 7, x: 12, <unk>: 3        "the fox" → 7 3 12
/// ```
struct DictionaryModel: Sendable {
  /// The vocabulary.
  let table: TokenTable
  /// The token for pieces that are none.
  let unknownID: Int
  /// What cuts text into pieces.
  let pieces: TokenModel
  /// Whether a text may begin with the language it is to be translated to, `>>fra<<`, which is looked up as it stands.
  let readsLanguages: Bool
  /// For each piece, its id in ``table``; unknown text is looked up when it comes.
  private let ids: [Int]

  /// The model that looks up what `pieces` gives in `table`.
  init(table: TokenTable, unknownID: Int, pieces: TokenModel, readsLanguages: Bool = false) {
    self.table = table
    self.unknownID = unknownID
    self.pieces = pieces
    self.readsLanguages = readsLanguages
    ids = (0..<pieces.table.idLimit).map { id in
      pieces.table.withBytes(of: id) { table.id(of: $0) ?? unknownID } ?? unknownID
    }
  }

  /// Encodes `ranges` of `text`.
  func encode(
    _ text: TextView, _ ranges: [Range<Int>], _ scratch: inout TokenModel.Scratch, into builder: inout EncodingBuilder
  ) throws {
    var found = EncodingBuilder(wantsOffsets: true, bytes: text.bytes.count)
    for var range in ranges {
      if readsLanguages, let end = LanguageMark.end(in: text.bytes, from: range.lowerBound) {
        append(text.bytes[range.lowerBound..<end], text.sourceRange(of: range.lowerBound..<end), into: &builder)
        range = end..<range.upperBound
      }
      guard !range.isEmpty else { continue }
      try pieces.encode(text, [range], &scratch, into: &found)
      for (index, piece) in found.ids.enumerated() {
        if let string = found.strings[index] {
          append(Array(string.utf8)[...], found.offsets[index], into: &builder)
        } else {
          append(ids[piece], found.offsets[index], into: &builder)
        }
      }
      found.removeAll()
    }
  }

  /// Adds text that is no piece, which may be a token all the same.
  private func append(_ bytes: some Collection<UInt8>, _ source: Range<Int>, into builder: inout EncodingBuilder) {
    let id = table.id(of: Array(bytes)) ?? unknownID
    if builder.wantsOffsets { builder.strings[builder.ids.count] = String(decoding: bytes, as: UTF8.self) }
    append(id, source, into: &builder)
  }

  private func append(_ id: Int, _ source: Range<Int>, into builder: inout EncodingBuilder) {
    builder.ids.append(id)
    if builder.wantsOffsets { builder.offsets.append(source) }
  }
}

/// The mark of a language at the beginning of a text, `>>fra<<`.
enum LanguageMark {
  /// Where the mark ends with which `text` begins at `start`; nil where there is none.
  static func end(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let opening = UInt8(ascii: ">")
    let closing = UInt8(ascii: "<")
    guard start + 1 < text.count, text[start] == opening, text[start + 1] == opening else { return nil }
    var index = start
    while index + 1 < text.count {
      if text[index] == closing, text[index + 1] == closing { return index + 2 }
      index += 1
    }
    return nil
  }
}
