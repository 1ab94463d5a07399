import Tokenization
public import Work
public import Workspace

/// How a text becomes its tokens, step by step.
///
/// ```swift
/// let result = try TraceStudy(text: " lower").run([gpt2])
/// result.models[0].trace.parts[0].pieces[0].merges.map(\.result)
/// ```
public struct TraceStudy: Study {
  /// The text to trace.
  public var text: String

  /// A study of `text`.
  public init(text: String) { self.text = text }

  /// Traces the text through the tokenizer of each model.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> TraceResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: TraceResult.study) }
    return TraceResult(text: text, models: try models.map(trace))
  }

  private func trace(_ model: OpenModel) throws -> TraceResult.Model {
    let tokenizer = try model.tokenizer()
    let trace = try tokenizer.trace(text)
    var result = TraceResult.Model(
      model: model.displayName, trace: trace, token: nil, origin: nil, containedIn: [])
    guard trace.ids.count == 1, let origin = tokenizer.origin(of: trace.ids[0]) else { return result }
    result.token = TokenDescription(trace.ids[0], in: tokenizer.vocabulary)
    result.origin = origin
    result.containedIn = origin.containedIn.map { TokenDescription($0, in: tokenizer.vocabulary) }
      .sorted { ($0.bytesHex.utf8.count, $0.id) < ($1.bytesHex.utf8.count, $1.id) }
    return result
  }
}
