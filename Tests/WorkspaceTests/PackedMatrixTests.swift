import Architectures
import EmbeddingAnalysis
import Tensors
import TestSupport
import Testing
import Workspace

/// Matrices that take several tensors of a file, against the libraries that pack them; and files that lie about the parts.
@Suite struct PackedMatrixTests {
  struct Reference: Decodable {
    struct Part: Decodable {
      var name: String
      var type: String
      var shape: [Int]
      var bytes: String
    }

    struct Case: Decodable {
      var name: String
      var configuration: String
      var tensors: [Part]
      var rows: Int
      var columns: Int
      var floats: String
    }

    var cases: [Case]
  }

  private typealias Tensor = SafetensorsWriter.Tensor

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A matrix stays mapped: each is to have a file of its own.
  private func open(_ configuration: String?, _ tensors: [Tensor], in name: String = "m") throws -> EmbeddingMatrix {
    if let configuration { try folder.write("\(name)/config.json", configuration) }
    try folder.write("\(name)/model.safetensors", SafetensorsWriter.file(tensors))
    return try OpenModel("\(folder.path)/\(name)").tokenEmbeddings()
  }

  // MARK: Values

  /// Scripts/fixtures/packed_weights.py says what each case is.
  @Test func everyPackingAsItsReference() throws {
    let reference = try Fixture.decode(Reference.self, "checkpoints/packed-weights.json")
    #expect(reference.cases.count == 34)
    for (number, sample) in reference.cases.enumerated() {
      let tensors = sample.tensors.map { Tensor($0.name, $0.type, $0.shape, bytes($0.bytes)) }
      let matrix = try open(sample.configuration, tensors, in: "\(number)")
      #expect(matrix.rowCount == sample.rows && matrix.columnCount == sample.columns, "\(sample.name)")
      let expected = bytes(sample.floats).withUnsafeBytes { bytes in
        (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
      }
      let found = (0..<matrix.rowCount).flatMap { matrix.row($0) }
      #expect(found.count == expected.count && zip(found, expected).allSatisfy(isSame), "\(sample.name)")
      // The same rows read together.
      var together: [Float] = []
      matrix.forEachRowBlock(of: 1..<matrix.rowCount) { together += Array($0.values) }
      #expect(zip(together, expected[matrix.columnCount...]).allSatisfy(isSame), "\(sample.name)")
    }
  }

  private func isSame(_ value: Float, _ bits: UInt32) -> Bool {
    value.bitPattern == bits || value.isNaN && Float(bitPattern: bits).isNaN
  }

  /// Numbers 0 to 15 twice and again, a scale of 0.5 and a bias of -1.
  @Test func fourBitsByHand() throws {
    let matrix = try open(
      Self.configuration(4, 32),
      words(0x10, 0x32, 0x54, 0x76, 0x98, 0xBA, 0xDC, 0xFE) + factors("F16", 0x3800, 0xBC00))
    #expect(matrix.typeName == "MLX 4-bit (groups of 32)" && matrix.dtype == .float32)
    #expect(matrix.row(0) == (0..<32).map { Float($0 % 16) / 2 - 1 })
  }

  @Test func packedMatricesAreCompared() throws {
    let tensors = words(1, 2, 3, 4, 5, 6, 7, 8) + factors("F16", 0x3800, 0xBC00)
    let (a, b) = (
      try open(Self.configuration(4, 32), tensors, in: "a"), try open(Self.configuration(4, 32), tensors, in: "b")
    )
    #expect(a.holdsSameBytes(as: b))
    let moves = RowMovements(a, b, pairs: [(a: 0, b: 0)])
    #expect(moves.comparesBytes && moves.isIdentical == [true])
    let other = try open(Self.configuration(4, 32), words(1, 2, 3, 4, 5, 6, 7, 8) + factors("F16", 0x3800, 0xBC01))
    #expect(!a.holdsSameBytes(as: other))
    #expect(RowMovements(a, other, pairs: [(a: 0, b: 0)]).isIdentical == [false])
  }

  private static func configuration(_ bits: Int, _ groupSize: Int, _ more: String = "") -> String {
    #"{"model_type": "llama", "quantization": {"group_size": \#(groupSize), "bits": \#(bits)\#(more)}}"#
  }

  /// One row of 16 bytes: these eight twice.
  private func words(_ bytes: UInt8...) -> [Tensor] {
    [Tensor("model.embed_tokens.weight", "U32", [1, 4], bytes + bytes)]
  }

  private func factors(_ type: String, _ scale: UInt16, _ bias: UInt16) -> [Tensor] {
    [("scales", scale), ("biases", bias)].map { name, bits in
      Tensor("model.embed_tokens.\(name)", type, [1, 1], [UInt8(bits & 0xFF), UInt8(bits >> 8)])
    }
  }

  // MARK: Lies

  /// A file and a configuration of which one thing does not fit, and what the error must say.
  struct Lie: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var configuration: String?
    var parts: [(name: String, type: String, shape: [Int])]
    var says: [String]

    init(
      _ what: String, _ configuration: String?, _ parts: [(name: String, type: String, shape: [Int])], says: String...
    ) {
      testDescription = what
      self.configuration = configuration
      self.parts = parts
      self.says = says
    }
  }

  private static let numbers = (name: "weight", type: "U32", shape: [4, 8])
  private static let scales = (name: "scales", type: "F16", shape: [4, 1])
  private static let biases = (name: "biases", type: "F16", shape: [4, 1])
  private static let float8 = (name: "weight", type: "F8_E4M3", shape: [4, 6])

