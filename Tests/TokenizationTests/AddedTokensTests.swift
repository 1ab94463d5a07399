import Testing

@testable import Tokenization

/// Where added tokens are found in a text, by either way to look for them.
@Suite struct AddedTokensTests {
  /// The stretches of `text`: those of tokens in brackets.
  private func stretches(
    of text: String, _ tokens: [AddedToken], _ search: AddedTokens.Search, keepsSpecial: Bool = false
  ) throws -> [String] {
    let added = try AddedTokens(tokens, normalizer: nil, file: "m.gguf", search: search)
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      added.segments(of: bytes, normalized: false, keepsSpecial: keepsSpecial).map { segment in
        let string = String(decoding: bytes[segment.range], as: UTF8.self)
        return segment.token == nil ? string : "[\(string)]"
      }
    }
  }

  private func tokens(_ contents: String...) -> [AddedToken] {
    contents.enumerated().map { AddedToken(content: Array($1.utf8), id: $0) }
  }

  @Test func ofTokensThatOverlapTheFirstOrTheLongestIsFound() throws {
    let tokens = tokens("ab_x", "x_cde", "e")
    #expect(try stretches(of: "ab_x_cde ", tokens, .leftmost) == ["[ab_x]", "_cd", "[e]", " "])
    #expect(try stretches(of: "ab_x_cde ", tokens, .longestFirst) == ["ab_", "[x_cde]", " "])
    #expect(try stretches(of: "abcd bcd", self.tokens("bcd", "abc"), .longestFirst) == ["a", "[bcd]", " ", "[bcd]"])
    #expect(try stretches(of: "ab_x e", tokens, .longestFirst) == ["[ab_x]", " ", "[e]"])
  }

  @Test func runsOfOneCharacterAreTheSameEitherWay() throws {
    let tokens = tokens("  ", "   ", "     ")
    for search in [AddedTokens.Search.leftmost, .longestFirst] {
      #expect(try stretches(of: "a             b", tokens, search) == ["a", "[     ]", "[     ]", "[   ]", "b"])
    }
  }

  @Test func whiteSpaceThatIsTakenAlongIsUnicodesOrASCIIs() throws {
    let mask = [AddedToken(content: Array("<m>".utf8), id: 0, stripsLeft: true, stripsRight: true)]
    let text = "a\u{3000} \n<m>\t\u{A0}b"
    #expect(try stretches(of: text, mask, .leftmost) == ["a", "[\u{3000} \n<m>\t\u{A0}]", "b"])
    #expect(try stretches(of: text, mask, .longestFirst) == ["a\u{3000}", "[ \n<m>\t]", "\u{A0}b"])
    #expect(try stretches(of: "<m>  <m>", mask, .longestFirst) == ["[<m>  ]", "[<m>]"])
  }

  @Test func specialTokensMayBeText() throws {
    let tokens = [
      AddedToken(content: Array("<a>".utf8), id: 0, isSpecial: true), AddedToken(content: Array("a>".utf8), id: 1),
    ]
    #expect(try stretches(of: "<a>", tokens, .longestFirst) == ["[<a>]"])
    #expect(try stretches(of: "<a>", tokens, .longestFirst, keepsSpecial: true) == ["<", "[a>]"])
    #expect(try stretches(of: "", tokens, .longestFirst).isEmpty)
    #expect(try stretches(of: "x", tokens, .longestFirst) == ["x"])
  }
}
