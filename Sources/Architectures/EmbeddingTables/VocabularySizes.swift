/// How many tokens there are by tokenizer and configuration, and how well a table's rows agree with it.
struct VocabularySizes {
  /// How well a number of rows agrees; the lower the better.
  enum Fit: Int, Comparable {
    /// As many rows as tokens, or as the configuration says.
    case exact
    /// Filled up to a number that divides well.
    case padded
    /// Some more rows, kept for tokens to come, or a few less, because tokens were added to the tokenizer alone.
    case near
    /// Another number altogether.
    case none

    static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  private let sizes: [Int]

  /// What the tokenizer says goes before what the configuration says, which may have sizes of several vocabularies: of
  /// those only the ones near the tokenizer's count.
  init(configured: [Int], tokenizer: Int?) {
    guard let tokenizer, tokenizer > 0 else {
      sizes = configured.filter { $0 > 0 }
      return
    }
    sizes = [tokenizer] + configured.filter { Self.isNear($0, to: tokenizer) }
  }

  /// Whether nothing is known.
  var isEmpty: Bool { sizes.isEmpty }

  /// How well `rows` agrees with the best of the sizes; ``Fit/none`` where no size is known.
  func fit(of rows: Int) -> Fit {
    if sizes.contains(rows) { return .exact }
    if sizes.contains(where: { Self.isPadded(rows, of: $0) }) { return .padded }
    return sizes.contains { Self.isNear(rows, to: $0) } ? .near : .none
  }

  /// Whether `rows` is `size` filled up to a multiple of 8, 16 … 1024.
  private static func isPadded(_ rows: Int, of size: Int) -> Bool {
    guard rows > size else { return false }
    return (3...10).contains { rows - size < 1 << $0 && rows.isMultiple(of: 1 << $0) }
  }

  /// Published models keep up to some thousand rows for later, and lack at most a tenth.
  private static func isNear(_ rows: Int, to size: Int) -> Bool {
    rows >= size - size / 10 && (rows <= size || rows - size <= max(size / 8, 4096))
  }
}
