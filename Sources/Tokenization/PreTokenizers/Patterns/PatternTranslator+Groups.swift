extension PatternTranslator {
  mutating func openGroup() throws {
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

  mutating func closeGroup() throws {
    guard groups.count > 1, let group = groups.popLast() else { throw error("a parenthesis closes no group") }
    index += 1
    output.append(UInt8(ascii: ")"))
    options = group.options
    if group.isRepeatable { setAtom(group.start, body: group.body) } else { atom = nil }
  }
}
