import Foundation
import TestSupport
import Testing

@Suite struct ProjectCommandTests {
  private let bert = Fixture.path("models/tiny-bert")
  private let gpt2 = Fixture.path("models/tiny-gpt2")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  private func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  /// A model of words, all rows different.
  private func writeModel(_ name: String, rows: Int) throws {
    let words = Dictionary(uniqueKeysWithValues: (0..<rows).map { ("Ġword\($0)", $0) })
    try folder.write("\(name)/vocab.json", JSONEncoder().encode(words))
    try folder.write("\(name)/merges.txt", "")
    try folder.write("\(name)/config.json", #"{"model_type": "gpt2"}"#)
    try folder.write(
      "\(name)/model.safetensors",
      SafetensorsWriter.matrix("wte.weight", rows: rows, columns: 8) { row, column in
        Float((row * 7919 + column * 104_729 + row * column * 31) % 1009) / 1009
      })
  }

  private struct Output: Decodable {
    struct Model: Decodable {
      var rows: Int
      var x: [Double]
      var y: [Double]
      var z: [Double]?
      var groups: [String]
      var group: [Int]
    }
    var schema: Int
    var study: String
    var method: String
    var seed: Int
    var models: [Model]
  }

  @Test(arguments: ["pca", "tsne", "umap"]) func aMapAsTextJSONAndFiles(method: String) throws {
    try writeModel("model", rows: 30)
    let words = ["project", "model", "--method", method, "--label", "Ġword7,Ġword12"]
    let text = try Tool.run(words, in: folder.path)
    #expect(text.exitCode == 0 && text.errors.isEmpty && text.output.contains("Trustworthiness"), "\(text.errors)")
    let run = try Tool.run(words + ["--json", "--csv", "m.csv", "--figure", "m.svg"], in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    let output = try run.json(Output.self)
    let model = try #require(output.models.first)
    #expect(output.schema == 2 && output.study == "project" && output.method == method && output.models.count == 1)
    #expect(model.rows == 30 && model.x.count == 30 && model.y.count == 30 && model.z == nil)
    #expect(model.group.count == 30 && model.group.allSatisfy(model.groups.indices.contains))
    let lines = try self.text("m.csv").split(separator: "\n")
    #expect(lines.count == 31 && lines[0] == "model,id,raw,text,x,y,group")
    let fields = lines[1].split(separator: ",")
    #expect(fields.count == 7 && fields[1] == "0" && fields[2] == "Ġword0" && fields[6] == "\"at the start of a word\"")
    #expect(Float(fields[4]) == Float(model.x[0]) && Float(fields[5]) == Float(model.y[0]))
    let picture = try self.text("m.svg")
    #expect(picture.hasPrefix("<svg") && picture.contains("␣word7</text>") && picture.contains("␣word12</text>"))
  }

  @Test func twoModelsInThreeDimensions() throws {
    let run = try Tool.run(
      ["project", bert, gpt2, "--dimensions", "3", "--method", "pca", "--color", "length", "--csv", "m.csv", "--json"],
      in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try run.json(Output.self).models.map { $0.z?.count } == [242, 420])
    #expect(try files() == ["m.csv"])
    #expect(try text("m.csv").hasPrefix("model,id,raw,text,x,y,z,group\n"))
  }

  @Test(arguments: ["tsne", "umap"]) func aSeedGivesTheSameBytes(method: String) throws {
    try writeModel("model", rows: 30)
    func bytes(_ seed: String) throws -> [[UInt8]] {
      let words = [
        "project", "model", "--method", method, "--seed", seed, "--json", "--csv", "m.csv", "--figure", "m.svg",
      ]
      let run = try Tool.run(words, in: folder.path)
      #expect(run.exitCode == 0, "\(run.errors)")
      return try [run.bytes, Array(text("m.csv").utf8), Array(text("m.svg").utf8)]
    }
    let first = try bytes("3")
    #expect(try bytes("3") == first)
    #expect(try zip(bytes("4"), first).allSatisfy { $0 != $1 })
  }

  @Test(arguments: [
    [], ["--method", "som"], ["--dimensions", "4"], ["--metric", "dot"], ["--seed", "-1"], ["--color", "taste"],
    ["--figure", "m.txt"], ["--csv", "m.svg", "--figure", "m.svg"],
  ])
  func mistakesAreToldBeforeTheWorkBegins(words: [String]) throws {
    let run = try Tool.run(["project"] + (words.isEmpty ? [] : [bert]) + words, in: folder.path)
    #expect(run.exitCode == 64 && run.output.isEmpty, "\(run.errors)")
    #expect(try files().isEmpty)
  }

  #if os(Linux)
  /// In the middle of the work: nothing was written yet, and nothing is left.
  @Test(arguments: [SIGINT, SIGTERM]) func anInterruptedMapLeavesNothing(signal: Int32) throws {
    // Rows enough that t-SNE's steps take seconds.
    try writeModel("model", rows: 4000)
    let words = ["project", "model", "--method", "tsne", "--csv", "m.csv", "--figure", "m.svg", "--json"]
    let process = try Tool.process(words, in: folder.path, home: folder.path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try waitForWork(of: process.processIdentifier)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(Tool.exitCode(of: process) == 128 + signal)
    #expect(try output.fileHandleForReading.readToEnd() ?? Data() == Data())
    #expect(try files() == ["model"])
  }

  /// While nobody reads what is printed: the files came first, and are whole.
  @Test func filesOfAnInterruptedRunAreWhole() throws {
    let words = ["project", bert, "--method", "pca", "--csv", "m.csv", "--figure", "m.svg", "--json"]
    let process = try Tool.process(words, in: folder.path, home: folder.path)
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting.fileDescriptor
    #expect(fcntl(writer, F_SETFL, O_NONBLOCK) == 0)
    while write(writer, "filler", 6) > 0 {}
    #expect(fcntl(writer, F_SETFL, 0) == 0)
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<6000 where try files() != ["m.csv", "m.svg"] { usleep(10_000) }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(Tool.exitCode(of: process) == 128 + SIGINT)
    #expect(try files() == ["m.csv", "m.svg"])
    #expect(try text("m.csv").split(separator: "\n").count == 243 && text("m.svg").hasSuffix("</svg>\n"))
  }

  /// Waits until the process has computed for a third of a second: it is past its start, and far from its end.
  private func waitForWork(of process: pid_t) throws {
    for _ in 0..<6000 {
      let status = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      // Behind the name in parentheses, the fields begin with the third; the fourteenth is the time in ticks of 10 ms.
      let fields = status.split(separator: ")").last?.split(separator: " ") ?? []
      if fields.count > 12, let ticks = Int(fields[11]), ticks > 33 { return }
      usleep(10_000)
    }
    Issue.record("the tool did not compute within a minute")
  }
  #endif
}
