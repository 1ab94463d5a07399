public import EmbeddingAnalysis
import Figures
import SafeText

/// How many questions of an analogy file were answered, by section.
public struct AnalogyEvaluationResult: ResultByModel {
  public static let study = "analogy-evaluation"

  /// One section of the file.
  public struct Section: Codable, Sendable, Equatable {
    public var name: String
    public var correct: Int
    public var incorrect: Int
    /// Questions with a word that is no whole token: left out.
    public var outOfVocabulary: Int

    /// correct / (correct + incorrect); nil where nothing was asked.
    public var accuracy: Double? { correct + incorrect > 0 ? Double(correct) / Double(correct + incorrect) : nil }
  }

  /// One question that was asked.
  public struct Answer: Codable, Sendable, Equatable {
    public var line: Int
    /// The index of its section.
    public var section: Int
    public var a: String
    public var b: String
    public var c: String
    public var expected: String
    /// nil where no row could be compared.
    public var answer: String?
    public var isCorrect: Bool
  }

  /// One model's answers.
  public struct Model: Codable, Sendable {
    public var model: String
    /// How many words the vocabulary has, all of which are candidates.
    public var vocabularyWords: Int
    public var sections: [Section]
    /// All sections together.
    public var total: Section
    /// Lines that hold no question, from 1.
    public var invalidLines: [Int]
    /// Every question that was asked, in the order of the file.
    public var answers: [Answer]
    public var notes: [String]

    init(
      model: String, vocabularyWords: Int, questions: AnalogyQuestions, answers: [Answer]
    ) {
      self.model = model
      self.vocabularyWords = vocabularyWords
      self.answers = answers
      invalidLines = questions.invalidLines
      sections = questions.sections.map { Section(name: $0, correct: 0, incorrect: 0, outOfVocabulary: 0) }
      for question in questions.questions { sections[question.section].outOfVocabulary += 1 }
      for answer in answers {
        sections[answer.section].outOfVocabulary -= 1
        if answer.isCorrect { sections[answer.section].correct += 1 } else { sections[answer.section].incorrect += 1 }
      }
      total = Section(
        name: "Total", correct: sections.reduce(0) { $0 + $1.correct },
        incorrect: sections.reduce(0) { $0 + $1.incorrect },
        outOfVocabulary: sections.reduce(0) { $0 + $1.outOfVocabulary })
      notes = []
      if total.outOfVocabulary > 0 {
        notes.append(
          "\(total.outOfVocabulary.grouped) of \(questions.questions.count.grouped) questions hold a word that is no whole "
            + "token of the model; they are left out.")
      }
      if !invalidLines.isEmpty {
        notes.append(
          "\(invalidLines.count.grouped) lines do not hold four words, the first is line \(invalidLines[0]).")
      }
    }
  }

  public var file: String
  public var method: AnalogySolver.Method
  public var models: [Model]

  /// The sections of each model; its answers.
  public func tables() -> [Table] {
    [
      Table(
        name: "analogy-evaluation",
        columns: ["model", "section", "correct", "incorrect", "out_of_vocabulary", "accuracy"],
        rows: models.flatMap { model in
          (model.sections + [model.total]).map {
            [
              .text(model.model), .text($0.name), .integer($0.correct), .integer($0.incorrect),
              .integer($0.outOfVocabulary), .optional($0.accuracy),
            ]
          }
        }),
      Table(
        name: "answers", columns: ["model", "line", "section", "a", "b", "c", "expected", "answer", "correct"],
        rows: models.flatMap { model in
          model.answers.map {
            [
              .text(model.model), .integer($0.line), .text(model.sections[$0.section].name), .text($0.a), .text($0.b),
              .text($0.c), .text($0.expected), $0.answer.map(Table.Field.text) ?? .empty,
              .integer($0.isCorrect ? 1 : 0),
            ]
          }
        }),
    ]
  }

  /// Bars for each model.
  public func figures() -> [NamedFigure] {
    models.enumerated().map { place, model in
      NamedFigure(name: numbered("analogy-evaluation", place), figure: figure(of: model))
    }
  }

  private func figure(of model: Model) -> Figure {
    let shown = model.sections.filter { $0.accuracy != nil } + [model.total]
    let marks = shown.enumerated().map { index, section -> Mark in
      let asked = section.correct + section.incorrect
      return .bars(
        BarsMark(
          y: [Double(index)], lengths: [100 * (section.accuracy ?? 0)],
          valueLabels: ["\(NumberText.percent(section.accuracy)) of \(asked.grouped)"],
          color: index == shown.count - 1 ? .series(1) : .series(0)))
    }
    let panel = Panel(
      x: Axis("Questions answered (%)", domain: 0...130), y: Axis(ticks: .categories(shown.map(\.name))), marks: marks)
    return Figure(
      "Which analogies does \(model.model) know?",
      subtitle: "\(file), \(model.vocabularyWords.grouped) words as candidates", panels: [[panel]], notes: model.notes,
      size: Size(width: 760, height: 120 + 26 * Double(max(4, shown.count))))
  }
}
