import Tokenization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Times this library inside its own process; prints seconds as JSON.
///
/// What one thread does is told in processor time, which other work on the machine does not lengthen.
enum Timing {
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func processorTime(of rounds: Int, _ work: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<rounds {
      let start = processorTime()
      try work()
      best = min(best, processorTime() - start)
    }
    return best
  }

  /// The best time of `rounds` in which `work` ran, in seconds.
  private static func best(of rounds: Int, _ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var best = Double.infinity
    for _ in 0..<rounds {
      let time = try clock.measure(work)
      let (seconds, attoseconds) = time.components
      best = min(best, Double(seconds) + Double(attoseconds) / 1e18)
    }
    return best
  }

  /// How long it takes to open a tokenizer.
  static func open(_ open: () throws -> Tokenizer) throws {
    let seconds = try processorTime(of: 20) { _ = try open() }
    Output.write("{\"open\": \(seconds)}\n", to: 1)
  }

  /// How long a first pass over the texts of a file takes, and the best of three later ones: ids alone, on one thread.
  static func passes(_ bytes: UnsafeBufferPointer<UInt8>, with tokenizer: Tokenizer) throws {
    let texts = bytes.split(separator: 0, omittingEmptySubsequences: true).map { String(decoding: $0, as: UTF8.self) }
    let pass = { for text in texts { _ = try tokenizer.tokenIDs(of: text, addSpecialTokens: false) } }
    let first = try processorTime(of: 1, pass)
    let later = try processorTime(of: 3, pass)
    Output.write("{\"first\": \(first), \"later\": \(later)}\n", to: 1)
  }

  /// How long the texts of a file take: ids alone, ids on all cores, ids with tokens and offsets.
  static func encode(_ bytes: UnsafeBufferPointer<UInt8>, with tokenizer: Tokenizer) throws {
    let texts = bytes.split(separator: 0, omittingEmptySubsequences: true).map { String(decoding: $0, as: UTF8.self) }
    let first = try processorTime(of: 1) { for text in texts { _ = try tokenizer.tokenIDs(of: text) } }
    let one = { for text in texts { _ = try tokenizer.tokenIDs(of: text) } }
    let ids = try processorTime(of: 4, one)
    let idsByTheClock = try best(of: 4, one)
    let work = { _ = try tokenizer.tokenIDs(ofBatch: texts) }
    let parallel = try best(of: 3, work)
    let parallelProcessor = try processorTime(of: 3, work)
    let encode = try processorTime(of: 2) { for text in texts { _ = try tokenizer.encode(text) } }
    let times = [
      ("first", first), ("ids", ids), ("idsByTheClock", idsByTheClock), ("idsOnAllCores", parallel),
      ("processorOnAllCores", parallelProcessor), ("encode", encode),
    ]
    Output.write("{" + times.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}\n", to: 1)
  }
}
