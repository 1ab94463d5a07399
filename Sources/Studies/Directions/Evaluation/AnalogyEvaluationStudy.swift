public import EmbeddingAnalysis
import Tokenization
public import Work
public import Workspace

/// How many questions of an analogy file a model answers: gensim's `evaluate_word_analogies`.
///
/// Words are whole tokens (after a space, where tokens carry one), in capital letters unless letters count; a question with
/// another word is out of the vocabulary and left out. The answer is the best of five candidates that is no word of the
/// question in any mixture of small and capital letters.
public struct AnalogyEvaluationStudy: Study {
  /// The questions.
  public var questions: AnalogyQuestions
  /// What the result calls the file.
  public var fileName: String
  /// How candidates are scored; gensim evaluates the additive method only.
  public var method: AnalogySolver.Method
  /// Whether small and capital letters are the same.
  public var ignoresCase: Bool
  /// How many words of the vocabulary, from the lowest id, are looked at.
  public var limit: Int

  /// An evaluation on `questions`.
  public init(
    _ questions: AnalogyQuestions, fileName: String, method: AnalogySolver.Method = .additive, ignoresCase: Bool = true,
    limit: Int = 300_000
  ) {
    self.questions = questions
    self.fileName = fileName
    self.method = method
    self.ignoresCase = ignoresCase
    self.limit = limit
  }

  /// As many candidates as gensim looks at for each question.
  private static let candidateCount = 5

  /// Answers every question in each model.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> AnalogyEvaluationResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: AnalogyEvaluationResult.study) }
    return AnalogyEvaluationResult(
      file: fileName, method: method, models: try models.map { try evaluate($0, progress.of($0.displayName)) })
  }

  private func evaluate(_ model: OpenModel, _ progress: WorkProgress) throws -> AnalogyEvaluationResult.Model {
    let vocabulary = try RowNames(model).tokenizer(else: "words cannot be looked up").vocabulary
    let matrix = try model.tokenEmbeddings()
    let keys = WordKeys(vocabulary, rowCount: matrix.rowCount, limit: limit, ignoresCase: ignoresCase)
    let rows = questions.questions.map { question -> [Int]? in
      let places = [question.a, question.b, question.c, question.expected].compactMap { keys.place(of: $0) }
      return places.count == 4 ? places.map { keys.rows[$0] } : nil
    }
    let asked = rows.indices.filter { rows[$0] != nil }
    guard !asked.isEmpty else {
      throw StudiesError.nothingToEvaluate(
        file: fileName, form: "four words, such as “man king woman queen”",
        invalidLines: questions.invalidLines.count, outOfVocabulary: rows.count)
    }
    let solver = AnalogySolver(matrix, candidates: keys.rows, limit: Self.candidateCount)
    let found = try solver.solve(
      asked.compactMap { index in rows[index].map { .init(a: $0[0], b: $0[1], c: $0[2]) } }, method: method,
      progress: progress)
    let words = Dictionary(zip(keys.rows, keys.words)) { first, _ in first }
    let answers = zip(asked, found).map { index, candidates in
      answer(to: questions.questions[index], candidates.compactMap { words[$0.id] }, keys)
    }
    return AnalogyEvaluationResult.Model(
      model: model.displayName, vocabularyWords: keys.rows.count, questions: questions, answers: answers)
  }

  /// gensim's choice: the first candidate that is not in the question; where all five are, the last one.
  private func answer(
    to question: AnalogyQuestions.Question, _ candidates: [String], _ keys: WordKeys
  ) -> AnalogyEvaluationResult.Answer {
    let own = [question.a, question.b, question.c].map(keys.folded)
    let chosen = candidates.first { !own.contains(keys.folded($0)) } ?? candidates.last
    return .init(
      line: question.line, section: question.section, a: question.a, b: question.b, c: question.c,
      expected: question.expected, answer: chosen,
      isCorrect: chosen.map { keys.folded($0) == keys.folded(question.expected) } ?? false)
  }
}
