import ByteFiles

/// Reads vocabularies into a ``TokenTable`` and says in the file's terms what is wrong with them.
struct VocabularyReader {
  /// The file's name, for messages.
  let file: String
  private(set) var table: TokenTable

  /// A reader for a file of `fileSize` bytes.
  init(file: String, fileSize: Int) {
    self.file = file
    // A vocabulary's entry takes about twenty bytes in JSON.
    table = TokenTable(fileSize: fileSize, capacity: min(fileSize / 20 + 16, 1 << 16))
  }

  /// Adds a token; with `takesOver` it may be there already.
  mutating func insert(_ token: UnsafeBufferPointer<UInt8>, id: Int, takesOver: Bool = false) throws {
    do throws(TokenTable.Refusal) {
      try table.insert(token, id: id, takesOver: takesOver)
    } catch {
      let string = String(decoding: token, as: UTF8.self)
      switch error {
      case .duplicateToken(let otherID):
        throw TokenizationError.duplicateToken(file: file, token: string, id: id, otherID: otherID)
      case .duplicateID:
        let other = table.string(of: id) ?? ""
        throw TokenizationError.duplicateID(file: file, id: id, token: string, otherToken: other)
      case .outOfRange(let limit):
        throw TokenizationError.idOutOfRange(file: file, token: string, id: id, limit: limit)
      }
    }
  }

  /// Adds a token; with `takesOver` it may be there already.
  mutating func insert(_ token: [UInt8], id: Int, takesOver: Bool = false) throws {
    try token.withUnsafeBufferPointer { try insert($0, id: id, takesOver: takesOver) }
  }

  /// Adds what a JSON object of tokens and ids holds.
  mutating func readObject(_ reader: inout JSONReader) throws {
    var token: [UInt8] = []
    try reader.beginObject()
    while try reader.nextKey(into: &token) {
      let id = try reader.readInteger()
      try insert(token, id: id)
    }
  }

  /// The finished table.
  ///
  /// - Throws: ``TokenizationError/emptyVocabulary(file:)``.
  func finish() throws -> TokenTable {
    guard table.count > 0 else { throw TokenizationError.emptyVocabulary(file: file) }
    return table
  }
}

extension TokenTable {
  /// That the vocabulary of `file` has tokens twice, in words; nothing where it has not.
  func repetitions(in file: String) -> [String] {
    guard twiceCount > 0 else { return [] }
    let tokens = twiceCount == 1 ? "a token" : "\(twiceCount) tokens"
    let repeated = (0..<idLimit).lazy.filter { contains($0) && !isFound(under: $0) }
    let named = repeated.prefix(4).compactMap { string(of: $0) }.joined(separator: ", ")
    let rest = twiceCount > 4 ? ", …" : ""
    return [
      "\(file) has \(tokens) more than once (\(named)\(rest)); text becomes the \(keepsFirst ? "first" : "last") of each"
    ]
  }
}

extension VocabularyReader {
  /// The tokens of a vocab.json: an object of tokens and ids.
  static func table(json path: String) throws -> TokenTable {
    try MappedFile(path: path).withUnsafeBytes { (bytes) throws in
      var vocabulary = VocabularyReader(file: path, fileSize: bytes.count)
      var reader = try JSONReader(bytes, file: path)
      try vocabulary.readObject(&reader)
      try reader.end()
      return try vocabulary.finish()
    }
  }

  /// The tokens of a vocab.txt: a token a line, its id the number of the line from 0.
  ///
  /// White space at a line's end is none of the token, nor with `trimsLeft` white space at its beginning. A line may come
  /// twice, and lines may be empty.
  static func table(lines path: String, trimsLeft: Bool = false) throws -> TokenTable {
    try MappedFile(path: path).withUnsafeBytes { (bytes) throws in
      if let invalid = UTF8Validation.firstInvalidOffset(bytes) {
        throw ByteFilesError.invalidUTF8(file: path, offset: invalid)
      }
      var vocabulary = VocabularyReader(file: path, fileSize: bytes.count * 4)
      try TextLines.forEach(in: bytes) { (line, number) throws in
        let token = Self.trimmed(line, left: trimsLeft)
        try vocabulary.insert(UnsafeBufferPointer(rebasing: line[token]), id: number - 1, takesOver: true)
      }
      return try vocabulary.finish()
    }
  }

  private static func trimmed(_ line: UnsafeBufferPointer<UInt8>, left: Bool) -> Range<Int> {
    var end = line.count
    while end > 0 {
      let (value, length) = UTF8Scalars.decode(line, before: end)
      guard SplitClass.of(value).contains(.whitespace) else { break }
      end -= length
    }
    var start = 0
    while left, start < end {
      let (value, length) = UTF8Scalars.decode(line, at: start)
      guard SplitClass.of(value).contains(.whitespace) else { break }
      start += length
    }
    return start..<end
  }
}
