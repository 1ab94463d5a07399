/// What the tool tells the shell when it ends.
enum ExitStatus: Int32 {
  /// Done, or nobody reads the output any more.
  case done = 0
  case failed = 1
  /// The command line makes no sense (EX_USAGE of sysexits.h).
  case usage = 64
}
