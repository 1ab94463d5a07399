/// The special tokens that a post-processor puts before and after a single text, by their ids: `[CLS] … [SEP]`.
struct SpecialTokenTemplate: Sendable, Equatable {
  /// The ids before the text's own.
  var before: [Int] = []
  /// The ids after them.
  var after: [Int] = []

  /// What `postProcessor` does, seen from what it makes of a text of one token; nil where it does anything else.
  init?(_ postProcessor: PostProcessor) {
    let mark = -1
    guard let whole = try? postProcessor.process(ids: [[mark]], addSpecialTokens: true),
      let plain = try? postProcessor.process(ids: [[mark]], addSpecialTokens: false), plain == [mark],
      let place = whole.firstIndex(of: mark), whole.lastIndex(of: mark) == place
    else { return nil }
    before = Array(whole[..<place])
    after = Array(whole[(place + 1)...])
  }
}
