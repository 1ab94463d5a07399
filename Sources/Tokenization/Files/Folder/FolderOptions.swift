import ByteFiles

/// What the small files of a folder say about its tokenizer, put together as transformers does.
///
/// tokenizer_config.json comes first. Where it lists no `added_tokens_decoder`, special_tokens_map.json overrides it, and
/// added_tokens.json and the tokenizer.json's own `added_tokens` are what was added.
struct FolderOptions {
  /// The file that most of it stands in, for messages.
  let file: String
  private var values: [(key: String, value: JSONValue, file: String)] = []
  /// The special tokens that the files name, by role; nil for a role that they say has none.
  private(set) var roles: [String: NamedToken?] = [:]
  /// Special tokens for roles that no other class has (`image_token`), in order.
  private(set) var ownRoles: [(role: String, token: NamedToken)] = []
  /// Special tokens without a role.
  private(set) var extra: [NamedToken] = []
  /// The added tokens by the ids that the files give them, ascending.
  private(set) var added: [(id: Int, token: NamedToken)] = []

  /// The keys that special_tokens_map.json has: what it names is special.
  private var mapped: [String] = []

  /// The roles that special tokens may have, in the order in which they are added.
  static let roleNames = [
    "bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token",
  ]

  /// Reads the files of `folder`; `tokenizerJSON` are the added tokens of its tokenizer.json.
  init(_ folder: TokenizerFolder, tokenizerJSON: [AddedToken]?) throws {
    file = folder.path("tokenizer_config.json") ?? folder.place
    for member in try folder.options("tokenizer_config.json")?.members ?? [] { set(member.key, member.value, file) }
    // A tokenizer.json's own post-processor says what is put around a text.
    if tokenizerJSON != nil { values.removeAll { $0.key == "add_bos_token" || $0.key == "add_eos_token" } }
    try takeOwnRoles()
    if let listed = value("added_tokens_decoder") {
      try readListed(listed)
    } else {
      try readLegacyFiles(folder)
      for token in tokenizerJSON ?? [] { list(NamedToken(token), id: token.id) }
    }
    try readRoles()
  }

  private mutating func set(_ key: String, _ value: JSONValue, _ file: String) {
    values.removeAll { $0.key == key }
    values.append((key, value, file))
  }

  /// The file that says something about `key`.
  func file(saying key: String) -> String { values.first { $0.key == key }?.file ?? file }

  /// The error for a value of `key` that is something else than it must be.
  private func unexpected(_ key: String, _ expected: String, _ found: String) -> TokenizationError {
    .unexpected(file: file(saying: key), field: key, expected: expected, found: found)
  }

  // MARK: Options

  /// The value of `key`; nil where it is missing or null.
  func value(_ key: String) -> JSONValue? {
    guard let found = values.first(where: { $0.key == key })?.value, found != .null else { return nil }
    return found
  }

  /// Whether the files say anything about `key`.
  func says(_ key: String) -> Bool { values.contains { $0.key == key } }

  /// The truth value of `key`; nil where it is missing or null.
  func bool(_ key: String) throws -> Bool? {
    guard let found = value(key) else { return nil }
    guard let bool = found.bool else {
      throw unexpected(key, "true or false", found.kindName)
    }
    return bool
  }

  /// The string of `key`; nil where it is missing or null.
  func string(_ key: String) throws -> String? {
    guard let found = value(key) else { return nil }
    guard let string = found.string else {
      throw unexpected(key, "a string", found.kindName)
    }
    return string
  }

  /// The whole number of `key`; nil where it is missing or null.
  func integer(_ key: String) throws -> Int? {
    guard let found = value(key) else { return nil }
    guard let number = found.integer else {
      throw unexpected(key, "a whole number", found.kindName)
    }
    return number
  }

  /// The special token for `role`: what the files say, or else `fallback`.
  func token(_ role: String, default fallback: NamedToken?) -> NamedToken? { roles[role] ?? fallback }
}

// MARK: Reading

extension FolderOptions {
  /// Roles of the model's own, whose tokens are named by their text, and those listed with a name.
  private mutating func takeOwnRoles() throws {
    if let old = value("additional_special_tokens"), value("extra_special_tokens").map(Self.isEmpty) ?? true {
      let file = file(saying: "additional_special_tokens")
      values.removeAll { $0.key == "additional_special_tokens" }
      set("extra_special_tokens", old, file)
    }
    for (key, value, _) in values where !Self.roleNames.contains(key) && key.hasSuffix("_token") {
      guard let string = value.string else { continue }
      ownRoles.append((key, NamedToken(string)))
    }
    try takeNamedExtra()
  }

