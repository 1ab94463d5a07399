import ByteFiles
import Work

/// What calls of one tokenizer work with, kept from call to call: each call has one for itself while it lasts.
///
/// So no thread sees what another works with, and a cache that has learned the words of many texts serves the next one.
final class ScratchPool: Sendable {
  private let idle = Locked<[Holder]>([])

  // SAFETY: a holder is in the list of idle ones, or taken out of it by the one call that works with it.
  private final class Holder: @unchecked Sendable {
    var scratch = TokenModel.Scratch()
  }

  /// Calls `body` with one that nobody else has.
  func withScratch<Result>(_ body: (inout TokenModel.Scratch) throws -> Result) rethrows -> Result {
    let holder = idle.withLock { $0.popLast() } ?? Holder()
    defer { idle.withLock { $0.append(holder) } }
    return try body(&holder.scratch)
  }
}
