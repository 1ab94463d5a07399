import Work

/// A study that was asked for, on its way to an answer.
final class Job: Sendable {
  enum State: String, Codable, Sendable { case queued, running, done, failed, cancelled }

  /// How far it is, as the page is told.
  struct Status: Codable, Sendable, Equatable {
    var id: String
    var state = State.queued
    /// What is being done, in words.
    var stage = ""
    var done = 0
    /// How much there is to do; null where that is not known.
    var of: Int?
    /// Why there is no answer.
    var error: String?
    /// The key of the answer.
    var result: String?
  }

  /// Thrown by the progress of a job that was cancelled, which ends its work.
  struct Cancelled: Error {}

  let id: String
  let key: ResultKey
  private let current: Locked<Status>

  init(key: ResultKey) {
    // Not a number that counts up: a page of an earlier start must not take another's job for its own.
    let id = String(UInt64.random(in: 0 ... .max), radix: 16)
    self.id = id
    self.key = key
    current = Locked(Status(id: id))
  }

  var status: Status { current.withLock { $0 } }

  /// Whether it still waits or works.
  var isOpen: Bool { status.state == .queued || status.state == .running }

  /// What the work tells its steps to; ends the work once the job is cancelled.
  var progress: WorkProgress {
    WorkProgress { [current] step in
      try current.withLock { status in
        guard status.state != .cancelled else { throw Cancelled() }
        (status.stage, status.done, status.of) = (step.stage, step.done, step.total)
      }
    }
  }

  /// Begins; false for a job that was cancelled while it waited.
  func begin() -> Bool {
    current.withLock { status in
      guard status.state == .queued else { return false }
      status.state = .running
      status.stage = "reading the model"
      return true
    }
  }

  /// Ends the work at its next step.
  func cancel() { change { $0.state = .cancelled } }

  func finish() {
    change { status in
      status.state = .done
      status.result = key.digest
    }
  }

  func fail(_ reason: String) {
    change { status in
      status.state = .failed
      status.error = reason
    }
  }

  /// What has ended stays as it is.
  private func change(_ body: (inout Status) -> Void) {
    current.withLock { status in
      if status.state == .queued || status.state == .running { body(&status) }
    }
  }
}
