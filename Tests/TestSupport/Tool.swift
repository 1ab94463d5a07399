public import Foundation

/// The built tool, run as a person would run it: in a folder of its own, with an environment that says nothing.
///
/// ```swift
/// let run = try Tool.run(["vocab", model.path, "--json"])
/// #expect(run.exitCode == 0, "\(run.errors)")
/// ```
public struct Tool {
  /// What one run left: all it printed, and how it ended.
  public struct Run: Sendable {
    /// The bytes of the standard output.
    public let bytes: [UInt8]
    /// What was written to the standard error.
    public let errors: String
    /// The exit status; for a process ended by a signal, 128 plus its number.
    public let exitCode: Int32
    /// The standard output as text.
    public var output: String { String(decoding: bytes, as: UTF8.self) }
    /// The lines of the standard output.
    public var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// The one JSON object that `--json` prints.
    public func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
      try JSONDecoder().decode(type, from: Data(bytes))
    }
  }

  /// There is no built tool to run.
  public struct NotBuilt: Error, CustomStringConvertible {
    /// What to do.
    public let description: String
  }

  /// Runs the tool with `arguments` to its end.
  ///
  /// The tool sees no network (HF_HUB_OFFLINE=1), a home folder without anything, and PATH; `environment` adds to that. `program` is
  /// another built program, such as an example.
  public static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: String? = nil,
    program: String? = nil
  ) throws -> Run {
    let scratch = try TemporaryFolder()
    let process = try process(arguments, environment: environment, in: folder ?? scratch.path, home: scratch.path)
    if let program { process.executableURL = URL(fileURLWithPath: program) }
    // Files rather than pipes: they cannot fill up, however much is printed.
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: scratch.write(".input", input)))
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.write(".output", "")))
    let errors = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.write(".errors", "")))
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    return Run(
      bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/.output"))),
      errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/.errors")), as: UTF8.self),
      exitCode: exitCode(of: process))
  }

  /// The tool, ready to be started by a test that needs more than ``run(_:input:environment:in:)``.
  public static func process(
    _ arguments: [String], environment: [String: String] = [:], in folder: String, home: String
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path())
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let base = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "HF_HUB_OFFLINE": "1",
      "LC_ALL": "C.UTF-8",
    ]
    process.environment = base.merging(environment) { $1 }
    return process
  }

  /// The exit status of a process that has ended, as a shell gives it.
  public static func exitCode(of process: Process) -> Int32 {
    process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
  }

  /// The path of the built tool, which lies beside the tests; EMBEDSCOPE_BINARY names another.
  public static func path() throws -> String {
    let process = ProcessInfo.processInfo
    if let named = process.environment["EMBEDSCOPE_BINARY"] { return named }
    let arguments = process.arguments
    // On macOS the tests run in a helper of the toolchain, which is told where they are.
    let bundle = arguments.firstIndex(of: "--test-bundle-path").map { $0 + 1 }
    let start = bundle.flatMap { $0 < arguments.count ? arguments[$0] : nil } ?? arguments.first ?? ""
    var folder = URL(fileURLWithPath: start).deletingLastPathComponent()
    for _ in 0..<5 {
      let candidate = folder.appendingPathComponent("embedscope").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
        return candidate
      }
      folder = folder.deletingLastPathComponent()
    }
    throw NotBuilt(description: "no file “embedscope” beside \(start); run swift build first")
  }
}
