import Checkpoints
import Tensors
import Testing

@testable import Architectures

@Suite struct PackedTensorsTests {
  private func merged(_ tensors: [TensorInfo], _ config: String? = nil, bytes: [UInt8] = []) throws -> [LogicalTensor] {
    PackedTensors.merged(tensors, configuration: try config.map { try configuration($0) }) { _ in bytes }
  }

  private func described(_ tensors: [LogicalTensor]) -> [String] {
    tensors.map { "\($0.info.name) \($0.info.shape) \($0.info.typeName)" }
  }

  @Test func plainTensorsStayAsTheyAre() throws {
    let tensors = [
      info("wte.weight", [50, 8]), info("ids", [3], .int64), info("a.scales", [3]), info("b.biases", [3]),
    ]
    let found = try merged(tensors)
    #expect(found.map(\.info) == tensors)
    #expect(found.allSatisfy { $0.packing == nil })
  }

  // MARK: MLX

  private var mlx: [TensorInfo] {
    [
      info("model.embed_tokens.weight", [50, 8], .uint32), info("model.embed_tokens.biases", [50, 1], .float16),
      info("model.embed_tokens.scales", [50, 1], .float16), info("model.norm.weight", [64], .float16),
    ]
  }

  @Test func mlxByItsConfiguration() throws {
    let found = try merged(mlx, #"{"quantization": {"group_size": 64, "bits": 4}}"#)
    #expect(
      described(found) == ["model.embed_tokens.weight [50, 64] MLX 4-bit (groups of 64)", "model.norm.weight [64] F16"])
    #expect(found[0].info.byteCount == 50 * 8 * 4 + 2 * 50 * 2)
    #expect(found[0].info.dtype == .float16)
    #expect(Set(found[0].parts.map(\.name)) == Set(mlx.dropLast().map(\.name)))
    #expect(ParameterCounts(of: TensorTree(of: found.map(\.info))).total == 50 * 64 + 64)
    let eight = try merged(mlx, #"{"quantization": {"group_size": 32, "bits": 8}}"#)
    #expect(described(eight)[0] == "model.embed_tokens.weight [50, 32] MLX 8-bit (groups of 32)")
  }

  /// A layer may have a setting of its own; without any configuration the sizes must fit MLX's standard.
  @Test func mlxSettings() throws {
    let own = #"{"quantization": {"group_size": 64, "bits": 4, "model.embed_tokens": {"group_size": 32, "bits": 8}}}"#
    #expect(described(try merged(mlx, own))[0] == "model.embed_tokens.weight [50, 32] MLX 8-bit (groups of 32)")
    #expect(described(try merged(mlx))[0] == "model.embed_tokens.weight [50, 64] MLX 4-bit (groups of 64)")
    let absurd = #"{"quantization": {"group_size": -64, "bits": 0}}"#
    #expect(described(try merged(mlx, absurd))[0] == "model.embed_tokens.weight [50, 64] MLX 4-bit (groups of 64)")
  }

  @Test func mlxPartsThatDoNotFit() throws {
    let other = info("model.embed_tokens.scales", [49, 1], .float16)
    #expect(try merged([mlx[0], mlx[1], other]).map(\.packing) == [nil, nil, nil])
    #expect(try merged([mlx[0]]).map(\.packing) == [nil])
  }

  /// Several experts in one tensor have three dimensions.
  @Test func mlxExperts() throws {
    let tensors = [
      info("m.weight", [4, 6, 16], .uint32), info("m.scales", [4, 6, 2], .bfloat16),
      info("m.biases", [4, 6, 2], .bfloat16),
    ]
    #expect(described(try merged(tensors)) == ["m.weight [4, 6, 128] MLX 4-bit (groups of 64)"])
  }

  // MARK: The others

  @Test func bitsandbytesInFourBits() throws {
    let tensors = [
      info("q.weight", [64, 1], .uint8), info("q.weight.absmax", [2]), info("q.weight.quant_map", [16]),
      info("q.weight.quant_state.bitsandbytes__nf4", [40], .uint8),
    ]
    let state = Array(#"{"quant_type": "nf4", "shape": [8, 16]}"#.utf8)
    #expect(described(try merged(tensors, bytes: state)) == ["q.weight [8, 16] bitsandbytes 4-bit (nf4)"])
    for wrong in [#"{"shape": [8, 17]}"#, #"{"shape": [-8, -16]}"#, #"{"shape": 3}"#, "{", "[9223372036854775807, 2]"] {
      #expect(
        described(try merged(tensors, bytes: Array(wrong.utf8))) == ["q.weight [128] bitsandbytes 4-bit (nf4)"],
        "\(wrong)")
    }
  }

  @Test func bitsandbytesInEightBits() throws {
    let tensors = [
      info("q.SCB", [8]), info("q.weight", [8, 16], .int8), info("q.weight_format", [], .uint8), info("q.bias", [8]),
    ]
    #expect(described(try merged(tensors)) == ["q.weight [8, 16] bitsandbytes 8-bit", "q.bias [8] F32"])
  }

  /// 4096 inputs, 11008 outputs, groups of 128 (TheBloke/Llama-2-7B-GPTQ and -AWQ).
  @Test func gptqAndAWQ() throws {
    let shared = [info("p.qzeros", [32, 1376], .int32), info("p.scales", [32, 11008], .float16)]
    let gptq = [info("p.qweight", [512, 11008], .int32), info("p.g_idx", [4096], .int32)] + shared
    let awq = [info("p.qweight", [4096, 1376], .int32)] + shared
    #expect(described(try merged(gptq)) == ["p.weight [11008, 4096] GPTQ 4-bit (groups of 128)"])
    #expect(described(try merged(awq)) == ["p.weight [11008, 4096] AWQ 4-bit (groups of 128)"])
    #expect(try merged([gptq[0], shared[1]]).map(\.packing) == [nil, nil])
  }

  @Test func compressedTensors() throws {
    let tensors = [
      info("p.weight_packed", [64, 8], .int32), info("p.weight_scale", [64, 1]), info("p.weight_shape", [2], .int64),
    ]
    #expect(described(try merged(tensors)) == ["p.weight [64, 64] compressed-tensors 4-bit"])
    let eight = #"{"quantization_config": {"config_groups": {"group_0": {"weights": {"num_bits": 8}}}}}"#
    #expect(described(try merged(tensors, eight)) == ["p.weight [64, 32] compressed-tensors 8-bit"])
  }

  @Test func floatsOfEightAndFourBits() throws {
    let eight = [info("p.weight", [8, 8], .float8E4M3), info("p.weight_scale_inv", [1, 1])]
    #expect(described(try merged(eight)) == ["p.weight [8, 8] F8_E4M3 with scales"])
    let four = [info("e.down_proj_blocks", [4, 6, 2, 16], .uint8), info("e.down_proj_scales", [4, 6, 2], .uint8)]
    #expect(described(try merged(four)) == ["e.down_proj [4, 6, 64] MXFP4"])
  }

  /// Sizes from a file are not believed.
  @Test func absurdSizes() throws {
    let huge = [
      info("p.weight", [1, .max], .uint32), info("p.scales", [1, 1]), info("q.weight", [.max, 2], .uint8),
      info("q.weight.absmax", [1]), info("q.weight.quant_map", [16]), info("g.qweight", [.max, .max], .int32),
      info("g.scales", [1, 1]), info("g.qzeros", [.max, .max], .int32), info("z.qweight", [0, 0], .int32),
      info("z.scales", [0, 0]), info("z.qzeros", [0, 0], .int32),
    ]
    #expect(try merged(huge).count >= 1)
  }

  @Test func namesOfParts() {
    let names = ["a.qweight", "a.qzeros", "a.scales", "b.scales", "a.g_idx", "a.qweight.x"]
    #expect(PackedTensors.partNames(of: "a.qweight", in: names) == ["a.qzeros", "a.scales", "a.g_idx"])
    #expect(PackedTensors.logicalName(of: "a.qweight") == "a.weight")
    #expect(PackedTensors.logicalName(of: "a.weight") == "a.weight")
  }
}
