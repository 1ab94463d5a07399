import ByteFiles
import Work

/// A value that is made when it is first asked for, once, whichever thread asks.
final class Lazy<Value: Sendable>: Sendable {
  private let state: Locked<Value?> = Locked(nil)
  private let make: @Sendable () throws -> Value

  init(_ make: @escaping @Sendable () throws -> Value) {
    self.make = make
  }

  /// The value; a failure is thrown each time it is asked for.
  func get() throws -> Value {
    try state.withLock { state in
      if let value = state { return value }
      let value = try make()
      state = value
      return value
    }
  }
}
