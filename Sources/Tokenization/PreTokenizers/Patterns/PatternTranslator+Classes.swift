extension PatternTranslator {
  /// The class that a backslash and `value` stand for, both passed already; nil when it is another escape.
  mutating func readClassEscape(_ value: UInt32, inBrackets: Bool) throws -> ScalarSet? {
    switch UnicodeScalar(value) {
    case "d": return ScalarSet(.decimalNumber)
    case "D": return ScalarSet(.decimalNumber).inverted
    case "s": return ScalarSet(.whitespace)
    case "S": return ScalarSet(.whitespace).inverted
    case "w": return inBrackets ? dialect.word : dialect.plainWord
    case "W": return (inBrackets ? dialect.word : dialect.plainWord).inverted
    case "h": return ScalarSet(property: "xdigit")
    case "H": return ScalarSet(property: "xdigit")?.inverted
    case "p": return try readProperty(negated: false)
    case "P": return try readProperty(negated: true)
    default: return nil
    }
  }

  /// `{Name}`, `{^Name}`, or one letter, behind `\p`.
  private mutating func readProperty(negated: Bool) throws -> ScalarSet {
    let position = index - 2
    var name = String.UnicodeScalarView()
    var isNegated = negated
    if skip("{") {
      if skip("^") { isNegated.toggle() }
      while let value = peek(), value != UInt32(UInt8(ascii: "}")) {
        if let scalar = UnicodeScalar(value) { name.append(scalar) }
        index += 1
      }
      guard skip("}") else { throw error("a property is not closed", at: position) }
    } else if let value = peek(), let scalar = UnicodeScalar(value) {
      name.append(scalar)
      index += 1
    }
    var text = String(name)
    if dialect == .fancyRegex {
      for prefix in ["General_Category=", "gc=", "Script=", "sc="] where text.hasPrefix(prefix) {
        text.removeFirst(prefix.count)
      }
    }
    guard let set = ScalarSet(property: text) else {
      throw error("the property “\(text)” is not known", at: position)
    }
    return isNegated ? set.inverted : set
  }

  /// The scalar that a backslash and `value` stand for, both passed already.
  mutating func readScalarEscape(_ value: UInt32) throws -> UInt32 {
    switch UnicodeScalar(value) {
    case "t": return 0x09
    case "n": return 0x0A
    case "r": return 0x0D
    case "f": return 0x0C
    case "v": return 0x0B
    case "a": return 0x07
    case "e": return 0x1B
    case "0": return try readOctal()
    case "x":
      if skip("{") {
        let scalar = try readHexadecimal(1...8)
        guard skip("}") else { throw error("\\x{…} is not closed") }
        return scalar
      }
      let scalar = try readHexadecimal(2...2)
      guard scalar < 0x80 || dialect == .fancyRegex else {
        throw error("\\x above 7F is a part of a character: write \\x{…}")
      }
      return scalar
    case "u" where dialect == .fancyRegex && peek() == UInt32(UInt8(ascii: "{")):
      index += 1
      let scalar = try readHexadecimal(1...8)
      guard skip("}") else { throw error("\\u{…} is not closed") }
      return scalar
    case "u": return try readHexadecimal(4...4)
    case let scalar?
    where scalar.isASCII
      && (("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)):
      throw error("the escape \\\(scalar) is not supported", at: index - 2)
    default: return value
    }
  }

  private mutating func readOctal() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<2 {
      guard let digit = peek(), (0x30...0x37).contains(digit) else { break }
      value = value * 8 + digit - 0x30
      index += 1
    }
    return value
  }

  private mutating func readHexadecimal(_ lengths: ClosedRange<Int>) throws -> UInt32 {
    let position = index
    var value: UInt32 = 0
    while index - position < lengths.upperBound, let digit = peek().flatMap(UnicodeScalar.init),
      let number = UInt32(String(digit), radix: 16)
    {
      guard value < 1 << 24 else { throw error("this is no character", at: position) }
      value = value * 16 + number
      index += 1
    }
    guard index - position >= lengths.lowerBound, UnicodeScalar(value) != nil else {
      throw error("this is no character", at: position)
    }
    return value
  }

  // MARK: Brackets

  /// Reads a class in brackets whose `[` is passed: what is in it, and whether it stands for everything else.
  mutating func readBracket(depth: Int = 0) throws -> (set: ScalarSet, isNegated: Bool) {
    guard depth < 20 else { throw error("brackets are nested too deep") }
    let position = index - 1
    let isNegated = skip("^")
    var whole: ScalarSet?
    var part = ScalarSet()
    var isFirst = true
    while true {
      guard let value = peek() else { throw error("a bracket is not closed", at: position) }
      if value == UInt32(UInt8(ascii: "]")), !isFirst || !hasLaterBracket {
        index += 1
        if isFirst { throw error("a bracket is empty", at: position) }
        return (whole.map { $0.intersection(part) } ?? part, isNegated)
      }
      if skip("&&") {
        whole = whole.map { $0.intersection(part) } ?? part
        part = ScalarSet()
      } else if dialect == .fancyRegex, skip("--") || skip("~~") {
        throw error("differences of classes are not supported", at: index - 2)
      } else {
        try readMember(into: &part, depth: depth, isFirst: isFirst)
      }
      isFirst = false
    }
  }

  /// Whether another `]` follows the next scalar: only then does a `]` at the beginning stand for itself.
  private var hasLaterBracket: Bool { scalars[(index + 1)...].contains(UInt32(UInt8(ascii: "]"))) }

  /// Reads a class, a scalar or a range of them.
  private mutating func readMember(into set: inout ScalarSet, depth: Int, isFirst: Bool) throws {
    if skip("[:") {
      if let named = try readPOSIX() { return set.formUnion(named) }
      index -= 2
    }
    if skip("[") {
      let (inner, isNegated) = try readBracket(depth: depth + 1)
      return set.formUnion(isNegated ? inner.inverted : inner)
    }
    let position = index
    guard let first = try readBracketScalar(into: &set) else {
      if peek() == UInt32(UInt8(ascii: "-")), let next = peek(1), next != UInt32(UInt8(ascii: "]")) {
        throw error("a class begins a range")
      }
      return
    }
    guard peek() == UInt32(UInt8(ascii: "-")), let next = peek(1), next != UInt32(UInt8(ascii: "]")),
      next != UInt32(UInt8(ascii: "["))
    else { return set.formUnion(ScalarSet(first, through: first)) }
    // `a-c-e` and `--/`: a hyphen behind a range, or at the beginning, stands for itself.
    index += 1
    var ignored = ScalarSet()
    guard let last = try readBracketScalar(into: &ignored) else { throw error("a class ends a range", at: position) }
    guard first <= last else { throw error("a range runs backwards", at: position) }
    set.formUnion(ScalarSet(first, through: last))
    if peek() == UInt32(UInt8(ascii: "-")) {
      index += 1
      set.formUnion(ScalarSet(0x2D, through: 0x2D))
    }
  }

  /// Reads one scalar, or a class by a backslash, which goes into `set`.
  private mutating func readBracketScalar(into set: inout ScalarSet) throws -> UInt32? {
    guard let value = peek() else { throw error("a bracket is not closed") }
    index += 1
    guard value == 0x5C else { return value }
    guard let escaped = peek() else { throw error("the pattern ends in a backslash") }
    index += 1
    if let named = try readClassEscape(escaped, inBrackets: true) {
      set.formUnion(named)
      return nil
    }
    if escaped == UInt32(UInt8(ascii: "b")) { return 0x08 }
    return try readScalarEscape(escaped)
  }

  /// `alpha:]` or `^alpha:]` behind `[:`; nil when it is no such name.
  private mutating func readPOSIX() throws -> ScalarSet? {
    let position = index
    let isNegated = skip("^")
    var name = ""
    while let value = peek(), let scalar = UnicodeScalar(value), ("a"..."z").contains(scalar), name.utf8.count < 8 {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard skip(":]") else {
      index = position
      return nil
    }
    let names = [
      "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
      "word",
      "xdigit",
    ]
    guard names.contains(name), dialect == .oniguruma,
      let set = ScalarSet(property: name == "punct" ? "posixpunct" : name)
    else { throw error("the class “[:\(name):]” is not known", at: position - 2) }
    return isNegated ? set.inverted : set
  }
}
