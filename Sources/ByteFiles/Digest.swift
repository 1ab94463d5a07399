import CCrypto

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
    let file = try MappedFile(path: path)
    return file.withUnsafeBytes(sha256)
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
