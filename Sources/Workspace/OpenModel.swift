public import Architectures
public import Checkpoints
public import EmbeddingAnalysis
public import ModelSources
import Tensors
public import Tokenization
public import Work

/// A model whose files are found, and whose parts are opened when they are first asked for.
///
/// ```swift
/// let gpt2 = try OpenModel("gpt2")
/// let matrix = try gpt2.tokenEmbeddings()          // [50257, 768], where the file is mapped
/// let row = matrix.row(try gpt2.tokenizer().encode(" the").ids[0])
/// ```
public final class OpenModel: Sendable {
  /// Short enough for a figure's title: `gpt2`, or a folder's own name.
  public let displayName: String
  /// What a person called it: the model argument as it was given.
  public let identifier: String
  /// How text is split where a file does not tell, as it was given.
  package let pattern: String?

  private let files: ModelFiles

  private let lazyConfiguration: Lazy<ModelConfiguration?>
  private let lazyTokenizer: Lazy<Tokenizer>
  private let lazyUnreachable: Lazy<[(id: Int, reason: UnreachableReason)]>
  private let lazyCheckpoint: Lazy<Checkpoint>
  private let lazyTable: Lazy<EmbeddingTable?>
  private let lazyTokens: Lazy<EmbeddingMatrix>
  private let lazyPositions: Lazy<EmbeddingMatrix?>
  private let lazyOutput: Lazy<OutputEmbeddings>
  private let graph: Locked<NeighborGraph?> = Locked(nil)
  private let corrections: Locked<[(components: Int?, correction: SpaceCorrection)]> = Locked([])

  /// Opens the model that `argument` names: a folder, a GGUF file, or a hub id with or without `@revision`.
  ///
  /// - Parameters:
  ///   - revision: The branch, tag or commit of a hub model that names none itself.
  ///   - tensor: The name of the tensor to take for the token embeddings; nil finds it by name and shape.
  ///   - settings: Where the hub and its cache are; nil takes the environment's.
  ///   - progress: Told while files are fetched.
  /// - Throws: an error that says what is missing when nothing has that name. Files are read only when they are needed.
  public convenience init(
    _ argument: String, revision: String? = nil, tensor: String? = nil, settings: HubSettings? = nil,
    progress: WorkProgress = .none
  ) throws {
    let source = try ModelID(parsing: argument, revision: revision).source(settings: settings)
    self.init(source: source, named: argument, tensor: tensor, progress: progress)
  }

  /// Opens the model whose files `source` has; `identifier` is what a person called it, and `pattern` how text is split
  /// where a tiktoken file's name or a GGUF file does not tell, or tells otherwise.
  public init(
    source: any ModelSource, named identifier: String? = nil, tensor: String? = nil, pattern: String? = nil,
    displayName: String? = nil, progress: WorkProgress = .none
  ) {
    let name = displayName ?? source.displayName
    let files = ModelFiles(source: source, model: name, pattern: pattern, progress: progress)
    let checkpoint = Lazy { try files.openCheckpoint() }
    let configuration = Lazy { try files.openConfiguration() }
    self.displayName = name
    self.identifier = identifier ?? source.displayName
    self.pattern = pattern
    self.files = files
    lazyCheckpoint = checkpoint
    lazyConfiguration = configuration
    let tokenizer = Lazy { try files.openTokenizer() }
    lazyTokenizer = tokenizer
    lazyUnreachable = Lazy { try tokenizer.get().unreachableTokens() }
    let table = Lazy {
      // A tokenizer that cannot be used tells no size; whoever asks for it is told why.
      try EmbeddingTable(of: files, asked: tensor, configuration: configuration.get()) {
        try? tokenizer.get().vocabulary.count
      }
    }
    lazyTable = table
    let tokens = Lazy {
      guard let table = try table.get() else {
        throw WorkspaceError.noEmbeddings(in: try checkpoint.get(), model: name)
      }
      return try table.matrix(model: name)
    }
    lazyTokens = tokens
    lazyOutput = Lazy {
      try OutputEmbeddings(files: files, tokens: tokens.get(), configuration: configuration.get())
    }
    lazyPositions = Lazy {
      let (configuration, tokens) = (try configuration.get(), try table.get()?.choice.tensor.name)
      let holder = try files.openCheckpoint { names in
        TableCompanions.positionName(in: names, beside: tokens, configuration: configuration).map { [$0] } ?? []
      }
      guard let holder,
        let found = TableCompanions.positions(in: holder.infos, beside: tokens, configuration: configuration)
      else { return nil }
      return try Self.matrix(named: found.name, in: holder, model: name)
    }
  }

  /// The configuration (config.json); nil for a model without one, such as a GGUF file.
  public func configuration() throws -> ModelConfiguration? { try lazyConfiguration.get() }

  /// The tokenizer.
  public func tokenizer() throws -> Tokenizer { try lazyTokenizer.get() }

  /// The tokens that no text becomes, by ascending id: looked for once, which takes up to seconds.
  package func unreachableTokens() throws -> [(id: Int, reason: UnreachableReason)] { try lazyUnreachable.get() }

  /// The tensors.
  public func checkpoint() throws -> Checkpoint { try lazyCheckpoint.get() }

  /// The tensors; nil where the model has no weights.
  package func checkpointIfAny() throws -> Checkpoint? {
    do {
      return try checkpoint()
    } catch let error as ModelSourcesError where error.isMissing {
      return nil
    }
  }

