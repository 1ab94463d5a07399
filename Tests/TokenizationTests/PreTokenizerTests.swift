import ByteFiles
import TestSupport
import Testing

@testable import Tokenization

/// Every pre-tokenizer with every option, against what the reference makes of tricky texts.
@Suite struct PreTokenizerTests {
  struct Reference: Decodable {
    var texts: [String]
    var cases: [Case]

    struct Case: Decodable {
      var name: String
      /// The value of `pre_tokenizer`, as JSON.
      var value: String
      var split: [Split]
    }

    struct Split: Decodable {
      /// Which of the texts.
      var text: Int
      /// Starts and ends in turn.
      var offsets: [Int]
      /// The pieces, where they are not just parts of the text.
      var pieces: [String]?
    }
  }

  @Test func piecesAndOffsetsAreTheReferences() throws {
    let reference = try Fixture.decode(Reference.self, "pre-tokenizers/cases.json")
    #expect(reference.cases.count > 150)
    for expected in reference.cases {
      let splitting = TextSplitting(try preTokenizer(expected.value))
      #expect(expected.split.count > 20)
      for split in expected.split {
        let text = Array(reference.texts[split.text].utf8)
        let found = try text.withUnsafeBufferPointer { try splitting.pieces(ofUTF8: $0) }
        let shown = Comment(rawValue: "\(expected.name): \(reference.texts[split.text].debugDescription.prefix(80))")
        #expect(found.flatMap { [$0.source.lowerBound, $0.source.upperBound] } == split.offsets, shown)
        let pieces = split.pieces ?? found.map { String(decoding: text[$0.source], as: UTF8.self) }
        #expect(found.map(\.text).elementsEqual(pieces) { $0.utf8.elementsEqual($1.utf8) }, shown)
      }
    }
  }

