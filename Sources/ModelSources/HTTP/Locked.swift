#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A value that one thread at a time may look at or change.
final class Locked<Value: Sendable>: @unchecked Sendable {
  // SAFETY: the mutex is made in init, freed in deinit, never moved, and held whenever `value` is touched.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Calls `body` with the value, and waits for other threads to be done with it first.
  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
