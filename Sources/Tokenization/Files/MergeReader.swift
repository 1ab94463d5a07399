import ByteFiles

/// Reads merges, in any of their spellings, against the vocabulary they belong to.
struct MergeReader {
  /// The file's name, for messages.
  let file: String
  private let table: TokenTable
  private(set) var merges: MergeTable
  private var joined: [UInt8] = []
  /// The result of the last merge: vocabularies list results in the order of the merges, so the next is likely next.
  private var lastResult = -1
  private var rank: UInt32 = 0
  /// How many bytes of the right token are a mark that goes when it merges (`continuing_subword_prefix`).
  private let prefixLength: Int

  /// A reader for merges of tokens of `table`.
  init(file: String, table: TokenTable, prefixLength: Int = 0) {
    self.file = file
    self.table = table
    self.prefixLength = prefixLength
    merges = MergeTable(capacity: table.count)
  }

  /// Adds the merge written as two tokens with a space between them; `line` is its number, for messages.
  mutating func insert(line text: UnsafeBufferPointer<UInt8>, number line: Int) throws {
    var spaces = 0
    var space = 0
    for (index, byte) in text.enumerated() where byte == 0x20 {
      spaces += 1
      space = index
    }
    guard spaces == 1, space > 0, space + 1 < text.count else {
      throw TokenizationError.brokenMerge(file: file, line: line, found: String(decoding: text, as: UTF8.self))
    }
    try insert(
      UnsafeBufferPointer(rebasing: text[..<space]), UnsafeBufferPointer(rebasing: text[(space + 1)...]), number: line)
  }

  /// Adds a merge.
  mutating func insert(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, number line: Int
  ) throws {
    guard right.count >= prefixLength else {
      throw TokenizationError.mergeOfUnknownToken(file: file, line: line, token: String(decoding: right, as: UTF8.self))
    }
    joined.removeAll(keepingCapacity: true)
    joined.append(contentsOf: left)
    joined.append(contentsOf: right.dropFirst(prefixLength))
    let leftID = try id(left, line)
    let rightID = try id(right, line)
    let guess = lastResult + 1
    let result = try joined.withUnsafeBufferPointer { table.holds(guess, $0) ? guess : try id($0, line) }
    lastResult = result
    merges.insert(
      UInt32(truncatingIfNeeded: leftID), UInt32(truncatingIfNeeded: rightID), rank: rank,
      result: UInt32(truncatingIfNeeded: result))
    rank += 1
  }

  private func id(_ token: UnsafeBufferPointer<UInt8>, _ line: Int) throws -> Int {
    guard let id = table.id(of: token) else {
      throw TokenizationError.mergeOfUnknownToken(file: file, line: line, token: String(decoding: token, as: UTF8.self))
    }
    return id
  }

  /// Adds what a JSON array of merges holds: strings with a space, or pairs of strings.
  mutating func readArray(_ reader: inout JSONReader) throws {
    var left: [UInt8] = []
    var right: [UInt8] = []
    var line = 0
    var kind: JSONReader.Kind?
    try reader.beginArray()
    while try reader.nextElement() {
      line += 1
      left.removeAll(keepingCapacity: true)
      let nextKind = try reader.nextKind()
      if let kind, kind != nextKind { throw reader.unexpected("\(kind.rawValue), as the merges before it") }
      kind = nextKind
      if nextKind == .string {
        try reader.readString(appendingTo: &left)
        if left.starts(with: Self.versionMark) { continue }
        try left.withUnsafeBufferPointer { try insert(line: $0, number: line) }
        continue
      }
      right.removeAll(keepingCapacity: true)
      try reader.beginArray()
      guard try reader.nextElement() else { throw reader.unexpected("a pair of tokens") }
      try reader.readString(appendingTo: &left)
      guard try reader.nextElement() else { throw reader.unexpected("a second token") }
      try reader.readString(appendingTo: &right)
      guard try !reader.nextElement() else { throw reader.unexpected("the end of the pair") }
      try left.withUnsafeBufferPointer { left in
        try right.withUnsafeBufferPointer { try insert(left, $0, number: line) }
      }
    }
  }

  private static let versionMark = Array("#version".utf8)

  /// Adds what a merges.txt holds: one merge per line, lines that begin with `#version` passed over.
  mutating func readLines(_ bytes: UnsafeRawBufferPointer) throws {
    if let invalid = UTF8Validation.firstInvalidOffset(bytes) {
      throw ByteFilesError.invalidUTF8(file: file, offset: invalid)
    }
    try TextLines.forEach(in: bytes) { (line, number) throws in
      if line.starts(with: Self.versionMark) { return }
      try insert(line: line, number: number)
    }
  }
}

extension MergeReader {
  /// The merges of a merges.txt for the tokens of `table`.
  static func merges(path: String, _ table: TokenTable) throws -> MergeTable {
    try MappedFile(path: path).withUnsafeBytes { (bytes) throws in
      var reader = MergeReader(file: path, table: table)
      try reader.readLines(bytes)
      return reader.merges
    }
  }
}
