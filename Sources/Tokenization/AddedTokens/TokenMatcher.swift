#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Finds any of many byte strings in a text: of those that begin leftmost, the longest; matches do not overlap.
///
/// A trie over bytes, walked from every position at which some string may begin.
struct TokenMatcher: Sendable, Equatable {
  private struct Node: Equatable {
    var byte: UInt8
    var value: Int32 = -1
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
  }

  private var nodes: [Node] = []
  /// The node for each first byte, or -1.
  private var roots = [Int32](repeating: -1, count: 256)

  /// The bytes that strings begin with.
  private var firstBytes: [UInt8] = []

  /// Whether there is nothing to find.
  var isEmpty: Bool { nodes.isEmpty }

  /// Whether `text` has a byte with which a string begins.
  func mayMatch(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = text.baseAddress else { return false }
    if firstBytes.count > 4 { return true }
    return firstBytes.contains { memchr(start, Int32($0), text.count) != nil }
  }

  /// Adds a string, with a value of at least 0 that a match reports; the last of two equal strings counts.
  mutating func insert(_ string: [UInt8], value: Int) {
    guard let first = string.first else { return }
    if roots[Int(first)] < 0 {
      roots[Int(first)] = newNode(first)
      firstBytes.append(first)
    }
    var node = roots[Int(first)]
    for byte in string.dropFirst() {
      if let child = child(of: node, byte) {
        node = child
      } else {
        let child = newNode(byte)
        nodes[Int(child)].nextSibling = nodes[Int(node)].firstChild
        nodes[Int(node)].firstChild = child
        node = child
      }
    }
    nodes[Int(node)].value = Int32(truncatingIfNeeded: value)
  }

  /// Calls `body` with each match and its value, from left to right.
  func forEachMatch(in text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>, Int) -> Void) {
    var candidates = Candidates(firstBytes, text)
    var start = 0
    while let next = candidates.next(from: start) {
      if let (end, value) = longestMatch(in: text, from: next) {
        body(next..<end, value)
        start = end
      } else {
        start = next + 1
      }
    }
  }

  /// The places of a text at which strings may begin: looked for byte by byte where strings begin with few bytes.
  private struct Candidates {
    private let text: UnsafeBufferPointer<UInt8>
    /// The bytes, and where each stands next; no bytes where there are too many to look for each.
    private var found: [(byte: UInt8, place: Int)]

    init(_ bytes: [UInt8], _ text: UnsafeBufferPointer<UInt8>) {
      self.text = text
      found = bytes.count > 4 ? [] : bytes.map { ($0, -1) }
    }

    /// The first place from `start` on; nil behind the last.
    mutating func next(from start: Int) -> Int? {
      guard start < text.count, let base = text.baseAddress else { return nil }
      guard !found.isEmpty else { return start }
      var first = text.count
      for index in found.indices {
        if found[index].place < start {
          let place = memchr(base + start, Int32(found[index].byte), text.count - start)
          found[index].place = place.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? text.count
        }
        first = min(first, found[index].place)
      }
      return first < text.count ? first : nil
    }
  }

  /// Where the longest string that begins at `start` ends, and its value.
  @inline(__always)
  func longestMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> (end: Int, value: Int)? {
    let root = roots[Int(text[start])]
    return root < 0 ? nil : longestMatch(text, from: start, root: root)
  }

  private func longestMatch(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, root: Int32
  ) -> (end: Int, value: Int)? {
    var node = root
    var index = start + 1
    var match: (end: Int, value: Int)?
    while true {
      let value = nodes[Int(node)].value
      if value >= 0 { match = (index, Int(value)) }
      guard index < text.count, let child = child(of: node, text[index]) else { return match }
      node = child
      index += 1
    }
  }

  /// The value of the string of `length` bytes that begins at `start`; nil where there is none.
  func match(in text: UnsafeBufferPointer<UInt8>, from start: Int, length: Int) -> Int? {
    guard length > 0, length <= text.count - start else { return nil }
    var node = roots[Int(text[start])]
    guard node >= 0 else { return nil }
    for byte in text[start + 1..<start + length] {
      guard let child = child(of: node, byte) else { return nil }
      node = child
    }
    let value = nodes[Int(node)].value
    return value >= 0 ? Int(value) : nil
  }

  private func child(of node: Int32, _ byte: UInt8) -> Int32? {
    var child = nodes[Int(node)].firstChild
    while child >= 0 {
      if nodes[Int(child)].byte == byte { return child }
      child = nodes[Int(child)].nextSibling
    }
    return nil
  }

  private mutating func newNode(_ byte: UInt8) -> Int32 {
    nodes.append(Node(byte: byte))
    return Int32(truncatingIfNeeded: nodes.count - 1)
  }
}
