import Checkpoints
import EmbeddingAnalysis
import Projections
import Tokenization
package import Work
package import Workspace

/// What a study finds for the models that it can be put to, and why it says nothing of the others.
package struct Answer<Result: StudyResult>: Sendable {
  /// nil where it can be put to none.
  package var result: Result?
  package var leftOut: [LeftOut]

  package init(result: Result?, leftOut: [LeftOut]) {
    self.result = result
    self.leftOut = leftOut
  }
}

/// A model, or a pair of them, that a study says nothing of.
package struct LeftOut: Codable, Sendable, Equatable {
  package var model: String
  /// Why, in a sentence that names the model.
  package var reason: String
}

extension Study {
  /// Answers for each model that the question can be put to; what is wrong with files that are broken is thrown.
  package func answer(_ models: [OpenModel], progress: WorkProgress) throws -> Answer<Result> {
    var able: [(model: OpenModel, result: Result)] = []
    var leftOut: [LeftOut] = []
    for model in models {
      do {
        able.append((model, try run([model], progress: progress.of(model.displayName))))
      } catch {
        leftOut.append(try LeftOut(model.displayName, of: error))
      }
    }
    guard able.count > 1 else { return Answer(result: able.first?.result, leftOut: leftOut) }
    let result = try Result.joined(able.map(\.result)) ?? run(able.map(\.model), progress: progress)
    return Answer(result: result, leftOut: leftOut)
  }
}

extension LeftOut {
  /// What a whole set of models lacks.
  package init(reason: String) {
    model = ""
    self.reason = reason
  }

  /// The reason that `error` gives, where it says that a study is not for these models, one or a pair; else throws it.
  package init(_ models: String..., of error: any Error) throws {
    switch error {
    case _ where error.saysPartIsMissing: break
    case is WorkspaceError, is StudiesError, is TokenizationError, is EmbeddingAnalysisError, is ProjectionsError: break
    case CheckpointError.unreadableType: break
    default: throw error
    }
    model = models.joined(separator: " and ")
    let text = "\(error)"
    reason = models.contains { Self.isNamed($0, in: text) } ? text : "\(model): \(text)"
  }

  /// Whether `text` has the name as a word of its own, and not as a part of another.
  private static func isNamed(_ name: String, in text: String) -> Bool {
    text.ranges(of: name).contains { range in
      let around = [text[..<range.lowerBound].last, text[range.upperBound...].first].compactMap { $0 }
      return !around.contains { $0.isLetter || $0.isNumber }
    }
  }
}
