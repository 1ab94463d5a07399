import ByteFiles
import CMicrohttpd
import Work

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The server: takes requests off the wire, whole or not at all, and sends what `answer` makes of them.
///
/// The one file that knows libmicrohttpd. Every connection has a thread, so that `answer` may take its time.
final class HTTPServer: Sendable {
  /// What one server bears.
  struct Limits: Sendable {
    /// Connections at the same time, from all addresses and from each.
    var connections: UInt32 = 128
    var connectionsPerAddress: UInt32 = 64
    /// Seconds without a byte.
    var idleSeconds: UInt32 = 30
    /// Seconds from one answer, or the beginning, until the next request is there as a whole.
    var requestSeconds = 60.0
    /// Seconds until the answer is taken.
    var answerSeconds = 600.0
    /// Bytes of a request's body.
    var body = 1 << 20
    /// Bytes of its first line and its headers.
    var head = 32 << 10
  }

  private let state: ServerState
  // SAFETY: libmicrohttpd locks its own daemon; it is started in `init` and stopped once.
  private nonisolated(unsafe) let daemon: OpaquePointer
  private let isStopped = Locked(false)

  struct CannotStart: Error, CustomStringConvertible {
    let description = "the server could not be started"
  }

  /// Starts to answer on `socket`, which belongs to the server from now on.
  init(_ socket: ListeningSocket, limits: Limits = Limits(), answer: @escaping @Sendable (Request) -> Reply) throws {
    state = ServerState(limits: limits, answer: answer)
    var options = Self.callbacks
    options.socket = socket.descriptor
    options.connections = limits.connections
    options.connections_per_address = limits.connectionsPerAddress
    options.idle_seconds = limits.idleSeconds
    options.connection_memory = limits.head
    // SAFETY: the state lives as long as this object, which stops the server before it goes.
    options.context = Unmanaged.passUnretained(state).toOpaque()
    guard let daemon = embedscope_http_start(&options) else {
      close(socket.descriptor)
      throw CannotStart()
    }
    self.daemon = daemon
  }

  /// What libmicrohttpd calls: with each beginning of a request, its parts, its end, and with each connection.
  private static var callbacks: embedscope_http_options {
    var options = embedscope_http_options()
    options.began = { _, target, _ in
      Unmanaged.passRetained(Exchange(target: target.map { String(cString: $0) } ?? "")).toOpaque()
    }
    options.answer = { context, connection, _, method, _, data, size, exchange in
      guard let context, let connection, let size, let method, let pointer = exchange?.pointee else {
        return embedscope_http_no
      }
      return Unmanaged<ServerState>.fromOpaque(context).takeUnretainedValue()
        .receive(connection, method, Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue(), data, size)
    }
    options.completed = { context, connection, exchange, _ in
      if let pointer = exchange?.pointee { Unmanaged<Exchange>.fromOpaque(pointer).release() }
      exchange?.pointee = nil
      guard let context, let connection else { return }
      Unmanaged<ServerState>.fromOpaque(context).takeUnretainedValue().awaitRequest(connection)
    }
    options.connected = { context, connection, _, code in
      guard let context, let connection else { return }
      let state = Unmanaged<ServerState>.fromOpaque(context).takeUnretainedValue()
      if embedscope_http_is_start(code) != 0 {
        state.awaitRequest(connection)
      } else {
        state.deadlines.end(embedscope_http_socket(connection))
      }
    }
    return options
  }

  /// Ends all connections, those that are being answered when they are done.
  func stop() {
    let isFirst = isStopped.withLock { isStopped in
      defer { isStopped = true }
      return !isStopped
    }
    guard isFirst else { return }
    state.deadlines.closeAll()
    MHD_stop_daemon(daemon)
  }

  deinit { stop() }
}

/// One request while it comes in.
private final class Exchange {
  let target: String
  var method = ""
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  var isBegun = false

  init(target: String) { self.target = target }
}

/// What all connections share.
private final class ServerState: Sendable {
  private let limits: HTTPServer.Limits
  private let answer: @Sendable (Request) -> Reply
  let deadlines: RequestDeadlines

