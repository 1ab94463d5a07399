import CCrypto

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A cryptographic digest of bytes, through OpenSSL's libcrypto.
package struct Digest: Sendable {
  /// The digests that model hubs use: SHA-256 for large files, SHA-1 for git's blobs.
  package enum Algorithm: Sendable {
    case sha256
    case sha1
  }

  private let context: Context

  /// A digest of nothing yet.
  package init(_ algorithm: Algorithm) {
    context = Context(algorithm == .sha256 ? EVP_sha256() : EVP_sha1())
  }

  /// Adds bytes.
  package func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    _ = EVP_DigestUpdate(context.pointer, base, bytes.count)
  }

  /// Adds the bytes of the file at `path`, a piece at a time: a mapped file of gigabytes would count as memory in use.
  package func update(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ByteFilesError.fromErrno("open", path) }
    defer { close(descriptor) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { piece.deallocate() }
    while true {
      let count = read(descriptor, piece.baseAddress, piece.count)
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR { continue }
        throw ByteFilesError.fromErrno("read", path)
      }
      update(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
  }

  /// Ends the digest: lower-case hexadecimal digits, 64 for SHA-256 and 40 for SHA-1.
  package consuming func finish() -> String {
    var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    _ = EVP_DigestFinal_ex(context.pointer, &result, &length)
    return result[..<Int(length)].map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  /// The SHA-256 of `bytes`.
  package static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    let digest = Digest(.sha256)
    digest.update(bytes)
    return digest.finish()
  }

  /// The SHA-256 of the file at `path`.
  package static func sha256(path: String) throws -> String {
    let digest = Digest(.sha256)
    try digest.update(path: path)
    return digest.finish()
  }

  private final class Context: @unchecked Sendable {
    // SAFETY: the context is created here, freed in deinit and used by one digest, one call at a time.
    let pointer: OpaquePointer?

    init(_ algorithm: OpaquePointer?) {
      pointer = EVP_MD_CTX_new()
      _ = EVP_DigestInit_ex(pointer, algorithm, nil)
    }

    deinit { EVP_MD_CTX_free(pointer) }
  }
}
