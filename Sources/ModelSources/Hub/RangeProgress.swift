import ByteFiles
import Work

/// How far the parts of one file are that are being fetched, over all connections.
final class RangeProgress: Sendable {
  let file: String
  private let progress: WorkProgress
  private let state: Locked<State>

  private struct State {
    var done = 0
    var reported = 0
    var total: Int
    var isStopped = false
  }

  /// Another connection failed for good.
  struct Stopped: Error {}

  /// So many bytes lie between two reports.
  private static let step = 256 << 10

  init(file: String, total: Int, progress: WorkProgress) {
    self.file = file
    self.progress = progress
    state = Locked(State(total: total))
  }

  /// Counts bytes that came; throws ``Stopped`` once nobody needs them.
  func add(_ count: Int) throws {
    let report = try state.withLock { state -> (done: Int, total: Int)? in
      if state.isStopped { throw Stopped() }
      state.done += count
      guard state.done - state.reported >= Self.step || state.done >= state.total else { return nil }
      state.reported = state.done
      return (min(state.done, state.total), state.total)
    }
    if let report { try progress(file, report.done, of: report.total, unit: .bytes) }
  }

  /// The server sends the whole file: what came of parts does not count.
  func becomeWhole(_ size: Int, host: String) {
    state.withLock { $0 = State(total: size) }
    progress.note("\(host) sends whole files only: fetching all of \(file), \(size) bytes")
  }

  /// Ends the other connections.
  func stop() { state.withLock { $0.isStopped = true } }
}
