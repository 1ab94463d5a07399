import Architectures
import Checkpoints
import ModelSources

/// What has to be fetched of models before they can be looked at, file by file, and what of it is here already.
public struct FetchPlan: Codable, Sendable, Equatable {
  /// A file of a model, or the parts of it that are needed.
  public struct Item: Codable, Sendable, Equatable {
    /// The model it belongs to.
    public var model: String
    /// Its commit, for a model of the hub.
    public var commit: String?
    /// The file's name within the model.
    public var file: String
    /// The tensor that is needed of it; nil where headers are enough, and for whole files.
    public var tensor: String?
    /// The bytes that are needed: of large files header and tensor, of others all.
    public var bytes: Int
    /// How many of these are here.
    public var bytesHere: Int
  }

  /// What a question looks at of a model.
  public enum Need: Sendable {
    /// The configuration alone.
    case configuration
    /// The tokenizer.
    case tokenizer
    /// The tokenizer, and which tensors there are.
    case headers
    /// The tokenizer and the rows of the token embeddings.
    case rows
  }

  /// By model, and of each by name.
  public var files: [Item]
  /// The bytes that have to be fetched.
  public var bytesToFetch: Int

  /// What `need` takes of `models`, which were opened with settings for a dry run.
  package init(_ models: [OpenModel], need: Need) throws {
    files = try models.flatMap { try $0.filesNeeded(need) }
    bytesToFetch = files.reduce(0) { $0 + $1.bytes - $1.bytesHere }
  }
}

extension OpenModel {
  /// The files that `need` takes: headers are fetched for it, and nothing else.
  fileprivate func filesNeeded(_ need: FetchPlan.Need) throws -> [FetchPlan.Item] {
    _ = try ifAny { try configuration() }
    if need != .configuration { try ifAny { try noteTokenizerFiles() } }
    let looksAtWeights = need == .headers || need == .rows
    let tensor = looksAtWeights ? try ifAny { try noteTable(rows: need == .rows) } ?? nil : nil
    // A model of which nothing was found is not there at all: why, its layout says.
    if filesRead().isEmpty { _ = try tokenizer() }
    return filesRead().map { file in
      let cost = file.cost
      return FetchPlan.Item(
        model: identifier, commit: commit, file: file.name, tensor: file.lacksNotedParts ? tensor : nil,
        bytes: cost.needed, bytesHere: cost.here)
    }
  }

  /// What `body` finds; nil where the model has no such part.
  private func ifAny<Result>(_ body: () throws -> Result) throws -> Result? {
    do {
      return try body()
    } catch let error where error.saysPartIsMissing {
      return nil
    }
  }
}
