#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A value that one thread at a time may look at and change.
package final class Locked<Value: Sendable>: @unchecked Sendable {
  // SAFETY: `value` is touched only between lock and unlock of `mutex`, which lives as long as this object.
  private var value: Value
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  /// A lock around `value`.
  package init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Calls `body` with the value, while no other thread has it; `body` must not ask for the same lock.
  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
