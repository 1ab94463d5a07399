import EmbeddingAnalysis
import Figures
package import Projections

import Tokenization
package import Workspace

/// The names of a map's points as labels: how wide each is, and which come first.
package struct MapLabels: Sendable {
  /// The size of the letters, in pixels.
  package static let fontSize = 12.0
  /// The height of a label's box, in pixels.
  package static let height = 15.0
  /// Half the width of a label's box, in pixels: of DejaVu Sans, which is wider than what most screens show, with a little room
  /// around it.
  package var halfWidths: [UInt8]
  /// The rows by falling importance: words before pieces, those before what is no text; lower ids first.
  package var order: [Int]

  /// The labels of all rows of `model`.
  package init(_ model: OpenModel) throws {
    let names = try RowNames(model)
    let rows = 0..<(try model.tokenEmbeddings().rowCount)
    let measurer = FixedTextMeasurer()
    let style = TextStyle(size: Self.fontSize)
    halfWidths = rows.map { row in
      let width = measurer.width(of: names.describe(row).label, style: style)
      return UInt8(clamping: Int((min(width, 110) / 2 + 3).rounded(.up)))
    }
    let marksSpaces = names.vocabulary?.marksSpaces ?? false
    let classes = rows.map { Self.importance(of: $0, names.vocabulary, marksSpaces: marksSpaces) }
    order = (0...3).flatMap { importance in rows.filter { classes[$0] == importance } }
  }

  /// From which scale on each label stands, for the points (x, y).
  package func placement(x: [Float], y: [Float]) -> LabelScales {
    LabelScales(x: x, y: y, halfWidths: halfWidths, height: Float(Self.height), order: order)
  }

  /// 0 for words, 1 for pieces of words and signs, 2 for what is no text or special, 3 for rows without a token.
  private static func importance(of row: Int, _ vocabulary: Vocabulary?, marksSpaces: Bool) -> Int {
    guard let vocabulary else { return 0 }
    guard vocabulary.contains(row) else { return 3 }
    guard let text = vocabulary.text(of: row), !vocabulary.isSpecial(row),
      !UnusedName.matches(vocabulary.raw(of: row) ?? "")
    else { return 2 }
    let word = text.unicodeScalars.first == " " ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
    let startsWord = marksSpaces ? text.unicodeScalars.first == " " : !vocabulary.isContinuation(row)
    return startsWord && word.count > 2 && word.allSatisfy(\.properties.isAlphabetic) ? 0 : 1
  }
}

extension TokenDescription {
  /// The token as people read it, without the quotation marks: for the points of a map.
  var label: String { shown.hasPrefix("“") ? String(shown.dropFirst().dropLast()) : shown }
}
