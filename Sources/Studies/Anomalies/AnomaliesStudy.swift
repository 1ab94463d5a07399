import EmbeddingAnalysis
import SafeText
import Tensors
import Tokenization
public import Work
public import Workspace

/// Which tokens look under-trained: their rows are like those of tokens that training cannot have met.
///
/// The indicators are those of "Fishing for Magikarp" (Land and Bartolo 2024, arXiv:2405.05417). Where tokens go in and come
/// out by one matrix, rows are ranked by their cosine distance from the mean of the reference rows, which are found here:
/// unreachable tokens, those called unused, rows that no token has, and rows that are the same to the bit. Where there are two matrices, or too few reference
/// rows, they are ranked by the length of the input row. An encoder is measured on its input matrix.
///
/// ```swift
/// let model = try AnomaliesStudy().run([miniLM]).models[0]
/// model.candidates[0].token.raw        // a Chinese character inside a word, which no text becomes
/// ```
public struct AnomaliesStudy: Study {
  /// The ids of rows known to be untrained; nil finds them.
  public var reference: [Int]?
  /// How many candidates are listed.
  public var listedTokens: Int

  /// A study that lists the first candidates.
  public init(reference: [Int]? = nil, listedTokens: Int = 40) {
    self.reference = reference
    self.listedTokens = listedTokens
  }

  /// The fewest reference rows that are measured against: a mean of one or two is not how untrained rows look, but how
  /// those two do.
  static let fewestReferenceRows = 3
  /// The share of ordinary tokens that are looked at, as the paper has it.
  static let lowestShare = 0.02

  /// Reads each matrix about five times; the principal component takes as long as the rest.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> AnomaliesResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: AnomaliesResult.study) }
    return AnomaliesResult(models: try models.map(describe))
  }

  /// The rows of `model` that look untrained: what they are measured against, and what is as near to that as few are.
  ///
  /// Empty where there is no tokenizer, or nothing to measure against.
  static func untrained(_ model: OpenModel) throws -> Set<Int> {
    guard let tokenizer = try RowNames(model).tokenizer else { return [] }
    let input = try model.tokenEmbeddings()
    let measured = MeasuredMatrix(try model.outputEmbeddings(), input: input)
    let rows = try UntrainedRows(model, tokenizer, in: measured.matrix)
    let reference = try AnomaliesStudy().referenceRows(model, rows, measured.matrix).ids
    guard reference.count >= fewestReferenceRows, measured.isReadable, measured.tied else { return Set(reference) }
    // What the study says more needs a principal component, and is not asked here.
    let table = AnomaliesResult.Rows(
      ([], [], rows.kinds), inputNorm: RowNorms(of: input).values,
      ReferenceDistances(cosinesOf: measured.matrix, reference: reference))
    return Set(reference + AnomalyRanking(table, by: .cosineDistance, reference: reference).candidates)
  }

  private func describe(_ model: OpenModel) throws -> AnomaliesResult.Model {
    let input = try model.tokenEmbeddings()
    let tokenizer = try RowNames(model).tokenizer(else: "nothing can be said of tokens")
    var notes: [String] = []
    let output = try model.outputEmbeddings()
    let norms = RowNorms(of: input).values
    let measured = MeasuredMatrix(output, input: input)
    let untrained = try UntrainedRows(model, tokenizer, in: measured.matrix)
    let kinds = untrained.kinds
    let rows = try referenceRows(model, untrained, measured.matrix)
    notes += untrained.notes + measured.notes + rows.notes
    if reference == nil, let note = untrained.note(tokenizer.vocabulary) { notes.append(note) }
    let isUsed = rows.ids.count >= Self.fewestReferenceRows && measured.isReadable
    let distances = isUsed ? try ReferenceDistances(of: measured.matrix, reference: rows.ids) : nil
    let indicator: AnomaliesResult.Indicator = isUsed && measured.tied ? .cosineDistance : .inputNorm
    let vocabulary = tokenizer.vocabulary
    let table = AnomaliesResult.Rows(
      (
        (0..<input.rowCount).map { vocabulary.raw(of: $0) ?? "" }, (0..<input.rowCount).map(vocabulary.text), kinds
      ), inputNorm: norms, distances)
    let ranking = AnomalyRanking(table, by: indicator, reference: rows.ids)
    let reference = AnomaliesResult.Reference(
      ids: rows.ids, isGiven: reference != nil, isUsed: isUsed,
      medianLeaveOneOut: distances.flatMap { Quantiles.ofFinite($0.leaveOneOut, at: 0.5) },
      ordinaryNearer: nil)
    var result = AnomaliesResult.Model(
      model: model.displayName, inputTensor: input.name, outputTensor: measured.outputName, tied: measured.tied,
      reference: reference, indicator: indicator, threshold: ranking.threshold,
      distribution: try ranking.distribution(), kinds: ranking.kinds(), candidateCount: ranking.candidates.count,
      candidates: ranking.candidates.prefix(listedTokens).map { ranking.describe($0, in: vocabulary) }, rows: table,
      notes: [])
    result.reference.ordinaryNearer = ranking.shareOfOrdinary(nearerThan: reference.medianLeaveOneOut)
    notes += Self.notes(on: result, input, vocabulary)
    result.notes = notes
    return result
  }

  /// The rows to measure against, and what is to be said of them.
  private func referenceRows(
    _ model: OpenModel, _ untrained: UntrainedRows, _ matrix: EmbeddingMatrix
  ) throws -> (ids: [Int], notes: [String]) {
    let wanted: [Int]
    if let reference {
      for id in reference where !untrained.kinds.indices.contains(id) {
        throw StudiesError.indexOutOfRange(index: id, model: model.displayName, count: untrained.kinds.count)
      }
      wanted = Set(reference).sorted()
    } else {
      wanted = untrained.ids
    }
    let usable = wanted.filter { id in
      let row = matrix.row(id)
      return row.allSatisfy(\.isFinite) && row.contains { $0 != 0 }
    }
    var notes: [String] = []
    if usable.count < wanted.count {
      notes.append(
        "\((wanted.count - usable.count).grouped) reference rows are zero or hold values that are not finite; they are "
          + "not measured against.")
    }
    if usable.count < Self.fewestReferenceRows {
      notes.append(
        "Only \(usable.count) reference rows were found, and \(Self.fewestReferenceRows) are needed: the rows are ranked by "
          + "the length of the input row alone. That finds tokens whose rows shrank, as weight decay makes them, and no "
          + "others; name reference rows if you know some.")
    }
    return (usable, notes)
  }
}

/// The matrix that distances are measured in, and what is to be said of it.
private struct MeasuredMatrix {
  var matrix: EmbeddingMatrix
  var outputName: String?
  var tied = true
  var isReadable = true
  var notes: [String] = []

  init(_ output: OutputEmbeddings, input: EmbeddingMatrix) {
    matrix = input
    switch output {
    case .tied: break
    case .separate(let own):
      matrix = own
      outputName = own.name
      tied = false
      notes = [
        "Tokens come out by a matrix of their own, \(own.name): rows are ranked by the length of the input row, and "
          + "distances are measured in the output matrix."
      ]
    case .unusable(let tensor, let reason):
      outputName = tensor
      tied = false
      isReadable = false
      notes = ["The output matrix \(tensor) cannot be measured (\(reason)): only the length of the input row is known."]
    }
  }
}
