import Tensors
public import Work

/// Answers many questions “a is to b as c is to what?” over the same words at once.
///
/// The cosines of all words that occur with all candidates are formed once, block by block, in 64-bit arithmetic; each
/// question then costs three additions for each candidate.
public struct AnalogySolver: Sendable {
  /// How candidates are scored.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// cos(b) - cos(a) + cos(c): gensim's `most_similar` (3CosAdd; Mikolov, Yih and Zweig 2013).
    case additive
    /// cos(b) cos(c) / (cos(a) + 10⁻⁶), cosines moved to [0, 1]: gensim's `most_similar_cosmul` (3CosMul).
    case multiplicative
  }

  /// A question: rows of the matrix.
  public struct Question: Sendable, Equatable {
    public var a: Int
    public var b: Int
    public var c: Int

    /// The question what is to `c` as `b` is to `a`.
    public init(a: Int, b: Int, c: Int) {
      self.a = a
      self.b = b
      self.c = c
    }
  }

  private let matrix: EmbeddingMatrix
  private let candidates: [Int]
  private let limit: Int

  /// A solver whose answers are among the rows `candidates`, `limit` for each question.
  ///
  /// - Precondition: all lie within the matrix.
  public init(_ matrix: EmbeddingMatrix, candidates: [Int], limit: Int) {
    self.matrix = matrix
    self.candidates = candidates.sorted()
    self.limit = max(0, limit)
  }

  /// The best rows for each question, the best first, ties by id; the three rows of the question are left out.
  ///
  /// A question with a row that has no direction has no answers. Scores are those of the method, the additive one not
  /// divided by the length of b - a + c, which is the same for all candidates. Throws where OpenBLAS cannot be loaded, and
  /// what `progress` throws, which is called on this thread.
  public func solve(
    _ questions: [Question], method: Method, progress: WorkProgress = .none
  ) throws -> [[Neighbor]] {
    let algebra = try LinearAlgebra.load()
    let words = Array(Set(questions.flatMap { [$0.a, $0.b, $0.c] })).sorted()
    let places = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
    let asked = questions.map { question in
      [question.a, question.b, question.c].compactMap { places[$0] }
    }
    let wordRows = units(words[...])
    let known = words.indices.map { wordRows[$0 * matrix.columnCount].isFinite }
    var lists = questions.map { _ in NearestList(limit: limit) }
    let step = 1024
    for start in stride(from: 0, to: candidates.count, by: step) {
      try progress("answering", start, of: candidates.count)
      let block = candidates[start..<min(start + step, candidates.count)]
      let cosines = products(wordRows, words.count, units(block), block.count, algebra)
      lists.withUnsafeMutableBufferPointer { lists in
        // SAFETY: each round changes the lists of its own questions.
        nonisolated(unsafe) let lists = lists
        ParallelLoop.run((questions.count + 255) / 256) { part in
          for index in part * 256..<min(part * 256 + 256, questions.count) where asked[index].allSatisfy({ known[$0] })
          {
            offer(cosines, asked[index], words, block, method, to: &lists[index])
          }
        }
      }
    }
    try progress("answering", candidates.count, of: candidates.count)
    return lists.map { $0.candidates.map { Neighbor(id: Int($0.id), score: $0.similarity) } }
  }

  /// Offers a block of candidates to one question's list.
  private func offer(
    _ cosines: [Double], _ question: [Int], _ words: [Int], _ block: ArraySlice<Int>, _ method: Method,
    to list: inout NearestList
  ) {
    let width = block.count
    let own = question.map { words[$0] }
    let (a, b, c) = (question[0] * width, question[1] * width, question[2] * width)
    cosines.withUnsafeBufferPointer { cosines in
      for (index, id) in block.enumerated() {
        let (toA, toB, toC) = (cosines[a + index], cosines[b + index], cosines[c + index])
        let score =
          switch method {
          case .additive: toB - toA + toC
          case .multiplicative: (1 + toB) / 2 * ((1 + toC) / 2) / ((1 + toA) / 2 + 1e-6)
          }
        if score.isNaN || id == own[0] || id == own[1] || id == own[2] { continue }
        list.offer(id, score)
      }
    }
  }

  /// The rows with length 1, D values after D values; NaN for a row without a direction.
  private func units(_ rows: ArraySlice<Int>) -> [Double] {
    let first = rows.startIndex
    return ParallelLoop.map(rows.count) { index -> [Double] in
      let row = matrix.row(rows[first + index]).map(Double.init)
      return Vectors.unit(row) ?? row.map { _ in .nan }
    }.flatMap { $0 }
  }

  /// All products of words with candidates, [words, candidates].
  private func products(
    _ words: [Double], _ wordCount: Int, _ candidates: [Double], _ candidateCount: Int, _ algebra: LinearAlgebra
  ) -> [Double] {
    let columns = matrix.columnCount
    var result = [Double](repeating: 0, count: wordCount * candidateCount)
    words.withUnsafeBufferPointer { words in
      candidates.withUnsafeBufferPointer { candidates in
        result.withUnsafeMutableBufferPointer { result in
          algebra.parallelMultiply(
            MatrixView(words, rowCount: wordCount, columnCount: columns),
            MatrixView(candidates, rowCount: candidateCount, columnCount: columns).transposed,
            into: MutableMatrixView(result, rowCount: wordCount, columnCount: candidateCount))
        }
      }
    }
    return result
  }
}
