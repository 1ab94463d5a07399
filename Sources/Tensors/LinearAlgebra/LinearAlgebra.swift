/// Products and decompositions of matrices, computed by OpenBLAS.
///
/// Every call runs on the calling thread alone. Work for all cores is cut into tiles whose bounds depend on shapes only,
/// one call each (``parallelMultiply(_:_:into:)``): the results have the same bits whatever the number of threads.
/// Another type of processor has other kernels, and may round otherwise.
///
/// ```swift
/// let algebra = try LinearAlgebra.load()
/// algebra.multiply(a, b.transposed, into: c)                   // c = a·bᵀ
/// let (values, vectors) = try algebra.eigen(symmetric: s, order: n)
/// ```
package struct LinearAlgebra: Sendable {
  let library: OpenBLAS

  /// Loads OpenBLAS when it is first called, which takes about 3 ms; later calls cost nothing.
  ///
  /// Throws ``TensorsError/libraryNotLoaded(library:reason:)`` where it is not installed.
  package static func load() throws -> LinearAlgebra {
    LinearAlgebra(library: try OpenBLAS.load())
  }
}

/// A type of number that OpenBLAS computes with: `Float` and `Double`.
package protocol LinearAlgebraElement: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// C = scale · A·B, plus what C holds where `accumulates` is true.
  ///
  /// - Precondition: ``LinearAlgebra/multiply(_:_:into:scale:adding:)`` checked the shapes.
  static func multiply(
    _ library: OpenBLASLibrary, _ a: MatrixView<Self>, _ b: MatrixView<Self>, _ c: MutableMatrixView<Self>, scale: Self,
    accumulates: Bool)
}

/// What a type of number calls; only this module can look inside.
package struct OpenBLASLibrary {
  let functions: OpenBLAS
}

// `CblasRowMajor`, `CblasNoTrans` and `CblasTrans` of cblas.h.
private let rowMajor: Int32 = 101
private let asStored: Int32 = 111
private let transposed: Int32 = 112

extension Float: LinearAlgebraElement {
  package static func multiply(
    _ library: OpenBLASLibrary, _ a: MatrixView<Float>, _ b: MatrixView<Float>, _ c: MutableMatrixView<Float>,
    scale: Float, accumulates: Bool
  ) {
    library.functions.sgemm(
      rowMajor, a.isTransposed ? transposed : asStored, b.isTransposed ? transposed : asStored, Int32(c.rowCount),
      Int32(c.columnCount), Int32(a.columnCount), scale, a.start, Int32(max(1, a.rowStride)), b.start,
      Int32(max(1, b.rowStride)), accumulates ? 1 : 0, c.start, Int32(max(1, c.rowStride)))
  }
}

extension Double: LinearAlgebraElement {
  package static func multiply(
    _ library: OpenBLASLibrary, _ a: MatrixView<Double>, _ b: MatrixView<Double>, _ c: MutableMatrixView<Double>,
    scale: Double, accumulates: Bool
  ) {
    library.functions.dgemm(
      rowMajor, a.isTransposed ? transposed : asStored, b.isTransposed ? transposed : asStored, Int32(c.rowCount),
      Int32(c.columnCount), Int32(a.columnCount), scale, a.start, Int32(max(1, a.rowStride)), b.start,
      Int32(max(1, b.rowStride)), accumulates ? 1 : 0, c.start, Int32(max(1, c.rowStride)))
  }
}
