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
  private var options = Options()
  private var groups: [Group] = []
  /// Where in ``output`` the last atom begins: what a repetition would repeat; nil where there is nothing to repeat.
  private var atom: Int?
  /// Where in ``output`` the body of the last atom begins, when that is a group.
  private var atomBody: Int?
  private var hasNamedGroup = false
  private var groupCount = 0

  /// Letters in parentheses that change what follows.
  struct Options: Equatable {
    var ignoresCase = false
    var dotMatchesNewline = false
    var isExtended = false
    var isMultiline = false
  }

  private struct Group {
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
  private static let callout = Array("(?C1)".utf8)
  /// The deepest nesting of groups, so that PCRE2's own limit is not met first.
  private static let deepest = 100

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
      append(set, negated: isNegated)
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

  private mutating func setAtom(_ start: Int, body: Int? = nil) {
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

  private mutating func append(_ text: StaticString) { output += text.description.utf8 }

  /// Adds one scalar that stands for itself.
  mutating func literal(_ value: UInt32) throws {
    setAtom(output.count)
    appendScalar(value)
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
  private mutating func readName(until close: UInt32) throws -> String {
    var name = ""
    while let value = peek(), value != close {
      guard let scalar = UnicodeScalar(value), scalar.isASCII, SplitClass.of(value).contains(.word), name.utf8.count < 32
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

  // MARK: Groups

  private mutating func openGroup() throws {
    let position = index
    guard groups.count < Self.deepest else { throw error("groups are nested more than \(Self.deepest) deep") }
    var group = Group(options: options, start: output.count, body: 0, isRepeatable: true)
    index += 1
    if skip("?#") {
      while let value = peek(), value != UInt32(UInt8(ascii: ")")) { index += value == 0x5C ? 2 : 1 }
      guard peek() != nil else { throw error("a comment is not closed", at: position) }
      index += 1
      return
    }
    atom = nil
    if skip("?:") {
      append("(?:")
    } else if skip("?>") {
      append("(?>")
    } else if skip("?=") {
      append("(?=")
      group.isRepeatable = false
    } else if skip("?!") {
      append("(?!")
      group.isRepeatable = false
    } else if skip("?<=") {
      append("(?<=")
      group.isRepeatable = false
    } else if skip("?<!") {
      append("(?<!")
      group.isRepeatable = false
    } else if skip("?<") || (dialect == .fancyRegex && skip("?P<")) {
      let name = try readName(until: UInt32(UInt8(ascii: ">")))
      output += "(?<\(name)>".utf8
      hasNamedGroup = true
      groupCount += 1
    } else if dialect == .oniguruma, skip("?'") {
      let name = try readName(until: UInt32(UInt8(ascii: "'")))
      output += "(?<\(name)>".utf8
      hasNamedGroup = true
      groupCount += 1
    } else if skip("?") {
      guard try readOptions(position) else { return }
    } else {
      if peek() == UInt32(UInt8(ascii: "*")) { throw error("callouts are not supported") }
      append("(")
      groupCount += 1
    }
    group.body = output.count
    groups.append(group)
  }

  /// Reads `i-m:` or `i)`; the result is whether a group begins.
  private mutating func readOptions(_ position: Int) throws -> Bool {
    var turnsOn = true
    while let value = peek() {
      index += 1
      switch UnicodeScalar(value) {
      case "-": turnsOn = false
      case "i": options.ignoresCase = turnsOn
      case "x": options.isExtended = turnsOn
      case "m" where dialect == .oniguruma: options.dotMatchesNewline = turnsOn
      case "m": options.isMultiline = turnsOn
      case "s" where dialect == .fancyRegex: options.dotMatchesNewline = turnsOn
      case ":":
        append(options.ignoresCase ? "(?i:" : "(?-i:")
        return true
      case ")":
        guard let group = groups.last else { return false }
        if output.count > group.body { groups[groups.count - 1].changedOptions = true }
        append(options.ignoresCase ? "(?i)" : "(?-i)")
        return false
      case let other:
        throw error("the option “(?\(other.map(String.init) ?? "")” is not supported", at: position)
      }
    }
    throw error("a group is not closed", at: position)
  }

  private mutating func closeGroup() throws {
    guard groups.count > 1, let group = groups.popLast() else { throw error("a parenthesis closes no group") }
    index += 1
    output.append(UInt8(ascii: ")"))
    options = group.options
    if group.isRepeatable { setAtom(group.start, body: group.body) } else { atom = nil }
  }

  // MARK: Repetitions

  /// Reads the repetitions behind an atom: more than one repeat each other.
  private mutating func repetitions() throws {
    guard let start = atom else { return }
    var body = atomBody
    var isLong = false
    var count = 0
    while let repetition = try readRepetition() {
      count += 1
      guard count <= 10 else { throw error("more than ten repetitions of one another are not supported") }
      if let position = body {
        // Each round of a group counts.
        output.insert(contentsOf: Self.callout, at: position)
      }
      if count > 1 {
        output.insert(contentsOf: Array("(?:".utf8) + Self.callout, at: start)
        output.append(UInt8(ascii: ")"))
      }
      output += repetition.text.utf8
      isLong = isLong || repetition.isLong
      body = nil
    }
    if isLong { output += Self.callout }
    atom = nil
    atomBody = nil
  }

  private struct Repetition {
    var text: String
    /// Whether it may run over much text.
    var isLong: Bool
  }

  private mutating func readRepetition() throws -> Repetition? {
    switch peek().flatMap(UnicodeScalar.init) {
    case "*", "+", "?":
      let sign = UnicodeScalar(scalars[index]) ?? "*"
      index += 1
      let suffix = readSuffix(possessive: true)
      return Repetition(text: "\(sign)\(suffix)", isLong: sign != "?")
    case "{":
      let position = index
      index += 1
      let minimum = try readCount()
      var maximum = minimum
      let hasComma = peek() == UInt32(UInt8(ascii: ","))
      if hasComma {
        index += 1
        maximum = try readCount()
      }
      guard peek() == UInt32(UInt8(ascii: "}")), minimum != nil || (maximum != nil && dialect == .oniguruma) else {
        if dialect == .fancyRegex { throw error("a repetition is not complete", at: position) }
        // In the reference too, a brace that begins no repetition stands for itself.
        index = position
        return nil
      }
      index += 1
      if let maximum, maximum < minimum ?? 0 { throw error("a repetition runs from more to less", at: position) }
      // `a{2}?` is `(?:a{2})?` in Oniguruma.
      let canBeLazy = hasComma || dialect == .fancyRegex
      let suffix = canBeLazy ? readSuffix(possessive: dialect == .fancyRegex) : ""
      let most = maximum.map(String.init) ?? ""
      return Repetition(
        text: hasComma ? "{\(minimum ?? 0),\(most)}\(suffix)" : "{\(minimum ?? 0)}\(suffix)",
        isLong: maximum ?? Int.max > 16)
    default: return nil
    }
  }

  private mutating func readSuffix(possessive: Bool) -> String {
    if skip("?") { return "?" }
    if possessive, skip("+") { return "+" }
    return ""
  }

  private mutating func readCount() throws -> Int? {
    var count: Int?
    while let value = peek(), (0x30...0x39).contains(value) {
      let next = (count ?? 0) * 10 + Int(value) - 0x30
      guard next <= 65535 else { throw error("more than 65535 repetitions are not supported") }
      count = next
      index += 1
    }
    return count
  }
}
