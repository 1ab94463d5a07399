/// A tensor that lies in a mapped file: its name, type, shape and where its bytes are.
///
/// Nothing is copied: the bytes are read where the file is mapped.
public struct Tensor: Sendable {
  /// The name as the checkpoint has it.
  public let name: String
  /// The type of the stored elements.
  public let dtype: DType
  /// The shape, outermost dimension first.
  public let shape: Shape
  /// How many elements apart neighbours along each dimension are; nil where the elements lie in order, the innermost
  /// dimension's side by side.
  package let strides: [Int]?

  // SAFETY: read-only memory that `owner` keeps mapped; `init` requires that its size fits type and shape.
  private nonisolated(unsafe) let base: UnsafeRawPointer?
  private let byteCount: Int
  private let owner: any AnyObject & Sendable

  /// A view of `bytes`, which `owner` keeps alive.
  ///
  /// - Precondition: `bytes` holds exactly the elements that `shape` and `dtype` say or, where there are `strides` (none
  ///   negative, of a type without blocks), all from the first to the last; readers of files check that before.
  package init(
    name: String, dtype: DType, shape: Shape, strides: [Int]? = nil, bytes: UnsafeRawBufferPointer,
    owner: any AnyObject & Sendable
  ) {
    let strides = strides.flatMap { shape.isInOrder(strides: $0) ? nil : $0 }
    let needed = (strides.map { shape.span(strides: $0) } ?? shape.elementCount).flatMap(dtype.byteCount)
    precondition(needed == bytes.count, "\(name): \(dtype) \(shape) does not take \(bytes.count) bytes")
    precondition(strides == nil || dtype.elementsPerBlock == 1, "\(name): \(dtype) has blocks, and strides")
    self.name = name
    self.dtype = dtype
    self.shape = shape
    self.strides = strides
    self.base = bytes.baseAddress
    self.byteCount = bytes.count
    self.owner = owner
  }

  /// Calls `body` with the stored bytes, little-endian as in the file; with ``strides``, of all that lies between the first
  /// element and the last.
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(owner) { try body(UnsafeRawBufferPointer(start: base, count: byteCount)) }
  }
}
