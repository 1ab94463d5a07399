/// Unicode's normal forms: `NFD`, `NFC`, `NFKD`, `NFKC` (Unicode Standard Annex 15), in the version that the reference uses.
///
/// ```swift
/// NormalFormNormalizer(compatible: true, composes: true)      // NFKC: "ﬁe´" with a combining accent is "fié"
/// ```
struct NormalFormNormalizer: Sendable, Equatable {
  /// Whether scalars that only look different, such as `ﬁ` and `²`, are made alike.
  var compatible = false
  /// Whether decomposed scalars are put together again.
  var composes = false

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var pass = NormalFormPass(form: self, view)
    var index = 0
    while index < view.bytes.count {
      let end = view.endOfASCII(from: index)
      if end > index { pass.keepASCII(index, end) }
      index = end
      while index < view.bytes.count, view.bytes[index] >= 0x80 {
        let (value, length) = UTF8Scalars.decode(view.bytes, at: index)
        pass.decompose(value)
        index += length
      }
    }
    return pass.finish()
  }
}

/// One pass over a text: scalars are decomposed, marks put in canonical order, and what composes put together.
private struct NormalFormPass {
  let form: NormalFormNormalizer
  private let view: TextView
  private var rewriter: TextRewriter
  /// The marks since the last scalar of class 0, which canonical order may have to rearrange.
  private var marks: [Part] = []
  /// The last scalar of class 0, with which following ones may compose.
  private var starter: Part?
  /// The marks since then that did not compose.
  private var apart: [Part] = []

  /// A scalar on its way out, with its change as ``TextRewriter/write(_:change:)`` takes it.
  private struct Part {
    var value: UInt32
    var change: Int
    var combiningClass: UInt8
  }

  init(form: NormalFormNormalizer, _ view: TextView) {
    self.form = form
    self.view = view
    rewriter = TextRewriter(view)
  }

  /// Takes a stretch of ASCII: only its last scalar can have to do with what follows, and none with what came before.
  mutating func keepASCII(_ start: Int, _ end: Int) {
    flushMarks()
    flushComposition()
    let kept = form.composes ? end - 1 : end
    rewriter.keep(upTo: kept)
    if kept < end { starter = Part(value: UInt32(view.bytes[kept]), change: 0, combiningClass: 0) }
  }

  mutating func decompose(_ value: UInt32) {
    let properties = NormalizationClass.of(value)
    var isFirst = true
    if form.compatible, NormalFormClass.of(value).contains(.decomposesCompatibly) {
      ScalarMapping.forEachCompatiblyDecomposed(value) { part in
        order(part, NormalizationClass.of(part), change: isFirst ? 0 : 1)
        isFirst = false
      }
    } else if properties.contains(.decomposes) {
      ScalarMapping.forEachDecomposed(value) { part in
        order(part, NormalizationClass.of(part), change: isFirst ? 0 : 1)
        isFirst = false
      }
    } else {
      order(value, properties, change: 0)
    }
  }

  mutating func finish() -> AlignedText {
    flushMarks()
    flushComposition()
    return rewriter.text
  }

  private mutating func order(_ value: UInt32, _ properties: NormalizationClass, change: Int) {
    guard properties.contains(.combining) else {
      flushMarks()
      return compose(Part(value: value, change: change, combiningClass: 0))
    }
    marks.append(Part(value: value, change: change, combiningClass: ScalarMapping.combiningClass(value)))
  }

  @inline(__always)
  private mutating func flushMarks() {
    if !marks.isEmpty { flushSomeMarks() }
  }

  private mutating func flushSomeMarks() {
    // Swift's sort keeps the order of equals, though it does not promise to: the index says so.
    let order = marks.indices.sorted { (marks[$0].combiningClass, $0) < (marks[$1].combiningClass, $1) }
    for index in order { compose(marks[index]) }
    marks.removeAll(keepingCapacity: true)
  }

  private mutating func compose(_ part: Part) {
    guard form.composes else { return rewriter.write(part.value, change: part.change) }
    guard let first = starter else {
      if part.combiningClass == 0 { starter = part } else { rewriter.write(part.value, change: part.change) }
      return
    }
    // A mark of the same class or a higher one stands between the two and blocks them.
    let isBlocked = apart.last.map { $0.combiningClass >= part.combiningClass } ?? false
    if !isBlocked, let whole = ScalarMapping.composed(first.value, part.value) {
      starter = Part(value: whole, change: first.change + part.change - 1, combiningClass: 0)
    } else if part.combiningClass == 0 {
      flushComposition()
      starter = part
    } else {
      apart.append(part)
    }
  }

  private mutating func flushComposition() {
    if let starter { rewriter.write(starter.value, change: starter.change) }
    for part in apart { rewriter.write(part.value, change: part.change) }
    starter = nil
    apart.removeAll(keepingCapacity: true)
  }
}
