#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The functions of OpenBLAS that are used here: BLAS in C's form, LAPACK in Fortran's.
///
/// The library is loaded by the first computation that needs it. Linked, it costs every start of a program 2 ms (LAPACKE
/// and its own libraries another 0.7 ms), more on a machine of many cores, because it makes its threads when it is loaded.
struct OpenBLAS: Sendable {
  // C's enums are int; OpenBLAS counts in 32 bits unless it is built with INTERFACE64.
  typealias SGEMM =
    @convention(c) @Sendable (
      Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>?, Int32, UnsafePointer<Float>?, Int32,
      Float,
      UnsafeMutablePointer<Float>?, Int32
    ) -> Void
  typealias DGEMM =
    @convention(c) @Sendable (
      Int32, Int32, Int32, Int32, Int32, Int32, Double, UnsafePointer<Double>?, Int32, UnsafePointer<Double>?, Int32,
      Double, UnsafeMutablePointer<Double>?, Int32
    ) -> Void
  /// Order, uplo, trans, n, k, alpha, A, lda, beta, C, ldc.
  typealias SSYRK =
    @convention(c) @Sendable (
      Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>?, Int32, Float, UnsafeMutablePointer<Float>?, Int32
    ) -> Void
  /// `xSYEVD`: jobz, uplo, n, a, lda, w, work, lwork, iwork, liwork, info, and the lengths of the two texts.
  typealias SYEVD<Element> =
    @convention(c) @Sendable (
      UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<Int32>, UnsafeMutableRawPointer?, UnsafePointer<Int32>,
      UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafePointer<Int32>, UnsafeMutablePointer<Int32>?,
      UnsafePointer<Int32>, UnsafeMutablePointer<Int32>, Int, Int
    ) -> Void
  /// `DGESDD`: jobz, m, n, a, lda, s, u, ldu, vt, ldvt, work, lwork, iwork, info, and the length of the text.
  typealias GESDD =
    @convention(c) @Sendable (
      UnsafePointer<CChar>, UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafeMutableRawPointer?, UnsafePointer<Int32>,
      UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafePointer<Int32>, UnsafeMutableRawPointer?,
      UnsafePointer<Int32>, UnsafeMutableRawPointer?, UnsafePointer<Int32>, UnsafeMutablePointer<Int32>?,
      UnsafeMutablePointer<Int32>, Int
    ) -> Void

  let sgemm: SGEMM
  let dgemm: DGEMM
  let ssyrk: SSYRK
  let ssyevd: SYEVD<Float>
  let dsyevd: SYEVD<Double>
  let dgesdd: GESDD

  /// The library, loaded once; every call after the first gives the same result.
  static func load() throws -> OpenBLAS { try loaded.get() }

  private static let loaded = Result { try OpenBLAS() }

  #if canImport(Darwin)
  private static let fileNames = [
    "/opt/homebrew/opt/openblas/lib/libopenblas.dylib", "/usr/local/opt/openblas/lib/libopenblas.dylib",
    "libopenblas.dylib",
  ]
  #else
  private static let fileNames = ["libopenblas.so.0", "libopenblas.so"]
  #endif

  private init() throws {
    let library = try Self.open()
    sgemm = try library.function("cblas_sgemm", as: SGEMM.self)
    dgemm = try library.function("cblas_dgemm", as: DGEMM.self)
    ssyrk = try library.function("cblas_ssyrk", as: SSYRK.self)
    ssyevd = try library.function("ssyevd_", as: SYEVD<Float>.self)
    dsyevd = try library.function("dsyevd_", as: SYEVD<Double>.self)
    dgesdd = try library.function("dgesdd_", as: GESDD.self)
    // Its own threads would divide sums by their number, and fight with ours: one tile, one thread.
    let setThreadCount = try library.function(
      "openblas_set_num_threads", as: (@convention(c) @Sendable (Int32) -> Void).self)
    setThreadCount(1)
  }

  private static func open() throws -> LoadedLibrary {
    var reasons: [String] = []
    for name in fileNames {
      if let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) { return LoadedLibrary(name: name, handle: handle) }
      reasons.append(dlerror().map { String(cString: $0) } ?? "no reason given")
    }
    throw TensorsError.libraryNotLoaded(library: fileNames[0], reason: reasons.joined(separator: "; "))
  }
}

/// A library that stays loaded until the program ends.
private struct LoadedLibrary {
  let name: String
  let handle: UnsafeMutableRawPointer

  /// The function of this name.
  ///
  /// - Precondition: `type` is a C function type, and the one that the function has.
  func function<Function>(_ symbol: String, as type: Function.Type) throws -> Function {
    guard let address = dlsym(handle, symbol) else {
      throw TensorsError.libraryNotLoaded(library: name, reason: "it has no function \(symbol)")
    }
    // SAFETY: a C function type is an address; OpenBLAS declares these functions with these types in cblas.h and lapack.h.
    return unsafeBitCast(address, to: type)
  }
}