  private static func isEmpty(_ value: JSONValue) -> Bool {
    value.array?.isEmpty ?? value.members?.isEmpty ?? false
  }

  private mutating func takeNamedExtra() throws {
    guard let members = value("extra_special_tokens")?.members else { return }
    for member in members {
      ownRoles.removeAll { $0.role == member.key }
      ownRoles.append((member.key, try token(member.value, "extra_special_tokens", ".\(member.key)")))
    }
    values.removeAll { $0.key == "extra_special_tokens" }
  }

  private mutating func readListed(_ listed: JSONValue) throws {
    guard let members = listed.members else {
      throw unexpected("added_tokens_decoder", "an object", listed.kindName)
    }
    for member in members {
      let field = "added_tokens_decoder.\(member.key)"
      guard let id = Int(member.key) else {
        throw TokenizationError.unexpected(
          file: file, field: "added_tokens_decoder", expected: "ids", found: "“\(member.key)”")
      }
      list(try NamedToken(member.value, file: file, field: field), id: id)
    }
  }

  private mutating func list(_ token: NamedToken, id: Int) {
    if let index = added.firstIndex(where: { $0.id >= id }) {
      if added[index].id == id { added[index].token = token } else { added.insert((id, token), at: index) }
    } else {
      added.append((id, token))
    }
  }

  /// special_tokens_map.json and added_tokens.json.
  private mutating func readLegacyFiles(_ folder: TokenizerFolder) throws {
    if let map = try folder.options("special_tokens_map.json") {
      let mapFile = folder.path("special_tokens_map.json") ?? file
      for member in map.members ?? [] {
        if member.key == "extra_special_tokens", let more = member.value.array {
          let before = value("extra_special_tokens")?.array ?? []
          mapped.append(member.key)
          set(member.key, .array(before + more.filter { !before.contains($0) }), mapFile)
        } else {
          mapped.append(member.key)
          set(member.key, member.value, mapFile)
        }
      }
      try takeNamedExtra()
    }
    guard let path = folder.path("added_tokens.json"), let file = try folder.options("added_tokens.json") else {
      return
    }
    let special = try legacySpecials()
    for member in file.members ?? [] {
      guard let id = member.value.integer else {
        throw TokenizationError.unexpected(
          file: path, field: member.key, expected: "an id", found: member.value.kindName)
      }
      let content = Array(member.key.utf8)
      let isSpecial = special.contains(content)
      list(NamedToken(content: content, isSpecial: isSpecial, normalized: !isSpecial), id: id)
    }
  }

  /// What added_tokens.json's tokens are compared with to tell whether they are special.
  private func legacySpecials() throws -> Set<[UInt8]> {
    var found: Set<[UInt8]> = []
    for role in Self.roleNames {
      if let value = value(role) { found.insert(try token(value, role).content) }
    }
    for value in value("extra_special_tokens")?.array ?? [] {
      found.insert(try token(value, "extra_special_tokens").content)
    }
    return found
  }

  /// The roles and what has none, with the flags that the added tokens have where they are the same.
  private mutating func readRoles() throws {
    for role in Self.roleNames where says(role) {
      guard let value = value(role) else {
        roles[role] = .some(nil)
        continue
      }
      let named = try token(value, role)
      roles[role] = added.last { $0.token.content == named.content }?.token ?? named
    }
    for (key, value, _) in values where !Self.roleNames.contains(key) && key.hasSuffix("_token") && value.string == nil
    {
      guard value.members != nil, !ownRoles.contains(where: { $0.role == key }) else { continue }
      ownRoles.append((key, try token(value, key)))
    }
    let list = value("extra_special_tokens") ?? value("additional_special_tokens")
    guard let list else { return }
    guard let elements = list.array else {
      throw unexpected("extra_special_tokens", "an array", list.kindName)
    }
    extra = try elements.map { try token($0, "extra_special_tokens") }
  }

  /// A token named by its text, or with its flags.
  private func token(_ value: JSONValue, _ key: String, _ member: String = "") throws -> NamedToken {
    if let string = value.string { return NamedToken(string) }
    var token = try NamedToken(value, file: file(saying: key), field: key + member)
    if mapped.contains(key + member) { token.isSpecial = true }
    return token
  }
}

extension NamedToken {
  /// The token as a tokenizer.json lists it.
  init(_ token: AddedToken) {
    self.init(
      content: token.content, isSpecial: token.isSpecial, stripsLeft: token.stripsLeft,
      stripsRight: token.stripsRight, isSingleWord: token.isSingleWord, normalized: token.isNormalized)
    isSought = token.isSought
  }
}
