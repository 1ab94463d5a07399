#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The three descriptors that every process is given, made safe before anything else runs.
enum StandardStreams {
  static func prepare() {
    // A reader that goes away makes write(2) fail with EPIPE, which is handled, instead of ending the process.
    signal(SIGPIPE, SIG_IGN)
    // Where a descriptor was closed (`2>&-`), the next file opened would take its number and get our messages.
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDWR)
    }
  }
}
