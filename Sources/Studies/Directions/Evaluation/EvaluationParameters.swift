/// What the evaluations on files of words share.
enum EvaluationParameters {
  static let caseSensitive = Parameter.flag(
    "case-sensitive",
    help: "With {evaluate}: small and capital letters differ; else the first spelling stands for all.")
  static let limit = Parameter.integer(
    "limit", value: "WORDS", in: 1...Int(Int32.max), default: 300_000,
    help: "With {evaluate}: looks at the first WORDS words of the vocabulary only, as gensim's restrict_vocab does.")

  static let all: [any DeclaredParameter] = [caseSensitive, limit]

  /// The evaluation on the content of `file`.
  static func study<Evaluation: Study>(
    _ values: ParameterValues, file: Parameter<String?>,
    _ make: (_ file: InputFile, _ ignoresCase: Bool, _ limit: Int) throws -> Evaluation
  ) throws -> Evaluation {
    guard let content = try values.file(file) else {
      throw ParameterError.conflict("{\(file.description.name)} is missing")
    }
    return try make(content, !values[caseSensitive], values[limit])
  }
}
