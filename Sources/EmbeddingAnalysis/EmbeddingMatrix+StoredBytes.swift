import Tensors

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Comparisons of what is stored, before any conversion.
extension EmbeddingMatrix {
  /// Whether `other` has the same type and shape, and the same bytes in the same order.
  package func holdsSameBytes(as other: EmbeddingMatrix) -> Bool {
    typeName == other.typeName && storedRows == other.storedRows && tensor.shape == other.tensor.shape
      && tensor.strides == other.tensor.strides && rowCount == other.rowCount && columnCount == other.columnCount
      && tensor.parts.count == other.tensor.parts.count
      && zip(tensor.parts, other.tensor.parts).allSatisfy { mine, theirs in
        mine.dtype == theirs.dtype
          && mine.withUnsafeBytes { bytes in theirs.withUnsafeBytes { Self.areEqual(bytes, $0) } }
      }
  }

  /// Whether row `index` has the bytes that row `otherIndex` of `other` has; false where the types differ.
  ///
  /// - Precondition: both rows lie within their matrices.
  func hasSameBytes(row index: Int, as other: EmbeddingMatrix, row otherIndex: Int) -> Bool {
    precondition(index < rowCount && otherIndex < other.rowCount, "rows \(index) and \(otherIndex)")
    guard typeName == other.typeName, columnCount == other.columnCount,
      let size = dtype.byteCount(elements: columnCount)
    else { return false }
    if [tensor, other.tensor].contains(where: { $0.strides != nil || $0.packed != nil }) {
      return zip(row(index), other.row(otherIndex)).allSatisfy { $0.bitPattern == $1.bitPattern }
    }
    let (index, otherIndex) = (storedRow(index), other.storedRow(otherIndex))
    return tensor.withUnsafeBytes { mine in
      other.tensor.withUnsafeBytes { theirs in
        Self.areEqual(
          UnsafeRawBufferPointer(rebasing: mine[index * size..<(index + 1) * size]),
          UnsafeRawBufferPointer(rebasing: theirs[otherIndex * size..<(otherIndex + 1) * size]))
      }
    }
  }

  /// The first column of row `index` whose value is NaN or infinite; nil where all are finite.
  package func firstNonFiniteColumn(ofRow index: Int) -> Int? { row(index).firstIndex { !$0.isFinite } }

  private static func areEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    guard a.count == b.count else { return false }
    guard let first = a.baseAddress, let second = b.baseAddress else { return true }
    // SAFETY: both hold `count` bytes, as was compared.
    return memcmp(first, second, a.count) == 0
  }
}
