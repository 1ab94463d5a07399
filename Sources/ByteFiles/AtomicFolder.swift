#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writing a folder as a whole or not at all: into a hidden folder beside it, which takes its place at the end.
///
/// What stood there before is moved aside first and removed only when the new folder stands; a failure on the way puts it
/// back. Nothing is left behind when `commit()` is not reached.
package final class AtomicFolder {
  /// Where the folder will be.
  package let destination: String
  private let staging: String
  private var isCommitted = false

  /// Makes the hidden folder beside `destination`, and the folders above it where they are missing.
  ///
  /// - Throws: ``ByteFilesError/system(operation:file:reason:)`` where it cannot be written.
  package init(destination: String) throws {
    var path = destination
    while path.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    self.destination = path
    let (parent, name) = FileTree.split(path)
    try FileTree.makeFolders(parent)
    staging = "\(parent)/.\(name).\(getpid()).\(UInt32.random(in: 0 ... .max)).incomplete"
    UnfinishedFiles.ofProcess.add(staging)
    guard mkdir(staging, 0o755) == 0 else { throw ByteFilesError.fromErrno("write", destination) }
  }

  deinit {
    if !isCommitted { FileTree.remove(staging) }
    UnfinishedFiles.ofProcess.takeOff(staging)
  }

  /// Writes one file; `name` may hold folders, which are made.
  package func write(_ name: String, _ bytes: UnsafeRawBufferPointer) throws {
    let path = staging + "/" + name
    try FileTree.makeFolders(FileTree.split(path).parent)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ByteFilesError.fromErrno("write", destination + "/" + name) }
    var result = Result { try AtomicFile.writeAll(bytes, to: descriptor, path: destination + "/" + name) }
    // Some file systems report a full disk only when the file is closed.
    if close(descriptor) != 0, case .success = result {
      result = .failure(ByteFilesError.fromErrno("write", destination + "/" + name))
    }
    try result.get()
  }

  /// Writes one file.
  package func write(_ name: String, _ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write(name, $0) }
  }

  /// Writes one text file as UTF-8.
  package func write(_ name: String, _ text: String) throws {
    var text = text
    try text.withUTF8 { try write(name, UnsafeRawBufferPointer($0)) }
  }

  /// Puts the folder in its place, instead of whatever stands there.
  package func commit() throws {
    let previous = staging + ".previous"
    let hadPrevious = rename(destination, previous) == 0
    if !hadPrevious, errno != ENOENT { throw ByteFilesError.fromErrno("replace", destination) }
    guard rename(staging, destination) == 0 else {
      let error = ByteFilesError.fromErrno("write", destination)
      if hadPrevious { rename(previous, destination) }
      throw error
    }
    isCommitted = true
    if hadPrevious { FileTree.remove(previous) }
  }
}
