import Foundation
import TestSupport
import Testing

/// `tokenize` of texts that are longer than what is read at once.
@Suite struct LongTextTests {
  private struct Line: Decodable {
    var ids: [Int]
    var tokens: [String]
    var offsets: [[Int]]
  }

  private static let model = Fixture.path("models/tiny-bert")
  /// 0.6 MB: three parts.
  private static let text = String(repeating: "the old mill, by ﬁve é rivers\n", count: 18_000)

  @Test func allFormsSayTheSame() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("text", Self.text)
    func run(_ words: [String], input: [UInt8] = []) throws -> Data {
      let run = try Tool.run(["tokenize", Self.model] + words, input: input)
      #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
      return Data(run.bytes)
    }
    let ids = try run(["--file", file, "--ids"])
    let line = try JSONDecoder().decode(Line.self, from: run(["--file", file, "--jsonl"]))
    #expect(String(decoding: ids, as: UTF8.self) == line.ids.map(String.init).joined(separator: " ") + "\n")
    #expect(line.tokens.count == line.ids.count && line.offsets.count == line.ids.count)
    #expect(line.tokens.first == "[CLS]" && line.tokens.last == "[SEP]")
    #expect(line.tokens.count { $0 == "[CLS]" } == 1)
    #expect(line.offsets.dropLast().last == [Self.text.utf8.count - 2, Self.text.utf8.count - 1])
    let bytes = Array(Self.text.utf8)
    #expect(try run(["--ids"], input: bytes) == ids)
    #expect(try JSONDecoder().decode(Line.self, from: run(["--jsonl"], input: bytes)).offsets == line.offsets)
    let table = try run(["--file", file]).split(separator: UInt8(ascii: "\n"))
    #expect(table.count == line.ids.count + 1)
    #expect(table.count { $0.starts(with: "  id".utf8) || $0.starts(with: " id".utf8) } == 1)
  }

  /// A named pipe can be opened and read once alone, in each form.
  @Test(arguments: [["--ids"], ["--json"], [], ["--ids", "--per-line"]]) func aPipeIsReadOnce(form: [String]) throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = ["-c", "printf 'the mill\n' > \"$1\"", "sh", pipe]
    try writer.run()
    let piped = try Tool.run(["tokenize", Self.model, "--file", pipe] + form)
    writer.waitUntilExit()
    #expect(piped.exitCode == 0 && writer.terminationStatus == 0, "\(piped.errors)")
    #expect(try piped.bytes == Tool.run(["tokenize", Self.model] + form, input: Array("the mill\n".utf8)).bytes)
  }

  @Test func invalidBytesInALaterPartAreNamedByTheirPlace() throws {
    let bytes = Array(Self.text.utf8) + [0xFF]
    for words in [["--ids"], ["--json"], [], ["--per-line", "--ids"]] {
      let run = try Tool.run(["tokenize", Self.model] + words, input: bytes)
      #expect(run.exitCode == 1)
      #expect(run.errors.contains("\(bytes.count - 1)"), "\(run.errors)")
    }
  }
}
