/// A tensor that lies in a mapped file: its name, type, shape and where its bytes are.
///
/// Nothing is copied: the bytes are read where the file is mapped. A matrix that a quantiser packed into several tensors of a
/// file is one tensor, too.
public struct Tensor: Sendable {
  /// The name as the checkpoint has it.
  public let name: String
  /// The type of the stored elements; of a packed matrix, the type that its values have.
  public let dtype: DType
  /// The shape, outermost dimension first.
  public let shape: Shape
  /// How many elements apart neighbours along each dimension are; nil where the elements lie in order, the innermost
  /// dimension's side by side.
  package let strides: [Int]?
  /// The parts of a packed matrix; nil for a tensor that is stored as it is.
  package let packed: PackedNumbers?

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
    self.packed = nil
    self.base = bytes.baseAddress
    self.byteCount = bytes.count
    self.owner = owner
  }

  /// The matrix `name` that the parts of `packed` are.
  package init(name: String, packed: PackedNumbers) {
    self.name = name
    self.dtype = packed.valueType
    self.shape = Shape([packed.rows, packed.columns])
    self.strides = nil
    self.packed = packed
    self.base = nil
    self.byteCount = 0
    self.owner = packed
  }

  /// The same bytes as elements of another type; nil where they are not as many, or not in order.
  package func viewed(as dtype: DType, _ shape: Shape) -> Tensor? {
    guard strides == nil, packed == nil, shape.elementCount.flatMap(dtype.byteCount) == byteCount else { return nil }
    let bytes = UnsafeRawBufferPointer(start: base, count: byteCount)
    return Tensor(name: name, dtype: dtype, shape: shape, bytes: bytes, owner: owner)
  }

  /// How the elements are stored, as a person is told: `F16`, `Q4_K`, `MLX 4-bit (groups of 64)`.
  public var typeName: String { packed?.typeName ?? dtype.rawValue }

  /// The tensors of the file that it is made of: itself, unless it is packed.
  package var parts: [Tensor] { packed.map { [$0.numbers, $0.scales] + ($0.biases.map { [$0] } ?? []) } ?? [self] }

  /// Calls `body` with the stored bytes, little-endian as in the file.
  ///
  /// With ``strides`` they are all that lies between the first element and the last. A packed matrix has none of its own: its
  /// ``parts`` have.
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(owner) { try body(UnsafeRawBufferPointer(start: base, count: byteCount)) }
  }
}
