/// Replaces, in each token, what a pattern finds.
struct ReplaceDecoder: DecodingStage {
  /// What is looked for.
  let pattern: SplitPattern
  /// What is put in its place.
  let content: [UInt8]
  private var collector = TokenCollector()

  init(pattern: SplitPattern, content: [UInt8]) {
    self.pattern = pattern
    self.content = content
  }

  /// What is looked for, where that is plain text.
  var literal: [UInt8]? {
    if case .literal(let literal) = pattern.kind { literal } else { nil }
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) throws {
    try collector.forEachToken(of: input) { token in
      try token.withUnsafeBufferPointer { token in
        var start = 0
        try pattern.forEachMatch(in: token, within: 0..<token.count) { match in
          output.bytes += token[start..<match.lowerBound]
          output.bytes += content
          start = match.upperBound
        }
        output.append(token[start...])
      }
    }
  }
}

extension Array<UInt8> {
  /// These bytes of UTF-8 with each `found` replaced by `put`, from left to right.
  ///
  /// Nothing to find is found before every scalar and at the end, as `str::replace` does in Rust, the reference's language.
  func replacing(_ found: [UInt8], by put: [UInt8]) -> [UInt8] {
    guard let first = found.first else { return spreading(put) }
    guard contains(first) else { return self }
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var index = 0
    while index < count {
      if self[index] == first, self[index...].starts(with: found) {
        result += put
        index += found.count
      } else {
        result.append(self[index])
        index += 1
      }
    }
    return result
  }

  private func spreading(_ put: [UInt8]) -> [UInt8] {
    guard !put.isEmpty else { return self }
    var result: [UInt8] = []
    for byte in self {
      if !UTF8Scalars.isContinuation(byte) { result += put }
      result.append(byte)
    }
    return result + put
  }
}