  static let lies: [Lie] = [
    .init(
      "no settings", #"{"model_type": "llama"}"#, [numbers, scales, biases], says: "quantization", "bits and group_size"
    ),
    .init("no configuration", nil, [numbers, scales, biases], says: "has no quantization with bits and group_size"),
    .init(
      "bits that do not exist", configuration(7, 64), [numbers, scales, biases], says: "quantization.bits",
      "1, 2, 3, 4, 5, 6, 8", "found 7"),
    .init(
      "bits beyond all words", configuration(.max, 64), [numbers, scales, biases], says: "quantization.bits",
      "found 9223372036854775807"),
    .init(
      "groups that do not exist", configuration(4, -64), [numbers, scales, biases], says: "quantization.group_size",
      "32, 64, 128", "found -64"),
    .init(
      "bits that are no number", #"{"model_type": "llama", "quantization": {"bits": "4", "group_size": 64}}"#,
      [numbers, scales, biases], says: "quantization.bits", "“4”"),
    .init(
      "a mode that does not exist", configuration(4, 64, #", "mode": "nf4""#), [numbers, scales, biases],
      says: "quantization.mode", "affine, mxfp4, mxfp8, nvfp4", "“nf4”"),
    .init(
      "bits that the mode has not", configuration(8, 32, #", "mode": "mxfp4""#), [numbers, scales],
      says: "quantization.bits", "one of 4 for MLX's mxfp4", "found 8"),
    .init(
      "a layer's own bits", #"{"quantization": {"bits": 4, "group_size": 64, "model.embed_tokens": {"bits": 9}}}"#,
      [numbers, scales, biases], says: "quantization.model.embed_tokens.bits", "found 9"),
    .init("no scales", configuration(4, 64), [numbers, biases], says: "embed_tokens.scales", "found none"),
    .init("no biases", configuration(4, 64), [numbers, scales], says: "embed_tokens.biases", "found none"),
    .init(
      "biases where none belong", configuration(4, 32, #", "mode": "mxfp4""#),
      [numbers, (name: "scales", type: "U8", shape: [4, 2]), biases], says: "embed_tokens.biases", "no biases"),
    .init(
      "too few scales", configuration(4, 64), [numbers, (name: "scales", type: "F16", shape: [3, 1]), biases],
      says: "embed_tokens.scales", "the shape [4, 1]", "found [3, 1]"),
    .init(
      "scales of more groups", configuration(4, 64), [numbers, (name: "scales", type: "F16", shape: [4, 2]), biases],
      says: "embed_tokens.scales", "the shape [4, 1]", "found [4, 2]"),
    .init(
      "scales of another type", configuration(4, 64), [numbers, (name: "scales", type: "I32", shape: [4, 1]), biases],
      says: "embed_tokens.scales", "the type F16, BF16, F32", "found I32"),
    .init(
      "scales of another mode", configuration(4, 32, #", "mode": "mxfp4""#),
      [numbers, (name: "scales", type: "F16", shape: [4, 2])], says: "embed_tokens.scales", "the type U8", "found F16"),
    .init(
      "biases of another type", configuration(4, 64), [numbers, scales, (name: "biases", type: "F32", shape: [4, 1])],
      says: "embed_tokens.biases", "the type F16", "found F32"),
    .init(
      "biases of another shape", configuration(4, 64),
      [numbers, scales, (name: "biases", type: "F16", shape: [1, 4])],
      says: "embed_tokens.biases", "the shape [4, 1]", "found [1, 4]"),
    .init(
      "words that do not hold whole numbers", configuration(3, 64), [numbers, scales, biases],
      says: "embed_tokens.weight", "whole groups of 64 numbers of 3 bits", "found [4, 8]"),
    .init(
      "8-bit floats with scales that do not fit", "{}", [float8, (name: "weight_scale", type: "F32", shape: [3, 5])],
      says: "weight_scale", "one per block of [4, 6]", "the shape [3, 5]"),
    .init(
      "8-bit floats with blocks of another size than config.json's",
      #"{"quantization_config": {"weight_block_size": [2, 2]}}"#,
      [float8, (name: "weight_scale_inv", type: "F32", shape: [2, 2])],
      says: "weight_scale_inv", "weight_block_size [2, 2]", "the shape [2, 2]"),
    .init(
      "8-bit floats with scales of whole numbers", "{}", [float8, (name: "weight_scale", type: "I32", shape: [4, 1])],
      says: "weight_scale", "the type F32, BF16, F16", "found I32"),
    .init(
      "8-bit floats with two kinds of scales", "{}",
      [
        float8, (name: "weight_scale", type: "F32", shape: [1]), (name: "weight_scale_inv", type: "F32", shape: [1]),
      ], says: "embed_tokens.weight", "scales of one name", "weight_scale_inv"),
  ]

  @Test(arguments: lies) func whatDoesNotFitIsNamed(_ lie: Lie) throws {
    let sizes = ["U32": 4, "F32": 4, "I32": 4, "F16": 2, "U8": 1, "F8_E4M3": 1]
    let tensors = try lie.parts.map { part in
      let count = part.shape.reduce(try #require(sizes[part.type]), *)
      return Tensor("model.embed_tokens.\(part.name)", part.type, part.shape, [UInt8](repeating: 0, count: count))
    }
    let error = #expect(throws: (any Error).self) { try open(lie.configuration, tensors) }
    let text = error.map { "\($0)" } ?? ""
    for word in lie.says { #expect(text.contains(word), "\(text)") }
  }

  private func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.utf8.map { UInt8($0 < 58 ? $0 - 48 : $0 - 87) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
