import ByteFiles
import Checkpoints
import Tensors
import TestSupport
import Testing

/// Parts of one model, and the ways in which they can be parts of none.
@Suite struct GGUFPartsTests {
  /// A part with one tensor for each of `names`, of one number each, and what it says of itself.
  private static func part(_ names: [String], _ numbers: [(key: String, value: UInt32)]) -> [UInt8] {
    var file = GGUFBuilder(tensors: UInt64(names.count), pairs: UInt64(numbers.count))
    for (key, value) in numbers {
      file.key(key, 4)
      file.append(value)
    }
    for (index, name) in names.enumerated() { file.tensor(name, [1], offset: UInt64(32 * index)) }
    file.data(32 * names.count)
    return file.bytes
  }

  private static func numbers(_ number: UInt32, of count: UInt32, tensors: UInt32) -> [(key: String, value: UInt32)] {
    [("split.no", number), ("split.count", count), ("split.tensors.count", tensors)]
  }

  private func open(_ parts: [[UInt8]]) throws -> (Checkpoint, folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    let paths = parts.indices.map { "\(folder.path)/\($0).gguf" }
    for (index, part) in parts.enumerated() { try folder.write("\(index).gguf", part) }
    return (try Checkpoint.open(ggufParts: paths.map(MappedFile.init(path:))), folder)
  }

  @Test func partsHoldTheTensorsTogether() throws {
    let first = Self.part(["a", "b"], Self.numbers(0, of: 2, tensors: 3) + [("x", 7)])
    let (checkpoint, folder) = try open([first, Self.part(["c"], Self.numbers(1, of: 2, tensors: 3) + [("x", 8)])])
    #expect(checkpoint.infos.map(\.name) == ["a", "b", "c"])
    #expect(checkpoint.files == ["\(folder.path)/0.gguf", "\(folder.path)/1.gguf"])
    #expect(try checkpoint.gguf?.integer("x") == 7)
    #expect(try checkpoint.tensor(named: "c").shape.dimensions == [1])
  }

  @Test func whatPartsDoNotSayIsNotAsked() throws {
    #expect(try open([Self.part(["a"], []), Self.part(["b"], [])]).0.infos.count == 2)
    // One part alone is a file like any other, whatever it says.
    #expect(try open([Self.part(["a"], Self.numbers(1, of: 2, tensors: 3))]).0.infos.count == 1)
  }

  @Test(arguments: [
    (Self.numbers(1, of: 2, tensors: 2), "split.no", 0, 1), (Self.numbers(0, of: 3, tensors: 2), "split.count", 2, 3),
    (Self.numbers(0, of: 2, tensors: 9), "split.tensors.count", 2, 9),
  ])
  func partsThatAreNotOneSet(
    numbers: [(key: String, value: UInt32)], key: String, expected: Int, found: Int
  ) throws {
    let error = #expect(throws: CheckpointError.self) {
      try open([Self.part(["a"], numbers), Self.part(["b"], Self.numbers(1, of: 2, tensors: 2))])
    }
    guard case .gguf(let file, .partNumber(key, expected, found))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(file.hasSuffix("/0.gguf") && "\(error ?? .archiveTooLarge(bytes: 0, limit: 0))".contains(key))
  }

  @Test func lies() throws {
    // The same tensor in two parts.
    let error = #expect(throws: CheckpointError.self) { try open([Self.part(["a"], []), Self.part(["a"], [])]) }
    guard case .duplicateTensor(let file, "a")? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(file.hasSuffix("/1.gguf"))
    // A number that is text.
    var text = GGUFBuilder(pairs: 1)
    text.key("split.no", 8)
    text.append("1")
    text.data(0)
    #expect(throws: CheckpointError.self) { try open([text.bytes, Self.part(["a"], [])]) }
    // A part cut off, and one that is missing.
    let whole = Self.part(["b"], [])
    #expect(throws: (any Error).self) { try open([Self.part(["a"], []), Array(whole.dropLast(40))]) }
  }
}
