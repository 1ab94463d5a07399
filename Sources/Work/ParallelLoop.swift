import Dispatch

/// A loop whose rounds run on all cores.
package enum ParallelLoop {
  /// Runs `body` for 0..<count, in any order and at the same time; returns when all have ended.
  package static func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  /// The results of `body` for 0..<count, in order, whatever the order they ran in.
  package static func map<Value: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    var results = [Value?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
      // SAFETY: each round writes its own element, and concurrentPerform returns after the last one.
      nonisolated(unsafe) let elements = buffer
      run(count) { elements[$0] = body($0) }
    }
    return results.compactMap { $0 }
  }
}
