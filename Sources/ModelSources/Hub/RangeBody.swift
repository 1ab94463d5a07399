/// The body of one answer on its way into a file's parts.
final class RangeBody {
  /// Whether the server sent the whole file instead of a part.
  private(set) var isWhole = false
  /// What the server wrote under an error's status.
  private(set) var errorBody = ErrorBody()
  private let range: Range<Int>
  private let blob: PartialBlob
  private let address: WebAddress
  private let progress: RangeProgress
  /// Where the next byte goes; nil before the first.
  private var place: Int?
  private var recorded = 0

  /// So many bytes are lost at most when a run is killed.
  private static let step = 4 << 20

  init(range: Range<Int>, blob: PartialBlob, address: WebAddress, progress: RangeProgress) {
    self.range = range
    self.blob = blob
    self.address = address
    self.progress = progress
  }

  private var wanted: Range<Int> { isWhole ? 0..<blob.size : range }

  /// Takes the next bytes, once the head is known.
  func take(_ response: HTTPResponse, _ bytes: UnsafeRawBufferPointer) throws {
    guard response.status == 200 || response.status == 206 else { return errorBody.append(bytes) }
    let place = try start(response)
    guard bytes.count <= wanted.upperBound - place else {
      throw malformed("body", "\(wanted.count) bytes", "more")
    }
    try blob.write(bytes, at: place)
    self.place = place + bytes.count
    try progress.add(bytes.count)
    if place + bytes.count - recorded >= Self.step { try record() }
  }

  /// Checks that all has come.
  func finish(_ response: HTTPResponse) throws {
    let place = try start(response)
    guard place == wanted.upperBound else {
      throw ModelSourcesError.unreachable(
        host: address.host, reason: "the connection ended after \(place - wanted.lowerBound) of \(wanted.count) bytes")
    }
  }

  /// Notes in the journal what has been written.
  func record() throws {
    guard let place, place > recorded else { return }
    try blob.record(recorded..<place)
    recorded = place
  }

  /// Before the first byte, finds out which part of which file the answer is.
  private func start(_ response: HTTPResponse) throws -> Int {
    if let place { return place }
    if let encoding = response["content-encoding"], encoding.lowercased() != "identity" {
      throw malformed("Content-Encoding", "none, as was asked for", encoding)
    }
    try checkFile(response)
    let expected = "bytes \(range.lowerBound)-\(range.upperBound - 1)/"
    if response.status == 206 {
      let found = response["content-range"] ?? "nothing"
      guard found == expected + "\(blob.size)" || found == expected + "*" else {
        throw malformed("Content-Range", expected + "\(blob.size)", found)
      }
    } else {
      let length = response["content-length"].map { Int($0) ?? -1 } ?? blob.size
      guard length == blob.size else { throw malformed("Content-Length", "\(blob.size)", "\(length)") }
      isWhole = range != 0..<blob.size
      if isWhole { progress.becomeWhole(blob.size, host: address.host) }
    }
    place = wanted.lowerBound
    recorded = wanted.lowerBound
    return wanted.lowerBound
  }

  /// Makes sure that it is the file that earlier parts are of; of another one nothing is kept.
  private func checkFile(_ response: HTTPResponse) throws {
    let found = Validator(response, from: address)
    if let known = blob.validator, blob.count > 0 {
      let isSentForIt = response.status == 200 && known.origin == address.origin && found == nil
      guard !known.isContradicted(by: found), !isSentForIt else {
        blob.clear()
        throw ModelSourcesError.changedMeanwhile(file: progress.file, address: address.withoutQuery)
      }
    }
    if let found { try blob.note(found) }
  }

  private func malformed(_ field: String, _ expected: String, _ found: String) -> ModelSourcesError {
    .malformedAnswer(address: "\(address.host): \(progress.file)", field: field, expected: expected, found: found)
  }
}
