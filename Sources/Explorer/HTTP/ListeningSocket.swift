#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A socket that waits for browsers.
struct ListeningSocket: Sendable {
  let descriptor: Int32
  /// The port, also where the system chose it.
  let port: Int

  /// Why nothing listens there.
  enum Failure: Error, CustomStringConvertible, Equatable {
    case portInUse(host: String, port: Int)
    case unknownHost(String)
    case system(host: String, port: Int, reason: String)

    var description: String {
      switch self {
      case .portInUse(let host, let port): "port \(port) of \(host) is in use by another program"
      case .unknownHost(let host): "“\(host)” is no address of this machine"
      case .system(let host, let port, let reason): "nothing can listen on port \(port) of \(host): \(reason)"
      }
    }
  }

  /// Listens on `port` of `host`; port 0 is any that is free.
  init(host: String, port: Int) throws(Failure) {
    let addresses = try Self.addresses(host, port)
    defer { freeaddrinfo(addresses) }
    // The first address is the one that the system prefers.
    let address = addresses.pointee
    #if canImport(Darwin)
    let kind = SOCK_STREAM
    #else
    let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(address.ai_family, kind, 0)
    guard descriptor >= 0 else { throw Self.failure(host, port) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var yes: Int32 = 1
    // A port whose last connections are still ending can be taken again at once.
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0, listen(descriptor, 128) == 0 else {
      let failure = Self.failure(host, port)
      close(descriptor)
      throw failure
    }
    self.descriptor = descriptor
    self.port = Self.port(of: descriptor) ?? port
  }

  private static func failure(_ host: String, _ port: Int) -> Failure {
    switch errno {
    case EADDRINUSE: .portInUse(host: host, port: port)
    case EADDRNOTAVAIL: .unknownHost(host)
    case let code: .system(host: host, port: port, reason: String(cString: strerror(code)))
    }
  }

  private static func addresses(_ host: String, _ port: Int) throws(Failure) -> UnsafeMutablePointer<addrinfo> {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    #if canImport(Darwin)
    hints.ai_socktype = SOCK_STREAM
    #else
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #endif
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let found else { throw .unknownHost(host) }
    return found
  }

  private static func port(of descriptor: Int32) -> Int? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let isKnown = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) == 0 }
    }
    guard isKnown else { return nil }
    // The port stands at the same place in addresses of both kinds, the higher byte first.
    return withUnsafeBytes(of: &storage) { Int($0[2]) << 8 | Int($0[3]) }
  }
}
