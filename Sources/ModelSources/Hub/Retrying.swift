#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import Work

/// When a request that failed for a reason that may pass is made again: so many times, after what the server asks for, or else
/// after a while that doubles.
struct Retrying {
  let settings: HubSettings
  let progress: WorkProgress
  private var fruitless = 0
  private var waited = 0.0

  /// The longest pause that the server did not ask for, in seconds.
  private static let longestPause = 8.0

  init(_ settings: HubSettings, progress: WorkProgress) {
    self.settings = settings
    self.progress = progress
  }

  /// Waits before the next attempt; throws `error` where there is to be none.
  ///
  /// - Parameters:
  ///   - isFruitful: Whether new bytes came before it: then the attempts are counted anew.
  ///   - limit: How many attempts there are, where fewer than the settings say.
  mutating func wait(after error: ModelSourcesError, isFruitful: Bool = false, limit: Int? = nil) throws {
    guard error.isTransient else { throw error }
    fruitless = isFruitful ? 0 : fruitless + 1
    guard fruitless <= min(limit ?? .max, settings.retries) else { throw error }
    let pause = min(Double(1 << min(fruitless, 4)) * settings.retryDelay, Self.longestPause)
    guard case .refused(let refusal) = error, let asked = refusal.waitSeconds, asked > pause else {
      return Self.sleep(pause)
    }
    waited += asked
    guard waited <= settings.longestWait else { throw error }
    progress.note(
      "\(refusal.address): status \(refusal.status)\(refusal.saidReason); waiting \(Int(asked)) s, as it asks")
    Self.sleep(asked)
  }

  private static func sleep(_ seconds: Double) { usleep(UInt32(max(0, min(seconds, 3600)) * 1e6)) }
}

extension ModelSourcesError {
  /// Whether the same request may succeed a little later.
  var isTransient: Bool {
    switch self {
    case .unreachable: true
    case .refused(let refusal): Self.isTransient(refusal.status)
    default: false
    }
  }

  /// Whether a status says that the same request may succeed a little later.
  static func isTransient(_ status: Int) -> Bool { [408, 429, 500, 502, 503, 504].contains(status) || status >= 520 }

  /// Whether it leaves open that the cache holds what the hub would have sent: then that is used, as the Python tools do.
  var mayBeCached: Bool {
    switch self {
    case .malformedAnswer, .refused, .repositoryNotFound, .gated: true
    default: isTransient
    }
  }
}
