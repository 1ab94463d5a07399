import Glibc

/// A name as a key of dictionaries and in sorted lists: equal only when all bytes are, in the order of the bytes.
///
/// Swift's `String` holds composed and decomposed é for equal, and would make one of two names that a file keeps apart.
package struct ExactName: Hashable, Comparable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (left: ExactName, right: ExactName) -> Bool {
    left.compare(with: right) == 0
  }

  package static func < (left: ExactName, right: ExactName) -> Bool {
    left.compare(with: right) < 0
  }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Below 0, 0 or above it, as this name stands before, at or behind `other`.
  private func compare(with other: ExactName) -> Int {
    var (text, other) = (text, other.text)
    return text.withUTF8 { left in
      other.withUTF8 { right in
        let count = min(left.count, right.count)
        guard count > 0, let a = left.baseAddress, let b = right.baseAddress else { return left.count - right.count }
        let order = memcmp(a, b, count)
        return order == 0 ? left.count - right.count : Int(order)
      }
    }
  }
}
