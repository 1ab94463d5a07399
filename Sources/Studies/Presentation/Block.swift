import SafeText

/// A piece of how a result is told; a terminal, a report and any other page render the same blocks.
public enum Block: Sendable, Equatable {
  /// What the blocks behind it are about, such as a model's name.
  case heading(String)
  /// What was found, in a sentence or more.
  case paragraph(String)
  /// What is seen here and how to read it, for those who meet it on a page; a terminal has that in the help.
  case explanation(String)
  case table(TextColumns)
  /// What to know of the result, a sentence each.
  case notes([String])
  /// Where a result's figures stand on a page; a terminal has none.
  case figures
  /// Text of fixed width, line by line, such as a tree of modules.
  case preformatted(String)
  /// What not everyone wants to see at once: a page folds it away behind its title.
  case details(title: String, [Block])
  /// The same for what needs no title where it is not folded away, as on a terminal.
  case folded(title: String, [Block])
  /// How the result may fool its reader, for pages.
  case caution(String)
}

extension Block {
  /// A table whose columns at the places `numbers` are aligned to the right.
  ///
  /// - Parameters:
  ///   - clips: Whether a terminal that is too narrow may cut the widest column.
  ///   - onPage: How many rows a page shows before it folds the others away.
  static func table(
    _ columns: [String], numbers: Set<Int> = [], clips: Bool = false, onPage: Int? = nil, _ rows: [[String]]
  ) -> Block {
    .table(TextColumns(titles: columns, numbers: numbers, clips: clips, rowsOnPage: onPage, rows: rows))
  }

  /// What each model has to be known, with its name before it.
  static func notes(_ models: [(model: String, notes: [String])]) -> Block {
    .notes(models.flatMap { model in model.notes.map { "\(model.model): \($0)" } })
  }

  /// The tokens of a list, each as people read it with its id.
  static func tokens(_ title: String, _ tokens: [TokenDescription], of count: Int) -> [Block] {
    guard count > 0 else { return [] }
    let shown = tokens.map { "\($0.id) \($0.shown)" }.joined(separator: "  ")
    return [.paragraph("\(count.grouped) tokens \(title): \(shown)\(count > tokens.count ? "  …" : "")")]
  }
}

/// Text in columns, as people read it.
public struct TextColumns: Sendable, Equatable {
  public var titles: [String]
  /// The places of the columns that are aligned to the right.
  public var numbers: Set<Int>
  /// Whether a terminal that is too narrow may cut the widest column.
  public var clips: Bool
  /// How many rows a page shows before it folds the others away; nil shows all.
  public var rowsOnPage: Int?
  /// The rows, each as long as ``titles``.
  public var rows: [[String]]
}
