#if os(Linux)
import Foundation
import TestSupport
import Testing

/// A disk that fills up while files are written: a small tmpfs, mounted where only the test sees it.
@Suite struct FullDiskTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private struct Outcome {
    var status: Int32
    var text: String
  }

  /// Runs `script` where `disk` is a file system of `size`; `$TOOL` and `$MODEL` are there.
  private static func run(_ script: String, size: String, in folder: String) throws -> Outcome {
    try FileManager.default.createDirectory(atPath: folder + "/disk", withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let mounted = "mount -t tmpfs -o size=\(size) none disk || exit 77\n" + script
    process.arguments = ["unshare", "-m", "bash", "-c", mounted]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder, "HF_HUB_OFFLINE": "1",
      "LC_ALL": "C.UTF-8", "TOOL": try Tool.path(), "MODEL": Fixture.path("models/tiny-gpt2"),
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, text: text)
  }

  /// Whether this machine lets the test mount a file system of its own.
  private static func canMount() -> Bool {
    guard let folder = try? TemporaryFolder() else { return false }
    let outcome = try? run("true", size: "64k", in: folder.path)
    return withExtendedLifetime(folder) { outcome?.status == 0 }
  }

  @Test(.enabled(if: canMount(), "needs the right to mount a tmpfs (root)"))
  func aReportLeavesNothingOnAFullDisk() throws {
    let outcome = try Self.run(
      "\"$TOOL\" report \"$MODEL\" --out disk/report; echo \"exit $?\"; ls -A disk", size: "64k", in: folder.path)
    #expect(outcome.text.hasPrefix("embedscope: error: disk/"), "\(outcome.text)")
    #expect(outcome.text.hasSuffix("No space left on device\nexit 1\n"), "\(outcome.text)")
  }

  @Test(.enabled(if: canMount(), "needs the right to mount a tmpfs (root)"))
  func anOldReportOutlivesAFullDisk() throws {
    let script = """
      "$TOOL" report "$MODEL" --out disk/report --quiet || exit 1
      sum() { find disk -type f | sort | xargs cat | sha256sum; }
      before=$(sum)
      head -c 100M /dev/zero > disk/filler 2> /dev/null
      head -c 8192 /dev/zero > filler; truncate -s -8192 disk/filler
      "$TOOL" report "$MODEL" --out disk/report --index 3; echo "exit $?"
      rm disk/filler
      [ "$before" = "$(sum)" ] && ls -A disk
      """
    let outcome = try Self.run(script, size: "1m", in: folder.path)
    #expect(outcome.text.contains("No space left on device\nexit 1\nreport\n"), "\(outcome.text)")
  }

  @Test(.enabled(if: canMount(), "needs the right to mount a tmpfs (root)"))
  func figuresLeaveNothingOnAFullDisk() throws {
    let outcome = try Self.run(
      "\"$TOOL\" stats \"$MODEL\" --csv disk/a.csv --figure disk/a.png --json; echo \"exit $?\"; ls -A disk",
      size: "32k", in: folder.path)
    #expect(outcome.text.hasPrefix("embedscope: error: disk/a."), "\(outcome.text)")
    #expect(outcome.text.hasSuffix("No space left on device\nexit 1\n"), "\(outcome.text)")
  }
}
#endif
