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

  /// How long a command may take to close what it opened.
  private static let patience: UInt32 = 2

  /// Has `body` called in place of ending the process: by a command that has to close what it opened, and then ends well.
  ///
  /// Where that takes longer than ``patience``, such as for a work that nothing stops, the process ends all the same.
  static func handle(_ body: @escaping @Sendable () -> Void) { handler.withLock { $0 = body } }

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
    while sigwait(&signals, &received) != 0 {}
    guard let body = handler.withLock({ $0 }) else {
      UnfinishedFiles.ofProcess.removeAll()
      _exit(128 + received)
    }
    body()
    sleep(patience)
    end()
  }

  /// Ends the process well, whatever its other threads are doing.
  static func end() -> Never {
    UnfinishedFiles.ofProcess.removeAll()
    _exit(0)
  }
}
