/// Rewrites a regular expression of the references for PCRE2.
///
/// PCRE2 knows an older Unicode, and gives other meanings to `\h`, `\v`, `\w`, `^`, `$`, `(?m)` and brackets within brackets.
/// So every class becomes the ranges of our own tables, and what is left has one meaning. What cannot be said in PCRE2, or is
/// not known here, is an error that names it.
///
/// Callouts go where a match can take many steps: at its start, after each repetition, and in each round of a repeated
/// group. ``RegularExpression`` counts there, so that no pattern can run without end.
struct PatternTranslator {
  let pattern: String
  let dialect: RegexDialect
  let scalars: [UInt32]
  /// Where the next scalar stands.
  var index = 0
  var output: [UInt8] = []
  var options = Options()
  var groups: [Group] = []
  /// Where in ``output`` the last atom begins: what a repetition would repeat; nil where there is nothing to repeat.
  var atom: Int?
  /// Where in ``output`` the body of the last atom begins, when that is a group.
  var atomBody: Int?
  /// The last scalar that stood for itself, and where its output ends.
  var lastLiteral: (end: Int, value: UInt32)?
  var hasNamedGroup = false
  var groupCount = 0

  /// Letters in parentheses that change what follows.
  struct Options: Equatable {
    var ignoresCase = false
    var dotMatchesNewline = false
    var isExtended = false
    var isMultiline = false
  }

  struct Group {
    /// The options to go back to.
    var options: Options
    /// Where it begins in the output.
    var start: Int
    /// Where its body begins in the output.
    var body: Int
    /// Whether it may be repeated: not so what only looks.
    var isRepeatable: Bool
    /// Whether options changed inside of it after its beginning: then `|` would have two meanings.
    var changedOptions = false
  }

  /// A callout, in PCRE2's spelling.
  static let callout = Array("(?C1)".utf8)
  /// Scalars whose full case folding has more than one (Unicode's CaseFolding.txt, status F), Armenian's aside.
  static let foldToSeveral = ScalarSet(bounds: [
    0xDF, 0xE0, 0x130, 0x131, 0x149, 0x14A, 0x1F0, 0x1F1, 0x390, 0x391, 0x3B0, 0x3B1, 0x1E96, 0x1E9B, 0x1E9E, 0x1E9F,
    0x1F50, 0x1F51, 0x1F52, 0x1F53, 0x1F54, 0x1F55, 0x1F56, 0x1F57, 0x1F80, 0x1FB0, 0x1FB2, 0x1FB5, 0x1FB6, 0x1FB8,
    0x1FBC, 0x1FBD, 0x1FC2, 0x1FC5, 0x1FC6, 0x1FC8, 0x1FCC, 0x1FCD, 0x1FD2, 0x1FD4, 0x1FD6, 0x1FD8, 0x1FE2, 0x1FE5,
    0x1FE6, 0x1FE8, 0x1FF2, 0x1FF5, 0x1FF6, 0x1FF8, 0x1FFC, 0x1FFD, 0xFB00, 0xFB07, 0xFB13, 0xFB18,
  ])
  /// The deepest nesting of groups, so that PCRE2's own limit is not met first.
  static let deepest = 100

  init(_ pattern: String, dialect: RegexDialect) {
    self.pattern = pattern
    self.dialect = dialect
    scalars = pattern.unicodeScalars.map(\.value)
  }

  /// The pattern for PCRE2, in UTF-8.
  ///
  /// - Throws: ``TokenizationError/badPattern(pattern:offset:reason:)``.
  mutating func translated() throws -> [UInt8] {
    output = Self.callout
    groups = [Group(options: options, start: 0, body: output.count, isRepeatable: false)]
    while let value = peek() { try translate(value) }
    guard groups.count == 1 else { throw error("a group is not closed") }
    return output
  }

  // MARK: Reading

  func peek(_ distance: Int = 0) -> UInt32? {
    index + distance < scalars.count ? scalars[index + distance] : nil
  }

