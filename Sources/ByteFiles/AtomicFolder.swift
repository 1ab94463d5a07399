#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writing a folder as a whole or not at all: into a hidden folder, whose content takes its place at the end.
///
/// A folder that is there stays what it is, with its mode and owner, be it the one that a shell stands in (`.`), a place where
/// something is mounted, or one that a link leads to: what is in it is moved aside first, and removed only when all that is new is
/// there. A failure on the way puts it back. Nothing is left behind when `commit()` is not reached.
package final class AtomicFolder {
  /// Where the folder will be.
  package let destination: String
  private let staging: String
  /// Whether the folder is there, and only what is in it changes.
  private let isThere: Bool

  /// Makes the hidden folder, in `destination` or beside it, and the folders above it where they are missing.
  ///
  /// - Throws: ``ByteFilesError/system(operation:file:reason:)`` where it cannot be written.
  package init(destination: String) throws {
    var path = destination
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    self.destination = path
    let unique = "\(getpid()).\(UInt32.random(in: 0 ... .max)).incomplete"
    switch FolderContent(path: path) {
    case .empty, .files:
      isThere = true
      staging = "\(path)/.\(unique)"
    case .missing, .notAFolder:
      isThere = false
      let (parent, name) = FileTree.split(path)
      try FileTree.makeFolders(parent)
      staging = "\(parent)/.\(name).\(unique)"
    }
    UnfinishedFiles.ofProcess.add(staging)
    guard mkdir(staging, 0o777) == 0 else { throw ByteFilesError.fromErrno("write", destination) }
  }

  deinit {
    FileTree.remove(staging)
    UnfinishedFiles.ofProcess.takeOff(staging)
  }

  /// Writes one file; `name` may hold folders, which are made.
  package func write(_ name: String, _ bytes: UnsafeRawBufferPointer) throws {
    let path = staging + "/" + name
    try FileTree.makeFolders(FileTree.split(path).parent)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
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
    guard isThere else {
      guard rename(staging, destination) == 0 else { throw ByteFilesError.fromErrno("write", destination) }
      return
    }
    let previous = staging + ".previous"
    guard mkdir(previous, 0o700) == 0 else { throw ByteFilesError.fromErrno("write", destination) }
    let hidden = Set([staging, previous].map { FileTree.split($0).name })
    let former = Self.names(destination).filter { !hidden.contains($0) }
    do {
      try Self.move(former, from: destination, to: previous)
      do {
        try Self.move(Self.names(staging), from: staging, to: destination)
      } catch {
        try Self.move(former, from: previous, to: destination)
        throw error
      }
    } catch {
      // Empty where all was put back; what could not be put back stays where it is.
      rmdir(previous)
      throw error
    }
    FileTree.remove(previous)
    FileTree.remove(staging)
  }

  private static func names(_ folder: String) -> [String] {
    if case .files(let names) = FolderContent(path: folder) { names } else { [] }
  }

  /// Moves all of `names`, or none where one can't be moved.
  private static func move(_ names: [String], from source: String, to destination: String) throws {
    for (place, name) in names.enumerated() where rename("\(source)/\(name)", "\(destination)/\(name)") != 0 {
      let error = ByteFilesError.fromErrno("write", "\(destination)/\(name)")
      for moved in names[..<place] { rename("\(destination)/\(moved)", "\(source)/\(moved)") }
      throw error
    }
  }
}
