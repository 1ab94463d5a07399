/// BERT's way to clean text: controls out, white space made plain, ideographs set apart, accents stripped, lower case.
///
/// The four steps run as one pass over the scalars. Every scalar that comes out keeps the place of the one it came from;
/// the result is that of the reference's `BertNormalizer`, offsets included.
struct BertNormalizer: Sendable, Equatable {
  /// Whether controls are removed and white space becomes a plain space.
  var cleansText = true
  /// Whether ideographs are surrounded by spaces.
  var separatesIdeographs = true
  /// Whether text is decomposed and non-spacing marks are removed.
  var stripsAccents = true
  /// Whether text becomes lower case.
  var lowercases = true

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var pass = Pass(rules: self)
    pass.text.bytes.reserveCapacity(view.bytes.count + view.bytes.count / 8)
    pass.text.sources.reserveCapacity(view.bytes.count + view.bytes.count / 8)
    view.forEachScalar(in: 0..<view.bytes.count) { value, _, source in pass.clean(value, from: source) }
    pass.flushMarks()
    return pass.text
  }

  /// One pass over a text: each step hands its scalars to the next.
  private struct Pass {
    let rules: BertNormalizer
    var text = AlignedText()
    /// Combining marks since the last scalar of class 0, which canonical order may have to rearrange.
    private var marks: [Mark] = []
    /// Where the last scalar of class 0 comes from.
    private var lastSource = SourceRange(start: 0, end: 0)

    private struct Mark {
      var value: UInt32
      var combiningClass: UInt8
      /// Whether this is the first scalar that its source decomposed to.
      var isFirst: Bool
      var source: SourceRange
    }

    init(rules: BertNormalizer) { self.rules = rules }

    @inline(__always)
    mutating func clean(_ value: UInt32, from source: SourceRange) {
      let properties = NormalizationClass.of(value)
      // Most of most texts: ASCII letters and digits, to which no step but the last has anything to do.
      if value < 0x80, properties.isDisjoint(with: [.removed, .space]), marks.isEmpty {
        lastSource = source
        return text.append(rules.lowercases && properties.contains(.lowers) ? value | 0x20 : value, from: source)
      }
      cleanRare(value, properties, from: source)
    }

    private mutating func cleanRare(_ value: UInt32, _ properties: NormalizationClass, from source: SourceRange) {
      if rules.cleansText {
        if properties.contains(.removed) { return }
        if properties.contains(.space) { return decompose(0x20, NormalizationClass.of(0x20), from: source) }
      }
      if rules.separatesIdeographs, properties.contains(.ideograph) {
        let space = NormalizationClass.of(0x20)
        decompose(0x20, space, from: source)
        decompose(value, properties, from: source)
        return decompose(0x20, space, from: source)
      }
      decompose(value, properties, from: source)
    }

    private mutating func decompose(_ value: UInt32, _ properties: NormalizationClass, from source: SourceRange) {
      guard rules.stripsAccents else { return lowercase(value, properties, from: source) }
      guard properties.contains(.decomposes) else {
        return order(value, properties, isFirst: true, from: source)
      }
      var isFirst = true
      ScalarMapping.forEachDecomposed(value) { part in
        order(part, NormalizationClass.of(part), isFirst: isFirst, from: source)
        isFirst = false
      }
    }

    private mutating func order(
      _ value: UInt32, _ properties: NormalizationClass, isFirst: Bool, from source: SourceRange
    ) {
      guard properties.contains(.combining) else {
        if !marks.isEmpty { flushMarks() }
        lastSource = source
        return strip(value, properties, from: source)
      }
      let combiningClass = ScalarMapping.combiningClass(value)
      marks.append(Mark(value: value, combiningClass: combiningClass, isFirst: isFirst, source: source))
    }

    /// Puts the marks into canonical order.
    ///
    /// The sources stay in their own order, as the reference leaves them: the first mark that stands for a scalar of its
    /// own gets the first such scalar's place, whichever mark canonical order put there.
    mutating func flushMarks() {
      guard !marks.isEmpty else { return }
      let sources = marks.filter(\.isFirst).map(\.source)
      var next = 0
      // Swift's sort keeps the order of equals, though it does not promise to: the index says so.
      let order = marks.indices.sorted { (marks[$0].combiningClass, $0) < (marks[$1].combiningClass, $1) }
      for mark in order.map({ marks[$0] }) {
        if mark.isFirst {
          lastSource = sources[next]
          next += 1
        }
        strip(mark.value, NormalizationClass.of(mark.value), from: lastSource)
      }
      marks.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private mutating func strip(_ value: UInt32, _ properties: NormalizationClass, from source: SourceRange) {
      if properties.contains(.mark) { return }
      lowercase(value, properties, from: source)
    }

    private mutating func lowercase(_ value: UInt32, _ properties: NormalizationClass, from source: SourceRange) {
      guard rules.lowercases, properties.contains(.lowers) else { return text.append(value, from: source) }
      text.append(ScalarMapping.lowercase(value), from: source)
      if value == 0x130 { text.append(ScalarMapping.dottedIRest, from: source) }
    }
  }
}
