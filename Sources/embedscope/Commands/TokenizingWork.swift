import Figures
import SafeText
import Studies
import Tokenization

/// The work of `tokenize`: reads texts, encodes them in parts or line by line on all cores, and prints what comes out.
struct TokenizingWork {
  let tokenizer: Tokenizer
  let addsSpecialTokens: Bool
  let form: TokenizedText.Form
  let context: CommandContext

  /// Below this many bytes nothing takes long enough to show how far it is.
  private static let longText = 8_000_000

  /// What a tokenizer that sees a text as a whole takes for each of its bytes at most; Benchmarks/long_texts.py checks it.
  private static let memoryPerByte = 64

  /// A text as a whole.
  func tokenize(_ source: TextInput.Source) throws {
    // Opened once: the writer of a named pipe would see the first reader leave.
    let reader = try source.open()
    noteMemory(for: reader.count ?? 0)
    switch form {
    case .ids:
      var printed = TokenizedText(tokenizer.vocabulary, to: context.output)
      try forEachPartIDs(of: reader, passes: 0..<1) { try printed.writeIDs($0) }
      try context.output.writeLine()
    case .table: try printTable(of: reader)
    case .json, .jsonLines: try printJSON(of: source, reader)
    }
  }

  private func noteMemory(for count: Int) {
    guard count >= 10 * Self.longText, !tokenizer.encodesInParts else { return }
    context.messages.note(
      "this tokenizer sees a text as a whole: that may take \(NumberText.bytes(count * Self.memoryPerByte)) of memory "
        + "(--per-line takes little)")
  }

  private func printTable(of reader: TextInput.Reader) throws {
    var printed = TokenizedText(tokenizer.vocabulary, to: context.output)
    // Long texts are not shown in colour before their table: nobody would scroll back that far.
    let isShort = reader.count.map { $0 < Self.longText } ?? false
    try forEachPart(of: reader, passes: 0..<1) { encoding in
      if isShort { try printPieces(encoding) }
      try printed.writeRows(encoding)
    }
  }

  private func printPieces(_ encoding: Encoding) throws {
    guard context.terminal.outputAllowsColor else { return }
    try context.output.write(ColoredPieces(encoding: encoding, vocabulary: tokenizer.vocabulary).text())
    try context.output.writeLine()
  }

  /// The object's arrays stand one after the other: the text is gone through once for each, so that none is kept.
  private func printJSON(of source: TextInput.Source, _ reader: TextInput.Reader) throws {
    let open = try repeatedly(source, reader)
    var printed = TokenizedText(tokenizer.vocabulary, to: context.output)
    try printed.writeJSON { printed in
      try forEachPartIDs(of: open(), passes: 0..<3) { try printed.writeElements($0) }
    } tokens: { printed in
      try forEachPart(of: open(), passes: 1..<3) { try printed.writeElements($0.tokens) }
    } offsets: { printed in
      try forEachPart(of: open(), passes: 2..<3) { try printed.writeElements($0.offsets) }
    }
  }

  /// What opens the text as often as one likes: what can be read once alone, as a pipe, is read and kept.
  private func repeatedly(
    _ source: TextInput.Source, _ reader: TextInput.Reader
  ) throws -> () throws -> TextInput.Reader {
    if case .standardInput = source {} else if reader.count != nil { return source.open }
    let bytes = try reader.readAll()
    return { TextInput.Reader(bytes) }
  }

  private func forEachPart(
    of reader: TextInput.Reader, passes: Range<Int>, _ body: (Encoding) throws -> Void
  ) throws {
    let progress = Progress(context, reader, passes)
    defer { progress.finish() }
    try tokenizer.encodeParts(addSpecialTokens: addsSpecialTokens, reading: reader.read) { encoding, done in
      progress.update(done)
      try body(encoding)
    }
  }

  private func forEachPartIDs(of reader: TextInput.Reader, passes: Range<Int>, _ body: ([Int]) throws -> Void) throws {
    let progress = Progress(context, reader, passes)
    defer { progress.finish() }
    try tokenizer.tokenIDsOfParts(addSpecialTokens: addsSpecialTokens, reading: reader.read) { ids, done in
      progress.update(done)
      try body(ids)
    }
  }

  /// What stands between two texts.
  func separate(_ isFirst: inout Bool) throws {
    defer { isFirst = false }
    guard !isFirst else { return }
    switch form {
    case .table: try context.output.writeLine()
    case .json: try context.output.write(",")
    case .ids, .jsonLines: break
    }
  }

  /// A text line by line; lines come as texts of their own.
  func tokenizeLines(of source: TextInput.Source, isFirst: inout Bool) throws {
    let reader = try source.open()
    let progress = Progress(context, reader, 0..<1)
    defer { progress.finish() }
    var lines = TextLines(reader)
    while let batch = try lines.next() {
      if form == .ids {
        for ids in try tokenizer.tokenIDs(ofBatch: batch, addSpecialTokens: addsSpecialTokens) {
          var printed = TokenizedText(tokenizer.vocabulary, to: context.output)
          try printed.writeIDs(ids)
          try context.output.writeLine()
        }
      } else {
        let options = EncodingOptions(addSpecialTokens: addsSpecialTokens)
        for encoding in try tokenizer.encodeBatch(batch, options: options) { try print(encoding, &isFirst) }
      }
      progress.update(lines.done)
    }
  }

  private func print(_ encoding: Encoding, _ isFirst: inout Bool) throws {
    var printed = TokenizedText(tokenizer.vocabulary, to: context.output)
    try separate(&isFirst)
    guard form == .table else { return try printed.writeJSON(encoding) }
    try printPieces(encoding)
    try printed.writeRows(encoding)
  }

  /// Shows how far a long text is done that is gone through several times.
  private struct Progress {
    private let bar: ProgressBar?
    private let passes: Range<Int>
    private let count: Int?

    init(_ context: CommandContext, _ reader: TextInput.Reader, _ passes: Range<Int>) {
      count = reader.count
      self.passes = passes
      bar = count.map { $0 < longText } ?? false ? nil : context.messages.progressBar("tokens")
    }

    func update(_ done: Int) {
      bar?.update(done: done + passes.lowerBound * (count ?? 0), total: count.map { $0 * passes.upperBound })
    }

    func finish() { bar?.finish() }
  }
}
