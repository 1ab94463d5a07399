import Foundation
import TestSupport
import Testing

@testable import embedscope

/// The completion scripts, loaded in the shells they are for.
@Suite("Completions")
struct CompletionTests {
  private static func isThere(_ shell: String) -> Bool {
    ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(shell)")
    }
  }

  /// What `shell` prints for a script that has the completions of all commands in `$COMPLETIONS`.
  private func run(_ shell: String, _ script: String, home: TemporaryFolder) throws -> String {
    let completions = try home.write("completions", try Tool.run(["completions", shell]).bytes)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [shell, try home.write("script", script)]
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home.path,
      "COMPLETIONS": completions, "LC_ALL": "C.UTF-8",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: home.path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A bash script that prints what is offered after the words, one offer a line.
  private func bash(_ words: String...) -> String {
    """
    source "$COMPLETIONS" || exit 1
    COMP_WORDS=(embedscope \(words.map { "'\($0)'" }.joined(separator: " ")))
    COMP_CWORD=\(words.count)
    _embedscope
    [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
    """
  }

  @Test("bash offers commands, options and words", .enabled(if: isThere("bash"), "bash is missing"))
  func bashOffers() throws {
    let home = try TemporaryFolder()
    #expect(try run("bash", bash("vers"), home: home) == "version\n")
    #expect(try run("bash", bash("completions", ""), home: home) == "bash\nzsh\nfish\n")
    #expect(try run("bash", bash("completions", "--q"), home: home) == "--quiet\n")
    #expect(try run("bash", bash("--v"), home: home) == "--version\n")
    let commands = try run("bash", bash("help", ""), home: home).split(separator: "\n").map(String.init)
    #expect(commands == CommandRegistry.all.names)
  }

  @Test("bash offers models from the cache without running what their names say", .enabled(if: isThere("bash")))
  func bashModels() throws {
    let home = try TemporaryFolder()
    for name in ["models--gpt2", "models--google-bert--bert-base-uncased", "models--x--$(touch hacked)"] {
      try home.write(".cache/huggingface/hub/\(name)/refs/main", "")
    }
    try home.write("gpt2-folder/config.json", "{}")
    let script = """
      source "$COMPLETIONS" || exit 1
      cur=g COMPREPLY=()
      _embedscope_model
      printf '%s\\n' "${COMPREPLY[@]}"
      cur= COMPREPLY=()
      _embedscope_model
      [ ! -e hacked ] || echo hacked
      """
    let lines = try run("bash", script, home: home).split(separator: "\n").sorted()
    #expect(lines == ["google-bert/bert-base-uncased", "gpt2", "gpt2-folder"])
  }

  @Test("zsh loads the script and knows the command", .enabled(if: isThere("zsh"), "zsh is missing"))
  func zshLoads() throws {
    let script = """
      autoload -Uz compinit && compinit -D -u || exit 1
      source "$COMPLETIONS" || exit 1
      print -r -- ${_comps[embedscope]} ${+functions[_embedscope]}
      """
    #expect(try run("zsh", script, home: TemporaryFolder()) == "_embedscope 1\n")
  }

  @Test("fish loads the script and offers commands and words", .enabled(if: isThere("fish"), "fish is missing"))
  func fishOffers() throws {
    let script = """
      source $COMPLETIONS; or exit 1
      complete -C 'embedscope completions ' | string replace -r '\\t.*' ''
      complete -C 'embedscope vers' | string replace -r '\\t.*' ''
      complete -C 'embedscope help --qui' | string replace -r '\\t.*' ''
      """
    #expect(try run("fish", script, home: TemporaryFolder()) == "bash\nfish\nzsh\nversion\n--quiet\n")
  }
}