  /// The tensors, where their files are on this machine; nil where they would have to be fetched, or are missing.
  package func localCheckpoint() throws -> Checkpoint? {
    do {
      return try files.local.openCheckpoint()
    } catch let error as ModelSourcesError where error.isMissing {
      return nil
    }
  }

  /// Which tensor the token embeddings are, whether its type can be read or not; nil where none can be them.
  package func embeddingTable() throws -> TableChoice? { try lazyTable.get()?.choice }

  /// The tensors as the model has them: packed weights as what they stand for.
  package func logicalTensors() throws -> [LogicalTensor] {
    try PackedTensors.merged(checkpoint(), configuration: configuration())
  }

  /// Whether the tokenizer's files are on this machine, or nowhere else to be had.
  func hasTokenizerHere() throws -> Bool {
    guard files.source is HubSource else { return true }
    do {
      _ = try files.local.openTokenizer()
      return true
    } catch let error as ModelSourcesError where error.isMissing {
      return false
    } catch {
      return true
    }
  }

  /// The tensors that headers list: all of them, or, of shards on the hub and unless it `isFull`, those beside the embeddings.
  package func listing(isFull: Bool) throws -> TensorListing {
    let configuration = try? configuration()
    return try files.openListing(isFull: isFull) { names in
      TableChoice.contenders(in: names, configuration: configuration)
    }
  }

  /// Finds the tokenizer's files without reading them.
  func noteTokenizerFiles() throws { try files.noteTokenizerFiles() }

  /// Finds the token embeddings, and asks for their `rows`, which a source that notes what is asked for does not fetch.
  ///
  /// - Returns: the tensor's name; nil where all files would be fetched whole, or no tensor can be the table.
  func noteTable(rows: Bool) throws -> String? {
    guard try !files.wholeWeightsAreMissing(), let table = try lazyTable.get() else { return nil }
    (files.source as? HubSource)?.startNoting()
    if rows { table.requireElements() }
    return table.choice.tensor.name
  }

  /// The token embeddings, [V, D].
  public func tokenEmbeddings() throws -> EmbeddingMatrix { try lazyTokens.get() }

  /// The token embeddings; nil where the model is a tokenizer's file and nothing else.
  package func tokenEmbeddingsIfAny() throws -> EmbeddingMatrix? {
    do {
      return try tokenEmbeddings()
    } catch ModelSourcesError.tokenizerAlone {
      return nil
    }
  }

  /// The `k` nearest rows of every row by cosine, and often some more.
  ///
  /// They are looked for once, for all studies that need them, which takes seconds: a later question that needs more asks
  /// anew.
  package func neighborGraph(k: Int, progress: WorkProgress) throws -> NeighborGraph {
    try graph.withLock { known in
      if let known, known.k >= min(k, known.rowCount - 1) { return known }
      // Maps need 15: whoever asks for fewer first has found those, too.
      let found = try NeighborGraph(of: NeighborSearch(tokenEmbeddings()), k: max(k, 15), progress: progress)
      known = found
      return found
    }
  }

  /// The space without the mean and the strongest components of the rows.
  ///
  /// It is measured once, V·D² operations, for all questions that leave out as many; nil leaves out a hundredth of D.
  package func spaceCorrection(componentCount: Int?) throws -> SpaceCorrection {
    try corrections.withLock { known in
      if let found = known.first(where: { $0.components == componentCount }) { return found.correction }
      let found = try SpaceCorrection(of: tokenEmbeddings(), componentCount: componentCount)
      // The rows' lengths are kept with it: of a few spaces that costs little.
      if known.count == 4 { known.removeFirst() }
      known.append((componentCount, found))
      return found
    }
  }

  /// The learned position embeddings, [positions, D]; nil for a model that has none.
  public func positionEmbeddings() throws -> EmbeddingMatrix? { try lazyPositions.get() }

  /// The matrix that makes logits of hidden states, and whether it is that of the token embeddings.
  public func outputEmbeddings() throws -> OutputEmbeddings { try lazyOutput.get() }

  /// The commit that a hub model's files belong to; nil for other models.
  public var commit: String? { files.source.commit }

  /// The files that were opened so far, by name.
  public func filesRead() -> [ModelFile] { files.read() }

  /// How many tokens the configuration states: config.json's `vocab_size`, or a GGUF file's own count; nil for neither.
  public func configuredVocabularySize() throws -> Int? {
    if let size = try configuration()?.vocabularySize { return size }
    guard let gguf = try checkpointIfAny()?.gguf else { return nil }
    let family = try gguf.string("general.architecture") ?? ""
    return try gguf.integer("\(family).vocab_size")
  }

  private static func matrix(named tensor: String, in checkpoint: Checkpoint, model: String) throws -> EmbeddingMatrix {
    let tensor = try checkpoint.tensor(named: tensor)
    guard tensor.shape.dimensions.count == 2 else {
      throw WorkspaceError.tensorIsNoMatrix(model: model, tensor: tensor.name, shape: "\(tensor.shape)")
    }
    do {
      return try EmbeddingMatrix(tensor)
    } catch let error as EmbeddingAnalysisError {
      let files = checkpoint.files.joined(separator: ", ")
      throw WorkspaceError.unusableMatrix(model: model, file: files, reason: error.description)
    }
  }
}
