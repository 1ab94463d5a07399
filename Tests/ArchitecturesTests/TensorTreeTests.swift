import Architectures
import Checkpoints
import Tensors
import Testing

@Suite struct TensorTreeTests {
  /// A small GGUF model; layer 2 stores one matrix in another type.
  private var layers: [TensorInfo] {
    let blocks = (0..<4).flatMap { layer in
      [
        info("blk.\(layer).attn_norm.weight", [32]),
        info("blk.\(layer).attn_k.weight", [8, 32], nil, typeName: layer == 2 ? "Q6_K" : "Q4_1"),
      ]
    }
    return [info("token_embd.weight", [64, 32], .q8_0)] + blocks + [info("output_norm.weight", [32])]
  }

  @Test func repeatedLayersAreCollapsed() {
    let tree = TensorTree(of: layers)
    #expect(
      tree.description == """
        (token_embd.weight): [64, 32] Q8_0
        (blk):
          (0-1): 2 x
            (attn_norm.weight): [32] F32
            (attn_k.weight): [8, 32] Q4_1
          (2):
            (attn_norm.weight): [32] F32
            (attn_k.weight): [8, 32] Q6_K
          (3):
            (attn_norm.weight): [32] F32
            (attn_k.weight): [8, 32] Q4_1
        (output_norm.weight): [32] F32
        """)
    #expect(tree.parameterCount == 64 * 32 + 4 * (32 + 8 * 32) + 32)
  }

  @Test func countsByModule() {
    let counts = ParameterCounts(of: TensorTree(of: layers))
    #expect(counts.modules.map(\.path) == ["token_embd.weight", "blk.0-1", "blk.2-2", "blk.3-3", "output_norm.weight"])
    #expect(counts.modules.map(\.count) == [2048, 576, 288, 288, 32])
    #expect(counts.total == 3232)
  }

  /// Files list layers as text sorts them: 0, 1, 10, 11, 2.
  @Test func layersInTheOrderOfTheirNumbers() {
    let order = (0..<12).map(String.init).sorted()
    let tree = TensorTree(of: order.map { info("model.layers.\($0).norm.weight", [4]) })
    #expect(
      tree.description == """
        (model.layers):
          (0-11): 12 x
            (norm.weight): [4] F32
        """)
    #expect(ParameterCounts(of: tree).modules.map(\.path) == ["model.layers"])
    #expect(ParameterCounts(of: tree).modules.map(\.each) == [4])
  }

  /// As sentence-transformers' models have it: the list of positions is shown, and counts nothing.
  @Test func buffersAreShownAndNotCounted() {
    let tree = TensorTree(of: [
      info("embeddings.position_ids", [1, 12], .int64), info("embeddings.word_embeddings.weight", [10, 4]),
      info("h.0.attn.bias", [1, 1, 6, 6]), info("h.0.attn.c_attn.weight", [4, 12]),
    ])
    #expect(tree.description.contains("(position_ids): [1, 12] I64"))
    let counts = ParameterCounts(of: tree)
    #expect(counts.total == 40 + 48)
    #expect(counts.modules.map(\.count) == [40, 48])
  }

  @Test func gapsAndNamesThatAreNoNumbers() {
    let tree = TensorTree(of: ["h.0.w", "h.2.w", "x.0.w", "x.a.w", "y.01.w", "y.1.w"].map { info($0, [1]) })
    #expect(
      tree.description == """
        (h):
          (0):
            (w): [1] F32
          (2):
            (w): [1] F32
        (x):
          (0.w): [1] F32
          (a.w): [1] F32
        (y):
          (01.w): [1] F32
          (1.w): [1] F32
        """)
  }

  @Test func aTensorWithTensorsBelow() {
    let tree = TensorTree(of: [info("a", [2]), info("a.b", [3])])
    #expect(tree.description == "(a): [2] F32\n  (b): [3] F32")
    #expect(tree.parameterCount == 5)
    #expect(ParameterCounts(of: tree).modules.map(\.path) == ["a", "a.b"])
  }

  /// Names from a file cannot draw lines of their own, act on a terminal, or exhaust the stack.
  @Test func hostileNames() {
    let deep = String(repeating: "a.", count: 100_000)
    let tree = TensorTree(of: [info("x\n(y):\u{1B}[31m", [1]), info("\u{202E}z", [1]), info(deep, [1]), info("", [1])])
    #expect(tree.nodes.count == 4)
    #expect(tree.description.split(separator: "\n").count == 4)
    #expect(!tree.description.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  /// é in one scalar and in two are two names.
  @Test func namesAreBytes() {
    #expect(TensorTree(of: [info("\u{E9}", [1]), info("e\u{301}", [1])]).nodes.count == 2)
  }

  @Test func absurdSizesDoNotOverflow() {
    let tree = TensorTree(of: [info("a", [.max, 2], nil), info("b", [.max], nil), info("h.0.w", [.max], nil)])
    #expect(tree.parameterCount == .max)
    #expect(ParameterCounts(of: tree).total == .max)
  }
}
