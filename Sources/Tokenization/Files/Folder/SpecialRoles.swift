/// The special tokens of a tokenizer by role, as its class hands them on: what the files say, over the class's own.
struct SpecialRoles {
  private var tokens: [String: NamedToken] = [:]
  /// Roles that no other class has.
  var own: [(role: String, token: NamedToken)] = []
  /// Special tokens without a role.
  var extra: [NamedToken] = []

  /// The roles that `options` name; `defaults` are the class's.
  init(_ options: FolderOptions, defaults: [String: NamedToken] = [:]) {
    for role in FolderOptions.roleNames { tokens[role] = options.token(role, default: defaults[role]) }
    own = options.ownRoles
    extra = options.extra
  }

  /// The token for a role; nil where it has none.
  subscript(role: String) -> NamedToken? {
    get { tokens[role] }
    set { tokens[role] = newValue }
  }

  /// The tokens that have a role, in the order in which they are added.
  var named: [NamedToken] { FolderOptions.roleNames.compactMap { tokens[$0] } + own.map(\.token) }
}

extension SpecialRoles {
  /// Where the token for `role` is named by its text alone: it takes the white space before it along.
  mutating func strip(_ role: String, normalized: Bool?) {
    guard let token = self[role], token.isBare else { return }
    self[role] = NamedToken(content: token.content, stripsLeft: true, normalized: normalized)
  }
}
