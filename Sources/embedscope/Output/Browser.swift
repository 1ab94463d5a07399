import ModelSources

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The user's web browser.
enum Browser {
  /// Asks the system to show `address`; false where there is no screen, or nothing that does it.
  static func open(_ address: String) -> Bool {
    #if canImport(Darwin)
    return start("open", address)
    #else
    let screens = ["DISPLAY", "WAYLAND_DISPLAY"]
    guard screens.contains(where: { HubSettings.processEnvironment($0)?.isEmpty == false }) else { return false }
    return start("xdg-open", address)
    #endif
  }

  private static func start(_ program: String, _ argument: String) -> Bool {
    var process = pid_t()
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
    #else
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // What a browser has to say is no part of this tool's output, and Ctrl-C here is not meant for it.
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(argument), nil]
    defer { arguments.forEach { free($0) } }
    return posix_spawnp(&process, program, &actions, &attributes, &arguments, environ) == 0
  }
}
