import ByteFiles
import Work

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Ctrl-C and its relatives: unfinished files are removed, then the process ends as the shell expects.
///
/// The signals are blocked in every thread but one, which waits for them; so what runs when one arrives is ordinary code.
enum Interruption {
  /// Call before any other thread is started: threads inherit what is blocked.
  static func watch() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    #if canImport(Darwin)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    pthread_create(&thread, nil, { _ in Interruption.wait() }, nil)
  }

  private static let handler: Locked<(@Sendable () -> Void)?> = Locked(nil)

  /// Has `body` called, once, in place of ending the process: by a command that has to close what it opened.
  ///
  /// A second signal ends the process all the same.
  static func handle(_ body: @escaping @Sendable () -> Void) { handler.withLock { $0 = body } }

  /// The handler, which is called once.
  private static var takenHandler: (@Sendable () -> Void)? {
    handler.withLock { handler in
      defer { handler = nil }
      return handler
    }
  }

  /// A command started with `nohup`, or in the background of a script, ignores some signals: that stays so.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    #if canImport(Darwin)
    return unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 1
    #else
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    #endif
  }

  private static func wait() -> Never {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) { sigaddset(&signals, number) }
    var received: Int32 = 0
    while true {
      while sigwait(&signals, &received) != 0 {}
      guard let body = takenHandler else { break }
      body()
    }
    UnfinishedFiles.ofProcess.removeAll()
    _exit(128 + received)
  }
}
