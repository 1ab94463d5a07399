import Tokenization

extension VocabularyResult {
  /// What the vocabularies consist of: a line for each kind of token that some model has, with the number of each model.
  ///
  /// A title that begins with spaces is of a part of the line above it.
  var healthCounts: [(key: String, title: String, counts: [Int])] {
    let kinds: [(String, String, (Model) -> Int)] = [
      ("special", "Special tokens", { $0.health?.specialTokens ?? 0 }),
      ("added", "Added tokens", { $0.health?.addedTokens ?? 0 }),
      ("named_unused", "Called [unused…]", { $0.health?.namedUnused ?? 0 }),
      ("unused_ids", "Ids that no token has", { $0.health?.unusedIDs ?? 0 }),
      ("single_bytes", "Single bytes", { $0.health?.singleBytes ?? 0 }),
      ("not_utf8", "Parts of a character (not UTF-8 alone)", { $0.health?.notUTF8 ?? 0 }),
      ("not_utf8_of_several_bytes", "  of several bytes", { $0.health?.notUTF8OfSeveralBytes ?? 0 }),
      ("continuations", "Pieces inside a word (##)", { $0.health?.continuations ?? 0 }),
      ("space_pairs", "With and without a space", { $0.health?.spacePairs ?? 0 }),
      ("continuation_pairs", "At the start of a word and inside", { $0.health?.continuationPairs ?? 0 }),
      ("case_pairs", "In small and in capital letters", { $0.health?.casePairs ?? 0 }),
      (
        "unreachable_invalid_bytes", "Unreachable: bytes of no valid UTF-8",
        { $0.health?.unreachable(because: .invalidBytes) ?? 0 }
      ),
      (
        "unreachable_merges", "Unreachable: their characters merge to other tokens",
        { $0.health?.unreachable(because: .merges) ?? 0 }
      ),
      (
        "unreachable_not_found", "Probably unreachable: no text was found that becomes them",
        { $0.health?.unreachable(because: .notFound) ?? 0 }
      ),
      ("padding_rows", "Rows above the highest id", { $0.paddingRows ?? 0 }),
      ("duplicate_rows", "Rows equal to another row", { $0.duplicateRows ?? 0 }),
    ]
    return kinds.map { ($0, $1, models.map($2)) }.filter { $0.2.contains { $0 > 0 } }
  }

  /// The numbers of tokens of each kind; the tokens that no text becomes.
  var healthTables: [Table] {
    let counts = healthCounts.flatMap { key, _, counts in
      zip(models, counts).map { model, count -> [Table.Field] in
        [.text(model.model), .text(key), .integer(count)]
      }
    }
    let unreachable = models.flatMap { model in
      (model.health?.unreachable ?? []).map { token -> [Table.Field] in
        [.text(model.model), .integer(token.id), .text(token.raw), .text(token.reason.rawValue)]
      }
    }
    return [
      Table(name: "health", columns: ["model", "tokens", "count"], rows: counts),
      Table(name: "unreachable", columns: ["model", "id", "raw", "reason"], rows: unreachable),
    ]
  }
}
