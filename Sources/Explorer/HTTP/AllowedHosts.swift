#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Under which names this server may be spoken to.
///
/// A page of another site can lead its own name to this machine (DNS rebinding); then the browser says that name here, and
/// gets nothing.
struct AllowedHosts: Sendable {
  private let names: Set<String>
  private let port: Int
  /// Whether the server was opened for all addresses of the machine, so that any address, but no unknown name, counts.
  private let takesAddresses: Bool

  /// - Parameter given: The host that a person asked to listen on.
  init(given: String?, port: Int) {
    self.port = port
    takesAddresses = given == "0.0.0.0" || given == "::"
    var names: Set = ["localhost", "127.0.0.1", "[::1]"]
    if let given { names.insert(Self.bracketed(given.lowercasedASCII)) }
    if takesAddresses, let own = Self.nameOfMachine { names.insert(own) }
    self.names = names
  }

  /// Whether a request with this Host header is meant for this server.
  func allows(_ header: String?) -> Bool {
    guard let header, let (name, port) = Self.split(header.lowercasedASCII), port == self.port else { return false }
    return names.contains(name) || takesAddresses && Self.isAddress(name)
  }

  /// An address of IPv6 stands in brackets where a port may follow.
  static func bracketed(_ host: String) -> String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }

  /// `localhost:8470` as its two parts; a missing port is 80.
  private static func split(_ host: String) -> (name: String, port: Int)? {
    let end = host.utf8.lastIndex(of: UInt8(ascii: "]")).map { host.utf8.index(after: $0) } ?? host.utf8.startIndex
    guard let colon = host.utf8[end...].firstIndex(of: UInt8(ascii: ":")) else { return (host, 80) }
    let digits = host[host.utf8.index(after: colon)...]
    guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(digits)
    else { return nil }
    return (String(host[..<colon]), port)
  }

  private static func isAddress(_ name: String) -> Bool {
    var bytes = in6_addr()
    if name.hasPrefix("["), name.hasSuffix("]") {
      return inet_pton(AF_INET6, String(name.dropFirst().dropLast()), &bytes) == 1
    }
    return inet_pton(AF_INET, name, &bytes) == 1
  }

  static var nameOfMachine: String? {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return nil }
    let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return name.isEmpty ? nil : name.lowercasedASCII
  }
}
