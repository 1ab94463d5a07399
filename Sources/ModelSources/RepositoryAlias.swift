/// Models that moved from a bare name into an organisation: the hub redirects the old name, and caches may hold either.
enum RepositoryAlias {
  private static let organisations: [(organisation: String, names: [String])] = [
    ("openai-community", ["gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl"]),
    (
      "google-bert",
      [
        "bert-base-uncased", "bert-base-cased", "bert-large-uncased", "bert-large-cased",
        "bert-base-multilingual-cased", "bert-base-multilingual-uncased", "bert-base-chinese", "bert-base-german-cased",
      ]
    ),
    ("distilbert", ["distilgpt2", "distilbert-base-uncased", "distilbert-base-cased"]),
    ("FacebookAI", ["roberta-base", "roberta-large", "xlm-roberta-base", "xlm-roberta-large"]),
  ]

  /// The other name of `repository`, if it has one: `gpt2` for `openai-community/gpt2`, and the other way round.
  static func other(_ repository: String) -> String? {
    for (organisation, names) in organisations {
      if names.contains(repository) { return "\(organisation)/\(repository)" }
      if repository.hasPrefix(organisation + "/") {
        let name = String(repository.dropFirst(organisation.count + 1))
        if names.contains(name) { return name }
      }
    }
    return nil
  }
}
