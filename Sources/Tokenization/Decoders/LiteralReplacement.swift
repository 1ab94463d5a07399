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