  /// The quick form gives the same pieces, before they are spelled in the alphabet.
  @Test func rawBytePiecesAreThoseOfTheStages() throws {
    let reference = try Fixture.decode(Reference.self, "pre-tokenizers/cases.json")
    var compared = 0
    for expected in reference.cases {
      let stages = try preTokenizer(expected.value)
      guard let quick = RawBytePieces(stages) else { continue }
      compared += 1
      for text in reference.texts {
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
          let view = TextView(bytes: bytes, sources: nil, base: 0)
          var found: [TextSplitting.Piece] = []
          try quick.forEachPiece(of: view) { view, range in
            var spelled: [UInt8] = []
            ByteAlphabet.append(view.bytes[range], to: &spelled)
            found.append(.init(text: String(decoding: spelled, as: UTF8.self), source: view.sourceRange(of: range)))
          }
          let pieces = try TextSplitting(stages).pieces(ofUTF8: bytes)
          #expect(found == pieces, "\(expected.name): \(text.debugDescription.prefix(80))")
        }
      }
    }
    #expect(compared >= 12)
  }

  // MARK: By hand

  @Test(arguments: [
    (SplitBehavior.removed, ["the", "final", "countdown"]),
    (.isolated, ["the", "-", "final", "-", "-", "countdown"]),
    (.mergedWithPrevious, ["the-", "final-", "-", "countdown"]),
    (.mergedWithNext, ["the", "-final", "-", "-countdown"]),
    (.contiguous, ["the", "-", "final", "--", "countdown"]),
  ])
  func behaviors(behavior: SplitBehavior, pieces: [String]) throws {
    let splitter = SplitPreTokenizer(pattern: .literal(Array("-".utf8)), behavior: behavior)
    #expect(try split("the-final--countdown", .cutting(.split(splitter))).map(\.text) == pieces)
  }

  @Test func metaspaceKeepsThePlaceOfSpaces() throws {
    let pieces = try split("Hey  you", .metaspace(MetaspacePreTokenizer()))
    #expect(pieces.map(\.text) == ["▁Hey", "▁", "▁you"])
    #expect(pieces.map(\.source) == [0..<3, 3..<4, 4..<8])
    let never = try split("Hey you", .metaspace(MetaspacePreTokenizer(prependScheme: .never, splits: false)))
    #expect(never.map(\.text) == ["Hey▁you"])
  }

  @Test func firstIsOnlyTheBeginningOfTheText() throws {
    let stages = PreTokenizer.sequence([
      .cutting(.digits(DigitsPreTokenizer(individually: true))),
      .metaspace(MetaspacePreTokenizer(prependScheme: .first)),
    ])
    #expect(try split("a1b", stages).map(\.text) == ["▁a", "1", "b"])
  }

  @Test func scriptsDropWhatStandsBeforeTheFirst() throws {
    #expect(try split("  ab жз", .cutting(.unicodeScripts)).map(\.source) == [2..<5, 5..<9])
    #expect(try split("  ", .cutting(.unicodeScripts)).isEmpty)
  }

  // MARK: What a file can say wrong

  @Test(arguments: [
    (#"{"type":"Delimiter","delimiter":"-"}"#, "Delimiter"),
    (#"{"type":"Thai"}"#, "Thai"),
    (#"{"type":"Split","pattern":{"Regex":"a"},"behavior":"Sideways","invert":false}"#, "Sideways"),
    (#"{"type":"Split","pattern":{"Regex":"(a"},"behavior":"Removed","invert":false}"#, "(a"),
    (#"{"type":"Split","pattern":{"Glob":"a"},"behavior":"Removed","invert":false}"#, "Glob"),
    (#"{"type":"Split","pattern":{"Regex":"a"},"behavior":"Removed"}"#, "invert"),
    (#"{"type":"Split","pattern":{"Regex":"\\X"},"behavior":"Removed","invert":false}"#, #"\X"#),
    (#"{"type":"Split","pattern":{"Regex":"\\p{Klingon}"},"behavior":"Removed","invert":false}"#, "Klingon"),
    (#"{"type":"Punctuation","behaviour":"Removed"}"#, "behaviour"),
    (#"{"type":"Punctuation","behavior":"removed"}"#, "removed"),
    (#"{"type":"FixedLength","length":0}"#, "length"),
    (#"{"type":"CharDelimiterSplit","delimiter":"--"}"#, "delimiter"),
    (#"{"type":"Metaspace","replacement":"▁","prepend_scheme":"last"}"#, "last"),
    (#"{"type":"Metaspace","replacement":"▁","add_prefix_space":false}"#, "add_prefix_space"),
    (#"{"type":"Metaspace","replacement":""}"#, "replacement"),
    (#"{"type":"Metaspace","replacement":"▁","splits":true}"#, "splits"),
    (#"{"type":"Whitespace","mode":1}"#, "mode"),
  ])
  func whatIsNotKnownIsNamed(json: String, name: String) {
    #expect {
      _ = try preTokenizer(json)
    } throws: { error in
      error is TokenizationError && "\(error)".contains(name) && "\(error)".contains("pre_tokenizer")
    }
  }

  @Test func endlessBacktrackingIsAnErrorOfTheEncoding() throws {
    let stages = try preTokenizer(
      #"{"type":"Split","pattern":{"Regex":"(?:a|aa)+$"},"behavior":"Removed","invert":false}"#)
    #expect(throws: TokenizationError.patternLimit(pattern: "(?:a|aa)+$", offset: 0)) {
      try split(String(repeating: "a", count: 60) + "b", stages)
    }
  }
}

/// The pre-tokenizer that the JSON `value` describes.
private func preTokenizer(_ value: String) throws -> PreTokenizer {
  let parsed = try Array(value.utf8).withUnsafeBytes { bytes in
    var reader = try JSONReader(bytes, file: "test.json")
    return try reader.readValue()
  }
  return try TokenizerJSON.preTokenizer(ComponentReader(parsed, file: "test.json", path: "pre_tokenizer"))
}

private func split(_ text: String, _ stages: PreTokenizer) throws -> [TextSplitting.Piece] {
  try Array(text.utf8).withUnsafeBufferPointer { try TextSplitting(stages).pieces(ofUTF8: $0) }
}