  /// Whether `text` comes next; then it is passed.
  mutating func skip(_ text: StaticString) -> Bool {
    let wanted = text.description.unicodeScalars.map(\.value)
    guard scalars[index...].starts(with: wanted) else { return false }
    index += wanted.count
    return true
  }

  /// The error that `reason` says, at the next scalar or at `position`.
  func error(_ reason: String, at position: Int? = nil) -> TokenizationError {
    let offset = scalars.prefix(position ?? index).reduce(0) { $0 + UTF8Scalars.length($1) }
    return .badPattern(pattern: pattern, offset: offset, reason: reason)
  }

  // MARK: Atoms

  private mutating func translate(_ value: UInt32) throws {
    switch UnicodeScalar(value) {
    case "(": try openGroup()
    case ")": try closeGroup()
    case "|":
      if groups.last?.changedOptions == true { throw error("options inside of alternatives are not supported") }
      index += 1
      output.append(UInt8(ascii: "|"))
      atom = nil
    case "[":
      index += 1
      let start = output.count
      let (set, isNegated) = try readBracket()
      append(options.ignoresCase ? set.withOtherCase : set, negated: isNegated)
      setAtom(start)
    case ".":
      index += 1
      atom(options.dotMatchesNewline ? #"[\x{0}-\x{10FFFF}]"# : #"[^\n]"#)
    case "^":
      index += 1
      assertion(dialect == .oniguruma || options.isMultiline ? "^" : #"\A"#)
    case "$":
      index += 1
      assertion(dialect == .oniguruma || options.isMultiline ? "$" : #"\z"#)
    case "*", "+", "?": throw error("there is nothing to repeat")
    case "\\": try escape()
    case "#" where options.isExtended:
      while let next = peek(), next != 0x0A { index += 1 }
    case " ", "\t", "\n", "\r", "\u{B}", "\u{C}":
      index += 1
      if !options.isExtended { try literal(value) }
    default:
      index += 1
      try literal(value)
    }
    if atom != nil { try repetitions() }
  }

  mutating func setAtom(_ start: Int, body: Int? = nil) {
    atom = start
    atomBody = body
  }

  private mutating func atom(_ text: StaticString) {
    setAtom(output.count)
    append(text)
  }

  private mutating func assertion(_ text: StaticString) {
    atom = nil
    append(text)
  }

  mutating func append(_ text: StaticString) { output += text.description.utf8 }

  /// Adds one scalar that stands for itself.
  mutating func literal(_ value: UInt32) throws {
    if options.ignoresCase, dialect == .oniguruma, foldsToSeveral(value) {
      throw error("ignoring case where one character stands for several, as ß for ss, is not supported", at: index - 1)
    }
    setAtom(output.count)
    if options.ignoresCase, value >= 0x80 {
      append(ScalarSet(value, through: value).withOtherCase)
    } else {
      appendScalar(value)
    }
    lastLiteral = (output.count, value)
  }

  /// Whether Oniguruma, ignoring case, may match more or fewer scalars than `value`, or than the literal before it and `value`.
  private func foldsToSeveral(_ value: UInt32) -> Bool {
    let folded = ScalarMapping.lowercase(value)
    if value >= 0x80 {
      // Marks and modifiers end what single letters fold to, Greek iota and Armenian letters too.
      return !CategorySet.of(value).isDisjoint(with: [.mark, .modifierLetter]) || folded == 0x3B9
        || (0x561...0x587).contains(folded) || Self.foldToSeveral.contains(value)
    }
    guard let lastLiteral, lastLiteral.end == output.count, let first = UnicodeScalar(lastLiteral.value | 0x20),
      let second = UnicodeScalar(folded)
    else { return false }
    return ["ss", "ff", "fi", "fl", "st"].contains("\(first)\(second)")
  }

  private mutating func appendScalar(_ value: UInt32) {
    output += "\\x{\(String(value, radix: 16, uppercase: true))}".utf8
  }

  /// Adds a class; case is ignored where the options say so.
  private mutating func append(_ set: ScalarSet, negated: Bool = false) {
    let start = output.count
    output += (negated ? "[^" : "[").utf8
    let first = output.count
    // No text holds surrogates, and PCRE2 takes none.
    let surrogates = UInt32(0xD800)..<0xE000
    for pair in stride(from: 0, to: set.bounds.count, by: 2) {
      var lower = set.bounds[pair]
      var upper = set.bounds[pair + 1] - 1
      if surrogates.contains(lower) { lower = surrogates.upperBound }
      if surrogates.contains(upper) { upper = surrogates.lowerBound - 1 }
      guard lower <= upper else { continue }
      appendScalar(lower)
      guard lower < upper else { continue }
      output.append(UInt8(ascii: "-"))
      appendScalar(upper)
    }
    if output.count == first {
      output.removeSubrange(start...)
      append(negated ? #"[\x{0}-\x{10FFFF}]"# : "(?!)")
    } else {
      output.append(UInt8(ascii: "]"))
    }
  }

  // MARK: Escapes

  private mutating func escape() throws {
    guard let value = peek(1) else { throw error("the pattern ends in a backslash") }
    index += 2
    let start = output.count
    if let set = try readClassEscape(value, inBrackets: false) {
      // Case is folded in brackets only.
      if options.ignoresCase { append("(?-i:") }
      append(set)
      if options.ignoresCase { append(")") }
      return setAtom(start)
    }
    switch UnicodeScalar(value) {
    case "b": try boundary(negated: false)
    case "B": try boundary(negated: true)
    case "A": assertion(#"\A"#)
    case "z": assertion(#"\z"#)
    case "Z": assertion(#"\Z"#)
    case "G": assertion(#"\G"#)
    case "K": assertion(#"\K"#)
    case "R": atom(#"(?>\r\n|[\n-\r\x{85}\x{2028}\x{2029}])"#)
    case "N" where dialect == .oniguruma: atom(#"[^\n]"#)
    case "O" where dialect == .oniguruma: atom(#"[\x{0}-\x{10FFFF}]"#)
    case "k": try namedReference()
    case let digit? where ("1"..."9").contains(digit): try numberedReference(value)
    default: try literal(try readScalarEscape(value))
    }
  }

  private mutating func boundary(negated: Bool) throws {
    let word = dialect.plainWord
    assertion("(?:(?<=")
    append(word)
    append(negated ? ")(?=" : ")(?!")
    append(word)
    append(")|(?<!")
    append(word)
    append(negated ? ")(?!" : ")(?=")
    append(word)
    append("))")
  }

  private mutating func namedReference() throws {
    let close: UInt32
    switch peek().flatMap(UnicodeScalar.init) {
    case "<": close = UInt32(UInt8(ascii: ">"))
    case "'": close = UInt32(UInt8(ascii: "'"))
    default: throw error("a reference needs a name")
    }
    index += 1
    let name = try readName(until: close)
    setAtom(output.count)
    output += "\\k<\(name)>".utf8
  }

  private mutating func numberedReference(_ first: UInt32) throws {
    let number = Int(first) - 0x30
    if let next = peek(), (0x30...0x39).contains(next) { throw error("references above 9 are not supported") }
    guard number <= groupCount, !hasNamedGroup else { throw error("there is no group \(number) to refer to") }
    setAtom(output.count)
    output += "\\g{\(number)}".utf8
  }

  /// A name of ASCII letters, digits and `_`, and the `close` behind it.
  mutating func readName(until close: UInt32) throws -> String {
    var name = ""
    while let value = peek(), value != close {
      guard let scalar = UnicodeScalar(value), scalar.isASCII, SplitClass.of(value).contains(.word),
        name.utf8.count < 32
      else { throw error("a name is letters, digits and _, at most 32") }
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard peek() == close, let first = name.unicodeScalars.first, !("0"..."9").contains(first) else {
      throw error("a name is not closed")
    }
    index += 1
    return name
  }
}
