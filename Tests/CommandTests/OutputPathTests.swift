import Foundation
import TestSupport
import Testing

/// What options name for output: `-`, devices, pipes, descriptors, links, the home folder.
@Suite struct OutputPathTests {
  private let model = Fixture.path("models/tiny-gpt2")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  /// Runs a script of bash in the folder; `$tool` and `$model` are set.
  private func bash(_ script: String) throws -> Tool.Run {
    try Tool.run(
      ["bash", "-euc", script], environment: ["tool": Tool.path(), "model": model], in: folder.path,
      program: "/usr/bin/env")
  }

  @Test func aDashPrintsTheTableAlone() throws {
    let run = try Tool.run(["stats", model, "--csv", "-"], in: folder.path)
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(try Tool.run(["stats", model, "--csv", "s.csv"], in: folder.path).exitCode == 0)
    #expect(run.output == (try text("s.csv")))
    #expect(try files() == ["s.csv"])
  }

  @Test func aDashPrintsTheFigure() throws {
    #expect(try Tool.run(["stats", model, "--figure", "-"], in: folder.path).output.hasPrefix("<svg"))
    #expect(try Tool.run(["stats", model, "--figure", "svg:-"], in: folder.path).output.hasPrefix("<svg"))
    #expect(try Tool.run(["stats", model, "--figure", "pdf:-"], in: folder.path).bytes.starts(with: "%PDF".utf8))
    #expect(try Tool.run(["stats", model, "--figure", "png:-"], in: folder.path).bytes.starts(with: [0x89, 0x50]))
    #expect(try files().isEmpty)
  }

  @Test func aDashPrintsTheGraphOfAllNeighbors() throws {
    let run = try Tool.run(["neighbors", model, "--all", "-"], in: folder.path)
    #expect(run.lines.first == "id,raw,rank,neighbor_id,neighbor_raw,cosine", "\(run.errors)")
    #expect(try files().isEmpty)
  }

  @Test func theFirstOfSeveralTablesIsPrintedAndTheOthersAreNamed() throws {
    let run = try Tool.run(["vocab", Fixture.path("models/tiny-bert"), "--list", "--csv", "-"], in: folder.path)
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("the first of 2 tables alone is written there; a file's name gives also tokens"))
  }

  @Test(arguments: [
    (["--csv", "-", "--json"], "“-” and --json would both use the standard output"),
    (["--csv", "-", "--figure", "-"], "“-” is named twice"),
    (["--csv", "a.svg", "--figure", "./a.svg"], "“./a.svg” and “a.svg” are one file"),
    (["--figure", "a"], "or a format before any name, as in png:-"),
    (["--figure", "svg:"], "expected a file name that ends in .svg"),
  ])
  func whatCannotBeIsAUsageError(words: [String], message: String) throws {
    let run = try Tool.run(["stats", model] + words, in: folder.path)
    #expect(run.exitCode == 64 && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(try files().isEmpty)
  }

  @Test func aFileOfTheModelIsNotReplaced() throws {
    let copy = folder.path + "/model"
    try FileManager.default.copyItem(atPath: model, toPath: copy)
    let before = try Data(contentsOf: URL(fileURLWithPath: copy + "/model.safetensors"))
    let run = try Tool.run(["stats", copy, "--csv", copy + "/model.safetensors"])
    #expect(run.exitCode == 64 && run.errors.contains("is a file of the model itself"), "\(run.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy + "/model.safetensors")) == before)
  }

  @Test func aTildeBehindAnEqualsSignIsTheHomeFolder() throws {
    let run = try Tool.run(
      ["stats", model, "--csv=~/s.csv", "--figure=svg:~/s", "--figure=~/t.svg"], environment: ["HOME": folder.path])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try files() == ["s", "s.csv", "t.svg"])
  }

  @Test func aDescriptorAndAPipeAreWrittenThrough() throws {
    let run = try bash(
      """
      exec 3> log
      echo before >&3
      "$tool" stats "$model" --quiet --csv /proc/self/fd/3 > text
      echo after >&3
      mkfifo pipe
      cat pipe > piped &
      "$tool" stats "$model" --quiet --csv pipe > text
      wait
      test -p pipe
      "$tool" stats "$model" --csv s.csv > text
      """)
    #expect(run.exitCode == 0, "\(run.errors)")
    let table = try text("s.csv")
    #expect(try text("log") == "before\n\(table)after\n")
    #expect(try text("piped") == table)
    #expect(try files() == ["log", "pipe", "piped", "s.csv", "text"])
  }

  /// In a namespace of its own, where /dev is a folder in memory that nobody else sees.
  @Test(.enabled(if: OutputPathTests.hasNamespaces, "only root may make devices"))
  func devicesAreWrittenThrough() throws {
    let run = try bash(
      """
      export folder=$PWD
      unshare -m bash -euc '
        mount --make-rprivate /
        mount -t tmpfs none /dev
        test "$(stat -f -c %T /dev)" = tmpfs
        mknod -m 666 /dev/null c 1 3
        mknod -m 666 /dev/full c 1 7
        ln -s /proc/self/fd /dev/fd
        ln -s /proc/self/fd/1 /dev/stdout
        ln -s null /dev/link
        for name in null link; do "$tool" stats "$model" --quiet --csv /dev/$name --figure $name.svg > text; done
        "$tool" export "$model" --to /dev/null --format csv > text 2>&1
        "$tool" stats "$model" --csv /dev/stdout > out.csv
        "$tool" stats "$model" --quiet --csv /dev/fd/3 3> three.csv > text
        ! "$tool" stats "$model" --csv /dev/full > text 2> errors
        grep -q "/dev/full: cannot write: No space left" errors
        test -c /dev/null && test -c /dev/full && test -L /dev/link && test -L /dev/stdout
        ls -A /dev > names
      '
      "$tool" stats "$model" --csv s.csv > text
      """)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try text("out.csv") == text("s.csv"))
    #expect(try text("three.csv") == text("s.csv"))
    #expect(try text("names") == "fd\nfull\nlink\nnull\nstdout\n")
  }

  private static let hasNamespaces: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "unshare", "-m", "bash", "-euc",
      "mount --make-rprivate / && mount -t tmpfs none /mnt && mknod /mnt/null c 1 3 && echo > /mnt/null",
    ]
    process.standardError = Pipe()
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  @Test func aReportTakesTheFolderItIsStartedIn() throws {
    for _ in 0..<2 {
      let run = try Tool.run(["report", model, "--out", "."], in: folder.path)
      #expect(run.exitCode == 0 && run.output == "./index.html\n", "\(run.errors)")
      #expect(try files() == ["data", "figures", "index.html", "manifest.json"])
    }
    let other = try TemporaryFolder()
    try other.write("mine", "x")
    #expect(try Tool.run(["report", model, "--out", "."], in: other.path).exitCode == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: other.path) == ["mine"])
    #expect(try Tool.run(["report", model, "--out", "-"], in: other.path).exitCode == 64)
  }
}
