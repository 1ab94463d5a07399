import Foundation

/// A folder that inputs are written to, so that each target opens files as the tool does.
final class FuzzFolder: Sendable {
  static let shared = FuzzFolder()

  /// Tests/Fixtures.
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path

  let path: String

  private init() {
    // In memory where the system has such a place: an input is written millions of times.
    let base = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    path = "\(base)/embedscope-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
    for folder in ["pair", "packed"] {
      try? FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
    }
    atexit { try? FileManager.default.removeItem(atPath: FuzzFolder.shared.path) }
  }

  /// Writes `bytes` to the file `name`, in place of what was there.
  func write(_ bytes: UnsafeRawBufferPointer, to name: String) {
    let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "\(path)/\(name) cannot be written")
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = Foundation.write(descriptor, part.baseAddress, part.count)
      precondition(count > 0, "\(path)/\(name) cannot be written")
      rest = rest.dropFirst(count)
    }
  }
}
