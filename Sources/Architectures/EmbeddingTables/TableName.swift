/// What a tensor's name says about what its rows stand for, whatever family it is of.
struct TableName {
  /// What rows may stand for.
  enum Kind: Equatable {
    /// Tokens; the lower the number, the surer is the name.
    case tokens(rank: Int)
    /// Nothing that the name tells.
    case open
    /// Tokens of sounds or pictures, or a part of a layer: taken where nothing else fits.
    case unlikely
    /// Hidden states to logits.
    case output
    /// Something that is surely no table of tokens: positions, kinds of tokens, a projection.
    case other
  }

  /// The last parts of names under which models keep one row per token, the surest first.
  private static let tokenNames = [
    "token_embd", "wte", "word_embeddings", "embed_tokens", "embed_in", "shared", "tok_embeddings", "word_embedding",
    "token_embedding", "token_embeddings", "tok_embedding", "input_embeds_layer", "word_emb", "token_emb", "tok_emb",
    "embeddings", "embedding", "embed", "emb",
  ]
  /// The last parts of names under which models keep the matrix that makes logits, the surest first.
  static let outputNames = [
    "lm_head", "embed_out", "output", "ff_out", "decoder", "output_layer", "unembed", "head",
  ]

  /// Words in names of what has rows, but not one per token.
  private static let otherWords: Set<String> = [
    "position", "positions", "positional", "pos", "wpe", "type", "types", "segment", "segments", "relative", "lang",
    "langs", "languages", "entity", "entities", "speaker", "speakers", "time", "timestep", "label", "labels", "class",
    "classifier", "proj", "projection", "projector", "norm", "gate", "router", "lora", "per", "mapping", "pooler",
    "dense", "linear", "bias", "absmax", "scales",
  ]
  /// Words in names of parts whose tokens are no words, or which are copies for a layer of their own.
  private static let unlikelyWords: Set<String> = [
    "vision", "visual", "image", "images", "pixel", "patch", "video", "audio", "speech", "acoustics", "codec", "codes",
    "codebook", "codebooks", "quantizer", "quantizers", "vq", "vqmodel", "mtp", "code2wav", "token2wav", "depth",
  ]

  /// The parts that say something.
  let parts: [String]

  init(_ name: String) {
    parts = TensorName.parts(of: name)
  }

  /// What the rows may stand for.
  var kind: Kind { Self.kind(of: parts) }

  /// Whether the last part is a name for tokens, wherever it stands.
  var hasTokenStem: Bool { Self.tokenNames.contains(Self.stem(of: parts)) }

  /// Whether the name is one for tokens.
  var isTokens: Bool {
    // Most names end at the first question.
    guard hasTokenStem, case .tokens = kind else { return false }
    return true
  }

  /// How sure the name is, the lower the surer.
  var rank: Int { if case .tokens(let rank) = kind { rank } else { .max } }

  /// `word_embeddings` of `bert.embeddings.word_embeddings.weight`.
  static func stem(of parts: [String]) -> String {
    (parts.last == "weight" ? parts.dropLast() : parts[...]).last ?? ""
  }

  /// Whether it is the table of a part that comes second: an encoder's counts before its decoder's, a thinker's before its
  /// talker's, a language model's before that of the part that asks pictures.
  var comesSecond: Bool { parts.contains { ["decoder", "talker", "qformer"].contains($0) } }

  private static func kind(of parts: [String]) -> Kind {
    let stem = stem(of: parts)
    if outputNames.contains(stem) { return .output }
    let words = Set(parts.flatMap { $0.split(separator: "_").map(String.init) })
    // A talker's `embed_tokens` tells by its part, `embed_positions` by itself.
    guard otherWords.isDisjoint(with: words) else { return .other }
    let rank = tokenNames.firstIndex(of: stem)
    let isInLayer = parts.dropFirst().contains { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard !isInLayer, unlikelyWords.isDisjoint(with: words) else { return .unlikely }
    return rank.map { .tokens(rank: $0) } ?? .open
  }
}
