import ByteFiles
import Tokenization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Encodes the texts of files with one tokenizer and prints what came out, for comparison with a reference.
///
///     TokenizationParity ids|full|decode|request SPEC FILE…
///     TokenizationParity open|time|passes SPEC [FILE]       prints how long opening, or encoding the file's texts, takes
///
/// SPEC is `json:PATH`, `gpt2:FOLDER` (vocab.json, merges.txt), `bert:FOLDER` (vocab.txt, tokenizer_config.json),
/// `folder:FOLDER` (as its class of tokenizer says), `tiktoken:PATH`, `tekken:PATH`, `spm:PATH`, or `dump:PATH` (GGUF values that the comparing script wrote as JSON). A text is what stands
/// between two NUL bytes of a file (or FF bytes, where the texts themselves hold NUL). One line per text: ids; with `full` also
/// tokens in hexadecimal and offsets, with `decode` also the ids decoded. With `request` the files are JSON, see ``ParityRequest``.
///
///     TokenizationParity pieces PATH FILE…
///
/// splits the texts with the pre-tokenizer that the file at PATH holds alone; one line per text: pieces in hexadecimal, and
/// offsets.
@main
struct TokenizationParity {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      Output.write("error: \(error)\n", to: 2)
      exit(1)
    }
  }

  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 2 else {
      Output.write("usage: TokenizationParity ids|full|decode|pieces|request|open|time|passes SPEC FILE…\n", to: 2)
      exit(64)
    }
    let paths = arguments.dropFirst(2)
    switch arguments[0] {
    case "open": try Timing.open { try open(arguments[1]) }
    case "pieces":
      let splitting = try TextSplitting(preTokenizerJSON: arguments[1])
      try forEachFile(paths) { bytes in
        try forEachText(bytes) { text, output in try append(splitting.pieces(ofUTF8: text), to: &output) }
      }
    case "request":
      let tokenizer = try open(arguments[1])
      for path in paths {
        var output = try ParityRequest(path: path).answer(with: tokenizer)
        Output.flush(&output)
      }
    case "time":
      let tokenizer = try open(arguments[1])
      try forEachFile(paths) { try Timing.encode($0, with: tokenizer) }
    case "passes":
      let tokenizer = try open(arguments[1])
      try forEachFile(paths) { try Timing.passes($0, with: tokenizer) }
    case let mode:
      let tokenizer = try open(arguments[1])
      try forEachFile(paths) { bytes in
        try forEachText(bytes) { text, output in try append(text, mode: mode, with: tokenizer, to: &output) }
      }
    }
  }

  private static func forEachFile(
    _ paths: some Sequence<String>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    for path in paths {
      let file = try MappedFile(path: path)
      try file.withUnsafeBytes { try $0.withMemoryRebound(to: UInt8.self, body) }
    }
  }

  static func open(_ spec: String) throws -> Tokenizer {
    let path = String(spec[spec.index(after: spec.firstIndex(of: ":") ?? spec.startIndex)...])
    switch spec.prefix(while: { $0 != ":" }) {
    case "gpt2": return try .open(vocabJSON: path + "/vocab.json", merges: path + "/merges.txt")
    case "bert":
      let configuration = path + "/tokenizer_config.json"
      let exists = access(configuration, R_OK) == 0
      return try .open(vocabText: path + "/vocab.txt", configuration: exists ? configuration : nil)
    case "tekken": return try .open(tekken: path)
    case "tiktoken": return try .open(tiktoken: path)
    case "spm": return try .open(sentencePiece: path)
    case "folder": return try .open(folder: folder(path))
    case "dump": return try Tokenizer(gguf: GGUFDump.read(path))
    default: return try .open(tokenizerJSON: path)
    }
  }

  /// The folder at `path` with the files that are there.
  private static func folder(_ path: String) -> TokenizerFolder {
    var files: [String: String] = [:]
    for name in TokenizerFolder.optionFiles + TokenizerFolder.vocabularyFiles where access(path + "/" + name, R_OK) == 0
    {
      files[name] = path + "/" + name
    }
    return TokenizerFolder(place: path, files: files)
  }

  /// Calls `encode` with each text and prints what it writes, a line for each.
  static func forEachText(
    _ bytes: UnsafeBufferPointer<UInt8>, _ encode: (UnsafeBufferPointer<UInt8>, inout [UInt8]) throws -> Void
  ) throws {
    var output: [UInt8] = []
    let separator: UInt8 = bytes.contains(0xFF) ? 0xFF : 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: separator) ?? bytes.count
      try encode(UnsafeBufferPointer(rebasing: bytes[start..<end]), &output)
      output.append(0x0A)
      if output.count > 1 << 20 { Output.flush(&output) }
      start = end + 1
    }
    Output.flush(&output)
  }

  static func append(
    _ text: UnsafeBufferPointer<UInt8>, mode: String, with tokenizer: Tokenizer, to output: inout [UInt8]
  ) throws {
    guard mode != "ids" else { return Output.append(try tokenizer.tokenIDs(ofUTF8: text), to: &output) }
    let encoding = try tokenizer.encode(utf8: text)
    // Ids alone come another way, and have to be the same.
    let alone = try tokenizer.tokenIDs(ofUTF8: text)
    if alone != encoding.ids { output += Array("ids alone: ".utf8) }
    Output.append(alone, to: &output)
    output.append(0x09)
    Output.appendHexadecimal(encoding.tokens.joined(separator: "\u{1}"), to: &output)
    output.append(0x09)
    Output.append(encoding.offsets.flatMap { [$0.lowerBound, $0.upperBound] }, to: &output)
    guard mode == "decode" else { return }
    output.append(0x09)
    Output.appendHexadecimal(try tokenizer.decode(encoding.ids), to: &output)
    output.append(0x09)
    Output.appendHexadecimal(try tokenizer.decode(encoding.ids, skipSpecialTokens: true), to: &output)
  }

  static func append(_ pieces: [TextSplitting.Piece], to output: inout [UInt8]) {
    Output.appendHexadecimal(pieces.map(\.text).joined(separator: "\u{1}"), to: &output)
    output.append(0x09)
    Output.append(pieces.flatMap { [$0.source.lowerBound, $0.source.upperBound] }, to: &output)
  }
}

/// Plain output, without buffering by the library.
enum Output {
  static func append(_ numbers: [Int], to output: inout [UInt8]) {
    for (index, number) in numbers.enumerated() {
      if index > 0 { output.append(0x20) }
      output += String(number).utf8
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  static func appendHexadecimal(_ text: String, to output: inout [UInt8]) {
    for byte in text.utf8 {
      output.append(digits[Int(byte >> 4)])
      output.append(digits[Int(byte & 15)])
    }
  }

  static func flush(_ output: inout [UInt8]) {
    output.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = systemWrite(1, bytes.baseAddress.map { $0 + written }, bytes.count - written)
        if count <= 0 { exit(1) }
        written += count
      }
    }
    output.removeAll(keepingCapacity: true)
  }

  static func write(_ text: String, to descriptor: Int32) {
    var text = text
    _ = text.withUTF8 { systemWrite(descriptor, $0.baseAddress, $0.count) }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
    Darwin.write(descriptor, bytes, count)
    #else
    Glibc.write(descriptor, bytes, count)
    #endif
  }
}
