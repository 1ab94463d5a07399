import Architectures
import Checkpoints
import ModelSources
import Tensors
import Tokenization
public import Work
public import Workspace

/// Where a model comes from and what its files say of themselves, by their headers alone.
///
/// It answers for whatever can be opened: weights without a tokenizer, a tokenizer without weights, types that cannot be
/// read. What is missing is said in the result's notes.
public struct InfoStudy: Study {
  private let readsAllHeaders: Bool

  /// A study of the files, their tensors and metadata, and the tokenizer's size.
  ///
  /// - Parameter readsAllHeaders: Also of a sharded model on the hub, whose other shards are not looked at otherwise.
  public init(readsAllHeaders: Bool = false) { self.readsAllHeaders = readsAllHeaders }

  /// Opens what there is: the configuration, the tokenizer, the headers of the weight files.
  ///
  /// - Throws: why nothing can be opened; what is wrong with weights that are broken.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> InfoResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: InfoResult.study) }
    return InfoResult(models: try models.map(describe))
  }

  private func describe(_ model: OpenModel) throws -> InfoResult.Model {
    var result = InfoResult.Model(
      model: model.displayName, identifier: model.identifier, specialTokens: [], aroundText: [], files: [],
      metadata: [], tensors: [], notes: [])
    let outcome = try readsAllHeaders ? model.tokenizerOutcome() : model.tokenizerOutcomeHere()
    describe(outcome, &result)
    describeConfiguration(of: model, &result)
    do {
      try describe(model.listing(isFull: readsAllHeaders), of: model, &result)
    } catch let error where error.saysPartIsMissing {
      if outcome.tokenizer == nil, result.family == nil {
        // Where nothing at all can be opened, the error is the answer: that of the tokenizer's files, if there are any.
        if case .unusable = outcome { _ = try model.tokenizer() }
        throw error
      }
      if case ModelSourcesError.tokenizerAlone = error {
        result.notes.append("This is a tokenizer alone.")
      } else {
        result.notes.append("There are no weights: \(error).")
      }
    }
    result.commit = model.commit
    result.files = model.filesRead().map {
      .init(name: $0.name, path: $0.path, bytes: $0.size, bytesHere: $0.isPartial ? $0.bytesHere : nil)
    }
    return result
  }

  private func describe(_ outcome: TokenizerOutcome, _ result: inout InfoResult.Model) {
    switch outcome {
    case .notFetched: result.notes.append("The tokenizer is on the hub, and was not fetched for this.")
    case .absent(let reason): result.notes.append("There is no tokenizer: \(reason).")
    case .unusable(let reason): result.notes.append("The tokenizer cannot be used: \(reason).")
    case .tokenizer(let tokenizer):
      let vocabulary = tokenizer.vocabulary
      result.tokenizerSize = vocabulary.count
      result.addedTokens = vocabulary.count - vocabulary.countWithoutAdded
      result.specialTokens = vocabulary.indices.filter(vocabulary.isSpecial).map {
        TokenDescription($0, in: vocabulary)
      }
      // A tokenizer that cannot split texts (an unknown pattern, no merges) still has its other facts.
      let frame = (try? tokenizer.encode("").ids) ?? []
      result.aroundText = frame.filter(vocabulary.isSpecial).map { TokenDescription($0, in: vocabulary) }
      result.notes += tokenizer.notes
    }
  }

  private func describe(_ listing: TensorListing, of model: OpenModel, _ result: inout InfoResult.Model) throws {
    let checkpoint = listing.checkpoint
    result.format = checkpoint.format.rawValue
    result.metadata = try InfoMetadata.all(of: checkpoint)
    // As the file has them, each part of packed weights by itself.
    result.tensors = checkpoint.infos.map { info in
      .init(name: info.name, dtype: info.typeName, shape: info.shape.dimensions, bytes: info.byteCount)
    }
    if !listing.missingShards.isEmpty {
      result.notes.append(
        "\(listing.missingShards.count) of \(listing.shardCount) shards are not there: "
          + "\(listing.missingShards.prefix(4).joined(separator: ", ")). Download them; their tensors are not listed.")
    } else if !listing.isWhole {
      result.notes.append(
        "The headers of \(listing.shardsRead) of \(listing.shardCount) shards were read, those that may hold the "
          + "embeddings: the other tensors are not listed.")
    }
    try count(listing, of: model, &result)
    if result.family == nil { result.family = try checkpoint.gguf?.string("general.architecture") }
    guard let choice = try table(in: checkpoint, of: model, tokenizerSize: result.tokenizerSize) else {
      result.notes.append("No tensor looks like token embeddings.")
      return
    }
    let table = choice.tensor
    result.embeddingTensor = table.name
    result.matrixRows = choice.rowCount
    result.matrixColumns = choice.columnCount
    result.dtype = table.typeName
    result.embeddingBytes = table.byteCount
    result.notes += choice.notes
    if table.dtype == nil {
      result.notes.append("\(table.name) is stored as \(table.typeName), which cannot be read: its rows are not shown.")
    }
  }

  /// The parameters: by the configuration where it says all, else by the tensors, else by the index.
  private func count(_ listing: TensorListing, of model: OpenModel, _ result: inout InfoResult.Model) throws {
    let configuration = try? model.configuration()
    let tensors = PackedTensors.merged(listing.checkpoint, configuration: configuration)
    result.weightBytes =
      listing.isWhole
      ? tensors.reduce(0) { $0 + $1.parts.reduce(0) { $0 + $1.byteCount } } : listing.totalBytes
    if let configuration, listing.checkpoint.gguf == nil, let family = ModelFamily.of(configuration),
      let tree = try? family.baseModel(of: configuration),
      !listing.isWhole || CheckpointComparison.hasParameters(tensors.map(\.info), of: tree, family: family)
    {
      let counts = ParameterCounts(of: tree)
      result.parameters = counts.total
      result.parametersByModule = counts.modules.map {
        .init(module: $0.path, kind: $0.className, repeats: $0.repeats, parameters: $0.count)
      }
    } else if listing.isWhole {
      let counted = tensors.map(\.info).filter { !KnownBuffers.contains($0) }
      result.parameters = counted.reduce(0) { $0 + ($1.shape.elementCount ?? 0) }
    } else {
      result.parameters = listing.totalParameters
    }
  }

  /// The table of token embeddings; one that can be told without the configuration, where that cannot be read.
  private func table(in checkpoint: Checkpoint, of model: OpenModel, tokenizerSize: Int?) throws -> TableChoice? {
    do {
      _ = try model.configuration()
    } catch {
      let tensors = PackedTensors.merged(checkpoint, configuration: nil).map(\.info)
      return TableChoice.of(tensors, tokenizerSize: { tokenizerSize })
    }
    return try model.embeddingTable()
  }

  private func describeConfiguration(of model: OpenModel, _ result: inout InfoResult.Model) {
    do {
      result.family = try model.configuration()?.modelType
    } catch let error where error.saysPartIsMissing {
      result.notes.append("There is no configuration: \(error).")
    } catch {
      result.notes.append("The configuration cannot be read: \(error).")
    }
  }
}
