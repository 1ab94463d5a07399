import Architectures
import ByteFiles
import Checkpoints
import EmbeddingAnalysis
import ModelSources
import Projections
import Tensors
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
  /// Answers for each model that the question can be put to.
  ///
  /// - Parameter leavesOutBroken: Whether files that are broken, or cannot be had, leave their model out, too; else what is
  ///   wrong with them is thrown.
  package func answer(
    _ models: [OpenModel], progress: WorkProgress, leavesOutBroken: Bool = false
  ) throws -> Answer<Result> {
    // A question that is put to all at once mostly can be; only where it cannot each model is tried by itself.
    if !(Result.self is any ResultByModel.Type) {
      do { return Answer(result: try run(models, progress: progress), leftOut: []) } catch {
        guard LeftOut.isReason(error, evenBroken: leavesOutBroken) else { throw error }
      }
    }
    var able: [(model: OpenModel, result: Result)] = []
    var leftOut: [LeftOut] = []
    for model in models {
      do {
        able.append((model, try run([model], progress: progress)))
      } catch {
        leftOut.append(try LeftOut(model.displayName, of: error, evenBroken: leavesOutBroken))
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
  ///
  /// - Parameter evenBroken: Whether files that are broken, or cannot be had, are a reason, too.
  package init(_ models: String..., of error: any Error, evenBroken: Bool = false) throws {
    guard Self.isReason(error, evenBroken: evenBroken) else { throw error }
    model = models.joined(separator: " and ")
    let text = "\(error)"
    reason = models.contains { Self.isNamed($0, in: text) } ? text : "\(model): \(text)"
  }

  /// Whether `error` says that a study is not for a model or, where that counts, that its files are broken; an error of any
  /// other kind, such as that of who ends the work, is none.
  fileprivate static func isReason(_ error: any Error, evenBroken: Bool) -> Bool {
    switch error {
    case _ where error.saysPartIsMissing: true
    case is WorkspaceError, is StudiesError, is TokenizationError, is EmbeddingAnalysisError, is ProjectionsError: true
    case CheckpointError.unreadableType: true
    case is ModelSourcesError, is ByteFilesError, is CheckpointError, is TensorsError, is ArchitecturesError: evenBroken
    default: false
    }
  }

  /// Whether `text` has the name as a word of its own, and not as a part of another.
  private static func isNamed(_ name: String, in text: String) -> Bool {
    text.ranges(of: name).contains { range in
      let around = [text[..<range.lowerBound].last, text[range.upperBound...].first].compactMap { $0 }
      return !around.contains { $0.isLetter || $0.isNumber }
    }
  }
}
