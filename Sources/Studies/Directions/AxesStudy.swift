import EmbeddingAnalysis
public import Work
public import Workspace

/// Where words lie between two groups of words, such as good ones and bad ones.
///
/// An axis is the difference of the two groups' means, every vector having length 1 before; a word's place on it is the
/// cosine of its vector with the axis, in [-1, 1].
///
/// ```swift
/// let quality = WordAxis(positive: ["good", "nice"], negative: ["bad", "awful"])
/// let result = try AxesStudy(words: ["sunshine", "war"], axes: [quality]).run([model])
/// ```
public struct AxesStudy: Study {
  /// The words to place.
  public var words: [String]
  /// The axes, one at least.
  public var axes: [WordAxis]
  /// How words are looked for.
  public var form: WordForm

  /// A study of `words` on `axes`.
  public init(words: [String], axes: [WordAxis], form: WordForm = .inText) {
    self.words = words
    self.axes = axes
    self.form = form
  }

  /// Places the words in each model.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> AxesResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: AxesResult.study) }
    guard !words.isEmpty else { throw StudiesError.tooFewWords(study: AxesResult.study, needed: 1, found: 0) }
    return AxesResult(axes: axes, models: try models.map(place))
  }

  private func place(_ model: OpenModel) throws -> AxesResult.Model {
    let vectors = try WordVectors(model, form)
    let found = try words.map { try vectors.find($0) }
    var notes = found.compactMap(\.note)
    let directions = try axes.map { axis in
      let ends = try (axis.positive.map { try vectors.find($0) }, axis.negative.map { try vectors.find($0) })
      notes += (ends.0 + ends.1).compactMap(\.note)
      guard let positive = Vectors.mean(ends.0.map(\.unit)), let negative = Vectors.mean(ends.1.map(\.unit)),
        let difference = Vectors.mean([positive, negative], weights: [1, -1]), let unit = Vectors.unit(difference)
      else { throw StudiesError.cancelsOut(what: "the axis \(axis.name)", model: model.displayName) }
      return unit
    }
    let placed = found.map { word in
      AxesResult.Word(word: word.asked, places: directions.map { min(1, max(-1, Vectors.dot(word.unit, $0))) })
    }
    return AxesResult.Model(model: model.displayName, words: placed, notes: notes.uniqued())
  }
}

/// Two groups of words that span an axis.
public struct WordAxis: Codable, Sendable, Equatable {
  /// The words at its end of 1, one at least.
  public var positive: [String]
  /// The words at its end of -1, one at least.
  public var negative: [String]

  /// An axis from `negative` to `positive`.
  public init(positive: [String], negative: [String]) {
    self.positive = positive
    self.negative = negative
  }

  /// Reads `good,nice:bad,awful`; nil for text without exactly one colon or with an empty word.
  public init?(_ text: String) {
    let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { end in
      end.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
    }
    guard ends.count == 2, ends.joined().allSatisfy({ !$0.isEmpty }) else { return nil }
    self.init(positive: ends[0], negative: ends[1])
  }

  /// As it is read: `good,nice:bad,awful`.
  public var name: String { positive.joined(separator: ",") + ":" + negative.joined(separator: ",") }

  /// The axis in words, from its end of -1: `bad, awful → good, nice`.
  public var label: String { negative.joined(separator: ", ") + " → " + positive.joined(separator: ", ") }
}

extension String {
  var trimmingSpaces: String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}

extension [String] {
  /// Each once, in the order of their first place.
  func uniqued() -> [String] {
    var seen: Set<[UInt8]> = []
    return filter { seen.insert(Array<UInt8>($0.utf8)).inserted }
  }
}
