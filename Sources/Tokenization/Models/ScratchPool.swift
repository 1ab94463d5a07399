import ByteFiles

/// What calls of one tokenizer work with, kept from call to call: each call has one for itself while it lasts.
///
/// So no thread sees what another works with, and a cache that has learned the words of many texts serves the next one.
final class ScratchPool: Sendable {
  private let idle = Locked<[TokenModel.Scratch]>([])

  /// Calls `body` with one that nobody else has.
  func withScratch<Result>(_ body: (inout TokenModel.Scratch) throws -> Result) rethrows -> Result {
    var scratch = idle.withLock { $0.popLast() } ?? TokenModel.Scratch()
    defer {
      let finished = scratch
      idle.withLock { $0.append(finished) }
    }
    return try body(&scratch)
  }
}
