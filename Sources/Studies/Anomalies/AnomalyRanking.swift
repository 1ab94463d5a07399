import EmbeddingAnalysis
import Figures
import SafeText
import Tokenization

/// The rows of a model in order of an indicator.
struct AnomalyRanking {
  private let rows: AnomaliesResult.Rows
  private let values: [Double?]
  private let isReference: Set<Int>
  private let reference: [Int]
  /// The 2nd percentile over ordinary tokens.
  let threshold: Double?
  /// The rows at or below the threshold that are none of the reference: first those of zeros, then the smallest value.
  let candidates: [Int]

  init(_ rows: AnomaliesResult.Rows, by indicator: AnomaliesResult.Indicator, reference: [Int]) {
    self.rows = rows
    self.reference = reference
    let values = rows[indicator]
    self.values = values
    let isReference = Set(reference)
    self.isReference = isReference
    let ordinary = values.indices.filter { rows.kinds[$0] == .ordinary && !isReference.contains($0) }
    let threshold = Quantiles.ofFinite(ordinary.compactMap { values[$0] }, at: AnomaliesStudy.lowestShare)
    self.threshold = threshold
    // A row without a value whose length is known is zero; one that is not finite has no length.
    candidates = values.indices.filter { id in
      guard !isReference.contains(id) else { return false }
      guard let value = values[id] else { return rows.inputNorm[id] == 0 }
      return threshold.map { value <= $0 } ?? false
    }.sorted { (values[$0] ?? -1, $0) < (values[$1] ?? -1, $1) }
  }

  func describe(_ id: Int, in vocabulary: Vocabulary) -> AnomaliesResult.Candidate {
    let kind = rows.kinds[id]
    return AnomaliesResult.Candidate(
      token: TokenDescription(id, in: vocabulary), kind: kind, indicator: values[id], inputNorm: rows.inputNorm[id],
      reasons: (rows.inputNorm[id] == 0 ? ["row of zeros"] : []) + (kind.reason.map { [$0] } ?? []))
  }

  func kinds() -> [AnomaliesResult.Kind] {
    TokenKind.allCases.compactMap { kind in
      let ids = values.indices.filter { rows.kinds[$0] == kind }
      guard !ids.isEmpty else { return nil }
      let known = ids.compactMap { values[$0] }
      return AnomaliesResult.Kind(
        kind: kind, rows: ids.count, belowThreshold: threshold.map { limit in known.count { $0 <= limit } } ?? 0,
        mean: known.isEmpty ? nil : known.reduce(0, +) / Double(known.count))
    }
  }

  /// The share of ordinary tokens whose value is below `limit`.
  func shareOfOrdinary(nearerThan limit: Double?) -> Double? {
    guard let limit else { return nil }
    let ordinary = values.indices.filter { rows.kinds[$0] == .ordinary && !isReference.contains($0) }
      .compactMap { rows.cosineDistance[$0] }
    return ordinary.isEmpty ? nil : Double(ordinary.count { $0 < limit }) / Double(ordinary.count)
  }

  /// The distribution over all rows; where they differ by rounding alone, that of equal values.
  func distribution() throws -> AnomaliesResult.Distribution {
    let known = values.compactMap { $0 }
    let histogram: Histogram
    do {
      histogram = try Histogram(known)
    } catch EmbeddingAnalysisError.histogramRange(let minimum, _, _) {
      histogram = try Histogram(known.map { _ in minimum })
    }
    let edges = histogram.binEdges
    var counts = [Int](repeating: 0, count: histogram.counts.count)
    for value in reference.compactMap({ values[$0] }) {
      counts[max(0, min(counts.count, edges.firstIndex { $0 > value } ?? counts.count) - 1)] += 1
    }
    let mean = known.reduce(0, +) / Double(known.count)
    let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count)
    return .init(
      binEdges: edges, counts: histogram.counts, referenceCounts: counts, mean: mean.finite,
      deviation: variance.squareRoot().finite)
  }
}

extension AnomaliesStudy {
  /// What a reader of the result should know.
  static func notes(on model: AnomaliesResult.Model, _ input: EmbeddingMatrix, _ vocabulary: Vocabulary) -> [String] {
    var notes: [String] = []
    if let share = model.reference.ordinaryNearer, share > 0.1 {
      notes.append(
        "The reference rows are not set apart: \(NumberText.percent(share)) of the ordinary tokens are as near to their "
          + "mean as one of them is to the others. The cosine distance says little here.")
    }
    let spoilt = model.rows.inputNorm.indices.filter { model.rows.inputNorm[$0] == nil }
    if let first = spoilt.first, let column = input.firstNonFiniteColumn(ofRow: first) {
      notes.append(
        "\(spoilt.count) \(spoilt.count == 1 ? "row holds" : "rows hold") values that are not finite, the first of token "
          + "\(first) \(vocabulary.display(of: first) ?? "") in column \(column); left out.")
    }
    let zeros = model.rows.inputNorm.count { $0 == 0 }
    if zeros > 0 { notes.append("\(zeros.grouped) \(zeros == 1 ? "row is" : "rows are") zero.") }
    if model.threshold == nil { notes.append("No ordinary token has a value, so that there is no threshold.") }
    return notes
  }
}
