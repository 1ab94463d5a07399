import ByteFiles
import Dispatch
import Foundation
import Testing
import Work

@testable import Explorer

/// Work in the background.
struct JobTests {
  private let key = ResultKey(digest: String(repeating: "a", count: 64))

  /// Waits until `condition` holds.
  private func wait(_ condition: () -> Bool) -> Bool {
    for _ in 0..<2_000 {
      if condition() { return true }
      usleep(2_000)
    }
    return false
  }

  @Test func aJobTellsHowFarItIs() throws {
    let queue = JobQueue()
    let gate = DispatchSemaphore(value: 0)
    let job = try queue.start(key, isLong: true) { progress in
      try progress("looking", 3, of: 10)
      gate.wait()
      try progress("looking", 10, of: 10)
    }
    #expect(wait { job.status.done == 3 })
    #expect(job.status == Job.Status(id: job.id, state: .running, stage: "looking", done: 3, of: 10))
    // The same question is not put twice.
    #expect(try queue.start(key, isLong: true) { _ in }.id == job.id)
    #expect(queue.job(job.id)?.id == job.id && queue.job("x") == nil)
    gate.signal()
    #expect(wait { !job.isOpen })
    #expect(job.status.state == .done && job.status.result == key.digest)
    // Once it has ended, a new one begins.
    #expect(try queue.start(key, isLong: true) { _ in }.id != job.id)
  }

  @Test func aJobThatIsCancelledEndsAtItsNextStep() throws {
    let queue = JobQueue()
    let (gate, ended) = (DispatchSemaphore(value: 0), Locked(false))
    let job = try queue.start(key, isLong: true) { progress in
      try progress("first", 0, of: nil)
      gate.wait()
      try progress("second", 0, of: nil)
      ended.withLock { $0 = true }
    }
    #expect(wait { job.status.stage == "first" })
    job.cancel()
    #expect(job.status.state == .cancelled)
    gate.signal()
    queue.cancelAll()
    #expect(job.status.state == .cancelled && job.status.stage == "first" && !ended.withLock { $0 })
  }

  @Test func whatIsCancelledWhileItWaitsNeverBegins() throws {
    let queue = JobQueue()
    let gate = DispatchSemaphore(value: 0)
    let began = Locked(false)
    let first = try queue.start(key, isLong: true) { _ in gate.wait() }
    let second = try queue.start(ResultKey(digest: "b"), isLong: true) { _ in began.withLock { $0 = true } }
    #expect(second.status.state == .queued)
    second.cancel()
    gate.signal()
    #expect(wait { !first.isOpen })
    queue.cancelAll()
    #expect(!began.withLock { $0 } && second.status.state == .cancelled)
  }

  @Test func longJobsComeOneByOneAndQuickOnesBesideThem() throws {
    let queue = JobQueue()
    let gate = DispatchSemaphore(value: 0)
    let first = try queue.start(key, isLong: true) { _ in gate.wait() }
    let second = try queue.start(ResultKey(digest: "b"), isLong: true) { _ in }
    let quick = try queue.start(ResultKey(digest: "c"), isLong: false) { _ in }
    #expect(wait { quick.status.state == .done })
    #expect(wait { first.status.state == .running } && second.status.state == .queued)
    gate.signal()
    #expect(wait { second.status.state == .done })
  }

  @Test func theQueueIsBounded() throws {
    let queue = JobQueue()
    let gate = DispatchSemaphore(value: 0)
    for number in 0..<16 { _ = try queue.start(ResultKey(digest: "\(number)"), isLong: true) { _ in gate.wait() } }
    #expect(throws: Refusal(429, "16 studies are waiting already")) {
      _ = try queue.start(ResultKey(digest: "one more"), isLong: false) { _ in }
    }
    for _ in 0..<16 { gate.signal() }
    queue.cancelAll()
  }

  @Test func aJobThatFailsSaysWhyInWordsOfThePage() throws {
    struct Trouble: Error, CustomStringConvertible { let description = "no such thing" }
    let queue = JobQueue()
    let job = try queue.start(key, isLong: false) { _ in throw Trouble() }
    #expect(wait { !job.isOpen })
    #expect(job.status.state == .failed && job.status.error == "no such thing" && job.status.result == nil)
  }
}
