/// An answer that tells of each model by itself.
public protocol ResultByModel: StudyResult {
  associatedtype Model
  /// What is told of each model, in the order they were given.
  var models: [Model] { get set }
}

extension ResultByModel {
  /// `name` alone, or with the number of the model where there are several.
  func numbered(_ name: String, _ place: Int) -> String { models.count == 1 ? name : "\(name)-\(place + 1)" }

  /// The models of all answers, with what the first says of all.
  public static func joined(_ results: [Self]) -> Self? {
    guard var joined = results.first else { return nil }
    joined.models = results.flatMap(\.models)
    return joined
  }
}
