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

  // SAFETY: read-only memory that `owner` keeps mapped; `init` requires that its size fits type and shape.
  private nonisolated(unsafe) let base: UnsafeRawPointer?
  private let byteCount: Int
  private let owner: any AnyObject & Sendable

  /// A view of `bytes`, which `owner` keeps alive.
  ///
  /// - Precondition: `bytes` holds exactly the elements that `shape` and `dtype` say; readers of files check that before.
  package init(
    name: String, dtype: DType, shape: Shape, bytes: UnsafeRawBufferPointer, owner: any AnyObject & Sendable
  ) {
    let needed = shape.elementCount.flatMap(dtype.byteCount)
    precondition(needed == bytes.count, "\(name): \(dtype) \(shape) does not take \(bytes.count) bytes")
    self.name = name
    self.dtype = dtype
    self.shape = shape
    self.base = bytes.baseAddress
    self.byteCount = bytes.count
    self.owner = owner
  }

  /// Calls `body` with the stored bytes, little-endian as in the file.
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(owner) { try body(UnsafeRawBufferPointer(start: base, count: byteCount)) }
  }
}
