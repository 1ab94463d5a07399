import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A connection to a server on this machine, byte by byte as a test wants it.
final class Wire {
  private let socket: Int32

  /// nil where the server does not take it.
  init?(port: Int) {
    #if canImport(Darwin)
    let kind = SOCK_STREAM
    #else
    let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    socket = Self.make(AF_INET, kind)
    guard socket >= 0 else { return nil }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var timeout = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      close(socket)
      return nil
    }
  }

  private static func make(_ family: Int32, _ kind: Int32) -> Int32 {
    #if canImport(Darwin)
    Darwin.socket(family, kind, 0)
    #else
    Glibc.socket(family, kind, 0)
    #endif
  }

  deinit { close(socket) }

  /// Sends `text`; false once the other side has gone.
  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { raw in
        #if canImport(Darwin)
        Darwin.send(socket, raw.baseAddress, raw.count, 0)
        #else
        Glibc.send(socket, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
        #endif
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// All that comes until the other side closes, or 20 seconds pass without a byte.
  func readAll() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// One answer with its body, by its Content-Length.
  func readAnswer(hasBody: Bool = true) -> (head: String, body: [UInt8]) {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
      guard recv(socket, &byte, 1, 0) == 1 else { return (String(decoding: bytes, as: UTF8.self), []) }
      bytes.append(byte)
    }
    let head = String(decoding: bytes, as: UTF8.self)
    let length =
      head.lowercased().components(separatedBy: "content-length: ").dropFirst().first
      .flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
    var body: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while hasBody, body.count < length {
      let count = recv(socket, &buffer, min(buffer.count, length - body.count), 0)
      guard count > 0 else { break }
      body += buffer[..<count]
    }
    return (head, body)
  }
}
