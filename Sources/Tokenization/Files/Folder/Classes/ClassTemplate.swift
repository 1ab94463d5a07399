/// What a class puts around one text and around two, by the roles of its special tokens.
///
/// ```
/// single  cls A sep          pair  cls A sep B:1 sep:1
/// ```
struct ClassTemplate: Sendable {
  var single: [Item]
  var pair: [Item]

  /// A piece of a template.
  enum Item: Sendable {
    case text(Int, type: Int)
    /// A token by its content; where the vocabulary lacks it, the unknown token's id stands in its place.
    case token(String, type: Int)
    /// A token that is shown by one content and has the id of another.
    case alias(String, of: String, type: Int)

    static let first = Item.text(0, type: 0)
    static let second = Item.text(1, type: 0)
    static let secondOfItsType = Item.text(1, type: 1)
    static func token(_ content: String) -> Item { .token(content, type: 0) }
  }

  /// `first A last`, and of two texts `first A last B:1 last:1`: BERT's way.
  static func bert(_ first: String, _ last: String) -> ClassTemplate {
    let single = [Item.token(first), .first, .token(last)]
    return ClassTemplate(single: single, pair: single + [.secondOfItsType, .token(last, type: 1)])
  }

  /// `first A last`, and of two texts `first A last last B last`: RoBERTa's way.
  static func roberta(_ first: String, _ last: String) -> ClassTemplate {
    let single = [Item.token(first), .first, .token(last)]
    return ClassTemplate(single: single, pair: single + [.token(last), .second, .token(last)])
  }

  /// The same tokens around one text and around two that follow each other.
  static func around(_ before: [String], _ after: [String]) -> ClassTemplate {
    let before = before.map { Item.token($0) }
    let after = after.map { Item.token($0) }
    return ClassTemplate(single: before + [.first] + after, pair: before + [.first, .second] + after)
  }

  /// The post-processor, with the ids that `id` gives contents.
  func postProcessor(_ id: (String) throws -> Int) rethrows -> PostProcessor {
    func piece(_ item: Item) throws -> TemplateProcessing.Piece {
      switch item {
      case .text(let index, let type): .text(index, typeID: type)
      case .token(let content, let type): .tokens([SpecialToken(id: try id(content), string: content)], typeID: type)
      case .alias(let content, let other, let type):
        .tokens([SpecialToken(id: try id(other), string: content)], typeID: type)
      }
    }
    return .template(TemplateProcessing(single: try single.map(piece), pair: try pair.map(piece)))
  }
}
