/// What a family of models calls its embeddings: the names of parameters in its base model, without wrapping parts.
///
/// A name that ends in `.*` is a part within which another model keeps its own: `language_model.*`.
struct FamilyNames: Sendable {
  /// The token embeddings.
  ///
  /// The one that `get_input_embeddings()` gives comes first, an encoder's before its decoder's. None for
  /// a family that reads no tokens.
  var tokens: [String]
  /// The learned position embeddings beside them.
  var positions: [String]
  /// The matrix that makes logits of hidden states.
  var outputs: [String]

  /// The names of the family that config.json calls `modelType`; nil for one that is not known.
  ///
  /// A model asks once or twice: the line is looked for, and the others are not taken apart.
  static func of(_ modelType: String) -> FamilyNames? {
    let fields = line(of: modelType)?.split(separator: "|", omittingEmptySubsequences: false).map { field in
      field.split(separator: ",").map(String.init)
    }
    guard let fields, fields.count == 4 else { return nil }
    return FamilyNames(tokens: fields[0], positions: fields[1], outputs: fields[2])
  }

  /// The line of ``table`` in whose last field `modelType` is.
  private static func line(of modelType: String) -> String? {
    var (table, wanted) = (table, modelType)
    return table.withUTF8 { table in
      wanted.withUTF8 { wanted in
        let line = table.split(separator: UInt8(ascii: "\n")).first { line in
          guard let bar = line.lastIndex(of: UInt8(ascii: "|")) else { return false }
          return line[(bar + 1)...].split(separator: UInt8(ascii: ",")).contains { $0.elementsEqual(wanted) }
        }
        return line.map { String(decoding: $0, as: UTF8.self) }
      }
    }
  }
}

/// A family's name for a tensor, compared with the names in a file.
struct NamePattern {
  private let parts: [String]
  /// Whether any table within the part counts.
  private let isTower: Bool

  init(_ name: String) {
    isTower = name.hasSuffix(".*")
    parts = TensorName.parts(of: isTower ? String(name.dropLast(2)) : name)
  }

  /// How many parts stand before and between what the pattern names in a tensor's `name`; nil where it does not match.
  ///
  /// What has fewer is the model's own and not a part's: `model.embed_tokens.weight` rather than
  /// `model.layers.61.embed_tokens.weight`.
  func excess(in name: TableName) -> Int? {
    guard !parts.isEmpty else { return nil }
    guard isTower else {
      return name.parts.suffix(parts.count).elementsEqual(parts) ? name.parts.count - parts.count : nil
    }
    guard name.isTokens, name.parts.count > parts.count else { return nil }
    let starts = 0..<(name.parts.count - parts.count)
    let found = starts.first { name.parts[$0..<($0 + parts.count)].elementsEqual(parts) }
    return found == nil ? nil : name.parts.count - parts.count
  }
}