  init(limits: HTTPServer.Limits, answer: @escaping @Sendable (Request) -> Reply) {
    self.limits = limits
    self.answer = answer
    deadlines = RequestDeadlines(shortest: min(limits.requestSeconds, limits.answerSeconds))
  }

  func awaitRequest(_ connection: OpaquePointer) {
    deadlines.begin(embedscope_http_socket(connection), seconds: limits.requestSeconds)
  }

  /// Called when the head of a request is there, with each part of its body, and at its end.
  func receive(
    _ connection: OpaquePointer, _ method: UnsafePointer<CChar>, _ exchange: Exchange, _ data: UnsafePointer<CChar>?,
    _ size: UnsafeMutablePointer<Int>
  ) -> MHD_Result {
    if !exchange.isBegun {
      exchange.isBegun = true
      exchange.method = String(cString: method)
      exchange.headers = Self.headers(of: connection)
      // Refused before it is read; the connection ends with that.
      return declaredLength(exchange) > limits.body ? refuseBody(connection, exchange) : embedscope_http_yes
    }
    if size.pointee > 0 {
      guard exchange.body.count + size.pointee <= limits.body else { return refuseBody(connection, exchange) }
      exchange.body.append(contentsOf: UnsafeRawBufferPointer(start: data, count: size.pointee))
      size.pointee = 0
      return embedscope_http_yes
    }
    deadlines.begin(embedscope_http_socket(connection), seconds: limits.answerSeconds)
    let request = Request(exchange.method, exchange.target, headers: exchange.headers, body: exchange.body)
    return Self.send(answer(request), over: connection, closes: false)
  }

  private func declaredLength(_ exchange: Exchange) -> Int {
    let texts = exchange.headers.filter { $0.name.lowercasedASCII == "content-length" }.map(\.value)
    return texts.map { Int($0) ?? .max }.max() ?? 0
  }

  private func refuseBody(_ connection: OpaquePointer, _ exchange: Exchange) -> MHD_Result {
    let refusal = Refusal(413, "a request may have \(limits.body) bytes")
    let request = Request(exchange.method, exchange.target)
    return Self.send(Reply(Response(refusal), to: request), over: connection, closes: true)
  }

  private static func headers(of connection: OpaquePointer) -> [(name: String, value: String)] {
    var headers: [(name: String, value: String)] = []
    withUnsafeMutablePointer(to: &headers) { pointer in
      // SAFETY: the callback runs before this call returns, on this thread.
      embedscope_http_each_header(
        connection,
        { context, _, name, value in
          guard let context, let name else { return embedscope_http_yes }
          context.assumingMemoryBound(to: [(name: String, value: String)].self).pointee
            .append((String(cString: name), value.map { String(cString: $0) } ?? ""))
          return embedscope_http_yes
        }, pointer)
    }
    return headers
  }

  private static func send(_ reply: Reply, over connection: OpaquePointer, closes: Bool) -> MHD_Result {
    // SAFETY: the source keeps its bytes where they are as long as it lives; the response holds it until it is sent.
    let holder = Unmanaged.passRetained(reply.source as AnyObject)
    let start = reply.range.isEmpty ? nil : reply.source.bytes.baseAddress?.advanced(by: reply.range.lowerBound)
    let response = MHD_create_response_from_buffer_with_free_callback_cls(
      start == nil ? 0 : reply.range.count,
      UnsafeMutableRawPointer(mutating: start ?? UnsafeRawPointer(holder.toOpaque())),
      { pointer in pointer.map { Unmanaged<AnyObject>.fromOpaque($0).release() } }, holder.toOpaque())
    guard let response else {
      holder.release()
      return embedscope_http_no
    }
    defer { MHD_destroy_response(response) }
    for (name, value) in reply.headers { _ = MHD_add_response_header(response, name, value) }
    if closes { _ = MHD_add_response_header(response, "Connection", "close") }
    return MHD_queue_response(connection, UInt32(reply.status), response)
  }
}
