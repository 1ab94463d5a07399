#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// How fast a work goes, as it was in the last seconds: what lies longer back counts less and less.
struct SmoothedRate: Sendable {
  /// In units a second; nil as long as too little is known.
  private(set) var perSecond: Double?
  private var elapsed = 0.0
  private var last: (done: Int, seconds: Double)?

  /// After so many seconds what came before counts for a third.
  private static let memory = 4.0
  /// Before so many seconds a rate would be a guess.
  private static let least = 0.3

  /// Takes note that `done` is done at a time of `seconds`.
  ///
  /// What is there at the first call was not done now: it does not count.
  mutating func add(done: Int, seconds: Double) {
    guard let before = last, done >= before.done else {
      self = SmoothedRate()
      last = (done, seconds)
      return
    }
    let step = seconds - before.seconds
    guard step >= Self.least else { return }
    last = (done, seconds)
    // The first seconds are averaged evenly: nothing came before them.
    elapsed += step
    let weight = Swift.max(1 - exp(-step / Self.memory), step / elapsed)
    let now = Double(done - before.done) / step
    perSecond = (perSecond ?? now) * (1 - weight) + now * weight
  }
}
