import Studies

/// How models are found and opened, as typed: shared by every command that takes a model.
struct ModelOptions: Sendable, Equatable {
  var revision: String?
  var cacheDirectory: String?
  /// Whether `--offline` is given; the environment can ask for the same (HF_HUB_OFFLINE=1).
  var isOffline: Bool
  var token: String?
  /// The name of the token-embedding tensor, where it is not to be found by name and shape.
  var tensor: String?
  /// How a tiktoken or a GGUF file splits text, where the file does not tell.
  var pattern: String?
  /// Whether only what would be fetched is shown, and whether as JSON.
  var isDryRun: Bool
  var printsJSON: Bool

  init(_ parsed: ParameterValues) throws {
    revision = try parsed[Self.revision]
    cacheDirectory = try parsed[Self.cacheDirectory]
    isOffline = try parsed[Self.offline]
    token = try parsed[Self.token]
    tensor = try parsed[Self.tensor]
    pattern = try parsed[Self.pattern]
    isDryRun = try parsed[Self.dryRun]
    printsJSON = parsed.isGiven(OutputOptions.json)
  }

  static let group = OptionGroup(title: "Model files", options: [tensor] + filesOnly.options)

  /// The options of commands that read no weights.
  static let filesOnly = OptionGroup(
    title: "Model files", options: [pattern, revision, cacheDirectory, offline, dryRun, token])

  static let revision = Parameter.text(
    "revision", value: "REVISION",
    help: "The branch, tag or commit to take from the hub, for each model that names none itself.")
  static let cacheDirectory = Parameter.text(
    "cache-dir", value: "DIR",
    help: "The folder that holds models from the hub. Default: HF_HUB_CACHE, or the one the Python tools use.",
    completion: .folder)
  static let offline = Parameter.flag(
    "offline", alias: "local-files-only",
    help: "Uses only files that are on this machine. HF_HUB_OFFLINE=1 does the same.")
  static let dryRun = Parameter.flag(
    "dry-run",
    help:
      "Shows what would be fetched from the hub, and how much of it is here, and does nothing else. Only headers and "
      + "small files that say which others there are are fetched for that.")
  static let token = Parameter.text(
    "token", value: "TOKEN",
    help: "The access token for private models. Others on this machine can see it while the command runs: "
      + "HF_TOKEN, or a token that the hub's own tool has stored, is safer.")
  static let pattern = Parameter.text(
    "pattern", value: "NAME|REGEX",
    help: "How a tiktoken file splits text, or the vocabulary of a GGUF file, where the file does not tell: gpt2, "
      + "cl100k_base, o200k_base, qwen …, or a regular expression.")
  static let tensor = Parameter.text(
    "tensor", value: "NAME",
    help: "The name of the token-embedding tensor in the file, where it is not found by itself.")
}

/// The models a command works on.
enum ModelArguments {
  private static let forms =
    "a folder, a file (GGUF, safetensors, word vectors, NumPy's .npy and .npz, or a tokenizer's: tokenizer.json, "
    + "vocab.txt, tekken.json …), or an id on the model hub such as gpt2 or google-bert/bert-base-uncased, "
    + "with @REVISION if need be. A folder that exists wins over an id."

  static let one = Parameter<String>.operand(
    "model", value: "MODEL", help: "The model: \(forms)", completion: .model)
  static let first = Parameter<String>.operand("a", value: "A", help: "The first model: \(forms)", completion: .model)
  static let second = Parameter<String>.operand("b", value: "B", help: "The second model.", completion: .model)
  static let oneOrMore = Parameter.operands(
    "models", value: "MODEL", help: "One model or more: each \(forms)", completion: .model)
}
