import Work

/// An explorer that browsers can ask.
package final class ExplorerServer: Sendable {
  /// Where it listens.
  package struct Place: Sendable {
    package var host = "127.0.0.1"
    package var port: Int
    /// Whether another port is taken where this one is in use.
    package var takesOtherPort = false

    package init(host: String = "127.0.0.1", port: Int, takesOtherPort: Bool = false) {
      self.host = host
      self.port = port
      self.takesOtherPort = takesOtherPort
    }
  }

  /// Why it does not listen.
  package struct CannotListen: Error, CustomStringConvertible {
    package let description: String
    /// Whether another port would do.
    package let isPortInUse: Bool
  }

  package let port: Int
  private let host: String
  private let explorer: Explorer
  private let server: HTTPServer

  /// Begins to answer.
  package convenience init(_ explorer: Explorer, at place: Place) throws {
    try self.init(explorer, at: place, limits: HTTPServer.Limits())
  }

  init(_ explorer: Explorer, at place: Place, limits: HTTPServer.Limits) throws {
    let socket: ListeningSocket
    do {
      socket = try Self.socket(at: place)
    } catch {
      if case .portInUse = error { throw CannotListen(description: "\(error)", isPortInUse: true) }
      throw CannotListen(description: "\(error)", isPortInUse: false)
    }
    let hosts = AllowedHosts(given: place.host, port: socket.port)
    self.explorer = explorer
    host = place.host
    port = socket.port
    server = try HTTPServer(socket, limits: limits) { request in
      guard hosts.allows(request.header("host")) else {
        let text = "this server is not called so; ask it by the address that it printed"
        return Reply(Response(Refusal.forbidden(text)), to: request)
      }
      return explorer.answer(request)
    }
  }

  /// The given port or, where that may be, one of the twenty behind it, or any.
  private static func socket(at place: Place) throws(ListeningSocket.Failure) -> ListeningSocket {
    guard place.takesOtherPort else { return try ListeningSocket(host: place.host, port: place.port) }
    for port in place.port..<min(place.port + 20, 65_536) {
      if let socket = try? ListeningSocket(host: place.host, port: port) { return socket }
    }
    return try ListeningSocket(host: place.host, port: 0)
  }

  /// Whether machines elsewhere can reach it.
  package var isOpenToOthers: Bool { !["127.0.0.1", "::1", "localhost"].contains(host) }

  /// What a browser on this machine is given.
  package var address: String {
    // An address that stands for all of the machine's is none that a browser can ask.
    let name = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host
    return "http://\(AllowedHosts.bracketed(name)):\(port)/"
  }

  /// What brings it to another machine's browser.
  package var tunnel: String {
    let name = isOpenToOthers ? "127.0.0.1" : AllowedHosts.bracketed(host)
    return "ssh -L \(port):\(name):\(port) \(AllowedHosts.nameOfMachine ?? "HOST")"
  }

  /// Ends all connections and all work.
  ///
  /// - Returns: whether the work has ended: a step that takes seconds goes on to its end.
  @discardableResult
  package func stop() -> Bool {
    server.stop()
    return explorer.stop()
  }
}
