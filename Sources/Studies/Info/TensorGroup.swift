/// Tensors of one type and shape whose names differ by numbers alone, as those of the layers do.
package struct TensorGroup: Equatable, Sendable {
  /// The name, with `0-11` where the numbers differ: `h.0-11.attn.c_attn.weight`.
  package var name: String
  /// How many tensors there are.
  package var count: Int
  package var dtype: String
  package var shape: [Int]
  /// Of all of them together.
  package var bytes: Int

  /// The groups of `tensors`, in the order of the first of each.
  package static func groups(of tensors: [InfoResult.Tensor]) -> [TensorGroup] {
    var places: [Key: Int] = [:]
    var groups: [(parts: [[UInt8]], numbers: [ClosedRange<Int>?], tensor: InfoResult.Tensor, count: Int, bytes: Int)] =
      []
    for tensor in tensors {
      let parts = tensor.name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
      let numbers = parts.map(number)
      let key = Key(
        parts: zip(parts, numbers).map { $1 == nil ? $0 : nil }, dtype: tensor.dtype, shape: tensor.shape)
      guard let place = places[key] else {
        places[key] = groups.count
        groups.append((parts, numbers.map { $0.map { $0...$0 } }, tensor, 1, tensor.bytes))
        continue
      }
      for (index, number) in numbers.enumerated() {
        guard let number, let range = groups[place].numbers[index] else { continue }
        groups[place].numbers[index] = min(range.lowerBound, number)...max(range.upperBound, number)
      }
      groups[place].count += 1
      groups[place].bytes += tensor.bytes
    }
    return groups.map { group in
      let name = zip(group.parts, group.numbers).map { part, range in
        range.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
          ?? String(decoding: part, as: UTF8.self)
      }
      return TensorGroup(
        name: name.joined(separator: "."), count: group.count, dtype: group.tensor.dtype, shape: group.tensor.shape,
        bytes: group.bytes)
    }
  }

  private struct Key: Hashable {
    /// The parts between the points; nil for numbers.
    var parts: [[UInt8]?]
    var dtype: String
    var shape: [Int]
  }

  /// The number that a part of a name is, where it is one as it would be printed: `07` is a name.
  private static func number(_ part: [UInt8]) -> Int? {
    guard !part.isEmpty, part.count <= 9, part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard part.count == 1 || part[0] != UInt8(ascii: "0") else { return nil }
    return part.reduce(0) { 10 * $0 + Int($1 - 0x30) }
  }
}
