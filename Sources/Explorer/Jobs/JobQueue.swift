import Dispatch
import Work

/// Studies that wait for their turn: long ones come one after another, since each takes all cores, and quick ones one
/// after another beside them, so that a question of a moment does not wait for a map of minutes.
final class JobQueue: Sendable {
  /// How many may wait and work.
  private let mostOpen: Int
  /// How many that have ended are remembered.
  private static let mostEnded = 200

  private let jobs: Locked<[Job]> = Locked([])
  private let long = DispatchQueue(label: "embedscope.studies.long", qos: .userInitiated)
  private let group = DispatchGroup()
  private let quick = DispatchQueue(label: "embedscope.studies.quick", qos: .userInitiated)

  init(mostOpen: Int = 16) { self.mostOpen = mostOpen }

  /// The job that finds `key`: one that is on its way, or a new one.
  ///
  /// - Parameter work: What finds and keeps the result; what it throws is told.
  func start(
    _ key: ResultKey, isLong: Bool, _ work: @escaping @Sendable (WorkProgress) throws -> Void
  ) throws(Refusal) -> Job {
    let (job, isNew) = jobs.withLock { jobs -> (Job?, Bool) in
      if let open = jobs.first(where: { $0.key == key && $0.isOpen }) { return (open, false) }
      guard jobs.count(where: \.isOpen) < mostOpen else { return (nil, false) }
      let job = Job(key: key)
      jobs.append(job)
      Self.forget(&jobs)
      return (job, true)
    }
    guard let job else { throw Refusal(429, "\(mostOpen) studies are waiting already") }
    if isNew { (isLong ? long : quick).async(group: group) { Self.run(job, work) } }
    return job
  }

  func job(_ id: String) -> Job? { jobs.withLock { jobs in jobs.first { $0.id == id } } }

  /// Ends all work at its next step, and waits for that, but not for long.
  ///
  /// - Returns: whether it has ended.
  @discardableResult
  func cancelAll() -> Bool {
    for job in jobs.withLock({ $0 }) { job.cancel() }
    return group.wait(timeout: .now() + 1) == .success
  }

  private static func run(_ job: Job, _ work: (WorkProgress) throws -> Void) {
    guard job.begin() else { return }
    do {
      try work(job.progress)
      job.finish()
    } catch is Job.Cancelled {
      job.cancel()
    } catch {
      job.fail(ErrorText.text(error))
    }
  }

  private static func forget(_ jobs: inout [Job]) {
    while jobs.count(where: { !$0.isOpen }) > mostEnded, let oldest = jobs.firstIndex(where: { !$0.isOpen }) {
      jobs.remove(at: oldest)
    }
  }
}
