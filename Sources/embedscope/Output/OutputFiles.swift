import ByteFiles
import ModelSources
import Studies
import Workspace

/// A path that an option names for output: a file, what a link or a device leads to, or `-` for the standard output.
struct OutputPath: Sendable, Equatable {
  /// As it was typed.
  var path: String

  init(_ path: String) { self.path = path }

  private var target: WriteTarget { path == "-" ? .standardOutput : WriteTarget(path) }

  /// Whether what is written there is what the command prints: `-`, or a name that leads to the same.
  var isStandardOutput: Bool { target == .standardOutput }

  /// Whether it is a file, beside which others can lie.
  var isFile: Bool { if case .file = target { true } else { false } }

  /// Whether both lead to one place.
  func isSame(as other: OutputPath) -> Bool { target.isSame(as: other.target) }

  /// Throws where two of `paths` are one, or where the standard output is wanted by one of them and by `--json`.
  static func check(_ paths: [OutputPath], printsJSON: Bool) throws(UsageError) {
    for (index, path) in paths.enumerated() {
      if printsJSON, path.isStandardOutput {
        throw .conflict("“\(path.path)” and --json would both use the standard output")
      }
      guard let other = paths[..<index].first(where: { $0.isSame(as: path) }) else { continue }
      throw .conflict(
        other == path
          ? "“\(path.path)” is named twice as a file to write; give each file a name of its own"
          : "“\(other.path)” and “\(path.path)” are one file; give each file a name of its own")
    }
  }
}

/// Writes the files that a command was asked for: all of them or none; what is for the standard output is printed.
struct OutputFiles {
  let context: CommandContext

  /// A file, and what sends its bytes as they come.
  typealias File = (path: OutputPath, body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void)

  /// Writes `files`; none of them may be one that `models` were read from.
  func write(_ files: [File], of models: [OpenModel]) throws {
    for file in files where file.path.isFile {
      let path = file.path.path
      guard !models.contains(where: { $0.filesRead().contains { AtomicFile.isSame($0.path, path) } }) else {
        throw UsageError.conflict("“\(path)” is a file of the model itself; give another name")
      }
    }
    let printed = files.filter(\.path.isStandardOutput)
    let written = files.filter { !$0.path.isStandardOutput }
    try AtomicFile.write(streams: written.map { ($0.path.path, $0.body) })
    for file in written { context.messages.line("Wrote \(file.path.path)") }
    for file in printed { try file.body { try context.output.write($0) } }
  }
}
