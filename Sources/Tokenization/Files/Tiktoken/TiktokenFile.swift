import ByteFiles

extension Tokenizer {
  /// Opens a tiktoken file: per line a token's bytes in base64 and its rank, which is its id.
  ///
  /// Such a file says neither how text is split nor which special tokens there are; the file's name tells both
  /// (``TiktokenFamily``), or `pattern` tells how text is split, and there are no special tokens. Ids are those of
  /// tiktoken's `encode(text, allowed_special="all")`. Tokens are spelled in ``ByteAlphabet``, as in a tokenizer.json of the
  /// same vocabulary.
  ///
  /// - Parameters:
  ///   - pattern: a family's name (`cl100k_base`) or a regular expression, as tiktoken takes it.
  /// - Throws: ``TokenizationError`` or `ByteFilesError`, with file and line.
  public static func open(tiktoken path: String, pattern: String? = nil) throws -> Tokenizer {
    let family = pattern.map { TiktokenFamily(named: $0) } ?? TiktokenFamily(fileName: path)
    guard let regex = family?.pattern ?? pattern else {
      throw TokenizationError.unknownPattern(file: path, known: TiktokenFamily.names)
    }
    if family == nil { try SplitPatterns.checkGiven(regex) }
    let file = try MappedFile(path: path)
    let table = try file.withUnsafeBytes { try TiktokenRanks.read($0, file: path) }
    let merges = MergeTable(splittingTokensOf: table) { UInt32(truncatingIfNeeded: $0) }
    var options = BytePairModel.Options()
    options.ignoresMerges = true
    let special = pattern == nil ? family?.specialTokens ?? [] : []
    return Tokenizer(
      normalizer: family?.normalizer, preTokenizer: try SplitPatterns.stages([regex], dialect: .fancyRegex),
      model: .bytePairs(BytePairModel(table: table, merges: merges, options: options)),
      postProcessor: .none, decoder: .byteLevel,
      added: try AddedTokens(TiktokenRanks.added(special, to: table, file: path), normalizer: nil, file: path))
  }
}

/// The lines of a tiktoken file.
enum TiktokenRanks {
  /// The vocabulary that `bytes` list.
  static func read(_ bytes: UnsafeRawBufferPointer, file: String) throws -> TokenTable {
    var vocabulary = VocabularyReader(file: file, fileSize: bytes.count)
    var token: [UInt8] = []
    var spelled: [UInt8] = []
    try TextLines.forEach(in: bytes) { (line, number) throws in
      if line.isEmpty { return }
      token.removeAll(keepingCapacity: true)
      guard let space = line.firstIndex(of: 0x20), space > 0,
        decode(UnsafeBufferPointer(rebasing: line[..<space]), into: &token),
        let rank = decimal(line[(space + 1)...])
      else {
        throw TokenizationError.unexpected(
          file: file, field: "line \(number)", expected: "a token in base64, a space and its rank",
          found: "“\(String(decoding: line.prefix(80), as: UTF8.self))”")
      }
      spelled.removeAll(keepingCapacity: true)
      ByteAlphabet.append(token, to: &spelled)
      try vocabulary.insert(spelled, id: rank)
    }
    let table = try vocabulary.finish()
    for byte in UInt8.min...UInt8.max {
      spelled.removeAll(keepingCapacity: true)
      ByteAlphabet.append([byte], to: &spelled)
      guard table.id(of: spelled) != nil else {
        let hexadecimal = String(byte, radix: 16, uppercase: true)
        throw TokenizationError.tokenNotInVocabulary(
          file: file, field: "ranks", token: byte < 16 ? "<0x0\(hexadecimal)>" : "<0x\(hexadecimal)>")
      }
    }
    return table
  }

  /// Whisper's multilingual file has one token without bytes, written `=`.
  private static func decode(_ text: UnsafeBufferPointer<UInt8>, into token: inout [UInt8]) -> Bool {
    text.elementsEqual([UInt8(ascii: "=")]) || Base64.decode(text, into: &token)
  }

  /// The number that `digits` write, with nothing besides; nil above nine digits, which no rank has.
  private static func decimal(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard (1...9).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// A family's special tokens, whose ids no rank may have.
  static func added(
    _ special: [(content: String, id: Int)], to table: TokenTable, file: String
  ) throws -> [AddedToken] {
    try special.map { token in
      if let other = table.string(of: token.id) {
        throw TokenizationError.duplicateID(file: file, id: token.id, token: token.content, otherToken: other)
      }
      return AddedToken(content: Array(token.content.utf8), id: token.id, isSpecial: true)
    }
  }
}
