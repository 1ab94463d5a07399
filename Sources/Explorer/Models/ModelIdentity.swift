import ByteFiles
import ModelSources
import Workspace

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What a model's answers depend on, as one digest: another one as soon as a file is another.
struct ModelIdentity: Sendable, Hashable {
  /// 64 hexadecimal digits.
  let digest: String

  /// Of the files that were opened so far: by the hub's hash or commit where there is one, else by path, size and time of
  /// the last change.
  ///
  /// - Parameter tensor: The tensor that was taken for the table.
  init(of model: OpenModel, tensor: String?) {
    var parts = [model.displayName, model.identifier, model.pattern ?? "", tensor ?? ""]
    for file in model.filesRead() {
      parts.append(file.name)
      if let hash = file.hash {
        parts.append(hash.description)
      } else if file.isPartial, let commit = model.commit {
        parts.append("\(commit) \(file.size)")
      } else {
        parts.append("\(Self.real(file.path)) \(file.size) \(Self.lastChange(of: file.path))")
      }
    }
    digest = Self.digest(of: parts)
  }

  /// The SHA-256 of texts, each with its length before it, so that no two lists are the same bytes.
  static func digest(of parts: [String]) -> String {
    let digest = Digest(.sha256)
    for part in parts { Array("\(part.utf8.count):\(part)".utf8).withUnsafeBytes { digest.update($0) } }
    return digest.finish()
  }

  private static func real(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func lastChange(of path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "gone" }
    #if canImport(Darwin)
    return "\(status.st_mtimespec.tv_sec).\(status.st_mtimespec.tv_nsec)"
    #else
    return "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    #endif
  }
}
