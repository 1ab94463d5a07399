import ByteFiles

/// Which class of tokenizer a folder's configurations name, decided as transformers' `AutoTokenizer` does.
///
/// tokenizer_config.json's `tokenizer_class` counts before config.json's, and both before its `model_type`; but for kinds of
/// models whose files are known to name a class that is not theirs, and classes that are not known, where the tokenizer.json
/// decides (`TokenizersBackend`).
struct TokenizerChoice {
  /// The class's name.
  let name: String
  /// Whether any file said so.
  let isNamed: Bool
  /// What was passed over, in words.
  private(set) var notes: [String] = []

  /// The class of general tokenizers: what the tokenizer.json says.
  static let general = "TokenizersBackend"

  /// Decides for `folder`.
  init(_ folder: TokenizerFolder) throws {
    let options = try folder.options("tokenizer_config.json")
    let model = try folder.options("config.json")
    let kind = model?["model_type"]?.string ?? ""
    let declared = try options.flatMap { try Self.className($0, folder.path("tokenizer_config.json")) }
    let named = try declared ?? model.flatMap { try Self.className($0, folder.path("config.json")) }
    let registered = Self.registered(kind)
    isNamed = named != nil || !kind.isEmpty
    guard let code = Self.code(options), !Self.misnamed.contains(kind) else {
      name = Self.decide(named, kind, registered, folder)
      return
    }
    guard registered?.hasConfiguration == true || declared.flatMap(Self.meaning) != nil else {
      throw TokenizationError.codeOfItsOwn(folder: folder.place, name: code)
    }
    let chosen = named.map { Self.meaning($0) ?? Self.general } ?? Self.decide(nil, kind, registered, folder)
    name = chosen
    notes = ["tokenizer_config.json names code of its own, \(code), which is not run: \(chosen) stands for it"]
  }

  private static func className(_ value: JSONValue, _ path: String?) throws -> String? {
    guard let found = value["tokenizer_class"], found != .null else { return nil }
    guard let name = found.string else {
      throw TokenizationError.unexpected(
        file: path ?? "", field: "tokenizer_class", expected: "a class's name", found: found.kindName)
    }
    return name.isEmpty ? nil : withoutFast(name)
  }

  /// The name without the mark of those that are built on the `tokenizers` library; all are, as far as there is a choice.
  private static func withoutFast(_ name: String) -> String {
    if name == "PreTrainedTokenizerFast" { return general }
    return name.hasSuffix("Fast") ? String(name.dropLast(4)) : name
  }

  private static func decide(
    _ named: String?, _ kind: String, _ registered: Registration?, _ folder: TokenizerFolder
  ) -> String {
    guard let named else {
      // Pairs of models have the tokenizer of their encoder.
      if kind == "encoder-decoder", let encoder = try? folder.options("config.json")?["encoder"]?["model_type"]?.string
      {
        return Self.registered(encoder).flatMap { meaning($0.name) } ?? general
      }
      return registered.flatMap { $0.hasConfiguration ? meaning($0.name) : nil } ?? general
    }
    // Llama's class cannot be meant where the file spells bytes.
    if named == "LlamaTokenizer", !mistral.contains(kind), !misnamed.contains(kind),
      folder.path("tokenizer.json").map(TokenizerJSON.mentionsByteLevel) == true
    {
      return general
    }
    if let registered, registered.name != named {
      guard registered.name != general else { return general }
      return meaning(misnamed.contains(kind) ? registered.name : named) ?? general
    }
    return meaning(named) ?? general
  }

  /// Python code that the folder brings along; nil where there is none.
  private static func code(_ options: JSONValue?) -> String? {
    guard let map = options?["auto_map"], map != .null else { return nil }
    let names = map.array ?? map["AutoTokenizer"].map { $0.array ?? [$0] }
    guard let names else { return nil }
    return names.compactMap(\.string).last ?? "AutoTokenizer"
  }

  // MARK: The tables

  /// What transformers has for a kind of model.
  private struct Registration {
    var name: String
    /// Whether the kind has a configuration of its own, without which its class is not found.
    var hasConfiguration: Bool
  }

  private static func registered(_ kind: String) -> Registration? {
    modelTypes[Array(kind.utf8)].map { Registration(name: withoutFast($0), hasConfiguration: true) }
      ?? modelTypes[Array("-\(kind)".utf8)].map { Registration(name: withoutFast($0), hasConfiguration: false) }
  }

  /// The class that a name means; nil for a name that is not known.
  private static func meaning(_ name: String) -> String? {
    if name == general { return general }
    guard let found = classes[Array(name.utf8)] else { return nil }
    return found == "PythonBackend" ? general : found
  }

  private static let modelTypes = pairs(TokenizerClassTable.modelTypes)
  private static let classes = pairs(TokenizerClassTable.classes)
  private static let misnamed = Set(lines(TokenizerClassTable.misnamed))
  private static let mistral = Set(lines(TokenizerClassTable.mistral))

  private static func lines(_ table: String) -> [String] {
    table.utf8.split(separator: UInt8(ascii: "\n")).map { String($0) ?? "" }
  }

  private static func pairs(_ table: String) -> [[UInt8]: String] {
    var pairs: [[UInt8]: String] = [:]
    for line in table.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
      pairs[Array(line[..<space])] = String(decoding: line[line.index(after: space)...], as: UTF8.self)
    }
    return pairs
  }
}
