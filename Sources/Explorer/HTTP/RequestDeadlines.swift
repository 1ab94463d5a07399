import Dispatch
import Work

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Closes connections whose next request does not come, or comes a byte at a time, and those that take their answer so: what
/// an idle limit alone never ends.
final class RequestDeadlines: Sendable {
  private let ends: Locked<[Int32: ContinuousClock.Instant]> = Locked([:])
  // SAFETY: set up in `init` and cancelled in `deinit`; between them nobody touches it.
  private nonisolated(unsafe) let timer: any DispatchSourceTimer

  /// - Parameter shortest: The shortest time that a connection is given, in seconds.
  init(shortest seconds: Double) {
    // A queue of its own always finds a thread, however many cores a study takes.
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "embedscope.deadlines", qos: .utility))
    let interval = max(0.05, min(seconds / 4, 5))
    timer.schedule(deadline: .now() + interval, repeating: interval)
    timer.setEventHandler { [weak self] in self?.closeLate() }
    timer.resume()
  }

  deinit { timer.cancel() }

  /// From now on the connection has so many seconds to do what comes next.
  func begin(_ socket: Int32, seconds: Double) {
    guard socket >= 0 else { return }
    let end = ContinuousClock.now + .seconds(seconds)
    ends.withLock { $0[socket] = end }
  }

  /// The connection is gone.
  func end(_ socket: Int32) { ends.withLock { _ = $0.removeValue(forKey: socket) } }

  /// Ends all that wait.
  func closeAll() { close { _ in true } }

  private func closeLate() {
    let now = ContinuousClock.now
    close { $0 < now }
  }

  private func close(where isLate: (ContinuousClock.Instant) -> Bool) {
    // Under the lock: a socket whose number is taken off cannot be given to another connection meanwhile.
    ends.withLock { ends in
      for (socket, end) in ends where isLate(end) {
        shutdown(socket, Int32(SHUT_RDWR))
        ends.removeValue(forKey: socket)
      }
    }
  }
}
