import Studies
import Testing

@Suite struct FormulaTests {
  private typealias Term = Formula.Term

  @Test func asPeopleWriteIt() throws {
    #expect(
      try Formula("king - man + woman").terms == [
        Term(word: "king", weight: 1), Term(word: "man", weight: -1), Term(word: "woman", weight: 1),
      ])
    #expect(try Formula("  -man +king ").terms == [Term(word: "man", weight: -1), Term(word: "king", weight: 1)])
    #expect(try Formula("Paris − France").terms.map(\.weight) == [1, -1])
  }

  @Test func weights() throws {
    let terms = [Term(word: "king", weight: 2), Term(word: "man", weight: -0.5)]
    for text in ["2 king - .5 man", "2*king - 0.5*man", "2 * king -0.50 * man", "2(king) - 0.5('man')"] {
      #expect(try Formula(text).terms.map(\.weight) == terms.map(\.weight), "\(text)")
      #expect(try Formula(text).terms.map(\.word) == terms.map(\.word), "\(text)")
    }
    #expect(try Formula("2 3 king").terms == [Term(word: "king", weight: 6)])
  }

  @Test func parenthesesShareSignAndWeight() throws {
    #expect(
      try Formula("a - 2 (b - (c + d))").terms == [
        Term(word: "a", weight: 1), Term(word: "b", weight: -2), Term(word: "c", weight: 2), Term(word: "d", weight: 2),
      ])
  }

  @Test func wordsWithSignsDigitsAndMarksInside() throws {
    #expect(
      try Formula("well-known + don't - 3d + c++ + ##ing").terms.map(\.word) == [
        "well-known", "don't", "3d", "c++", "##ing",
      ])
    // A full stop is a word like others.
    #expect(try Formula(". + a").terms.map(\.word) == [".", "a"])
    // Composed and decomposed é are different words.
    #expect(try Formula("e\u{301}").terms[0].word.unicodeScalars.count == 2)
  }

  @Test func quotedTokens() throws {
    let terms = try Formula(#"" the" - 'a "b" c' + "\"\\\n\t\u{1F600}" + "2" + '-'"#).terms
    #expect(terms.map(\.word) == [" the", "a \"b\" c", "\"\\\n\t😀", "2", "-"])
    #expect(terms.map(\.isQuoted) == [true, true, true, true, true])
    #expect(try Formula("the").terms[0].isQuoted == false)
  }

  @Test(
    arguments: [
      ("", .empty, 0), ("   ", .empty, 0), ("king -", .wordExpected, 6), ("- - king", .wordExpected, 2),
      ("king man", .operatorExpected, 5), ("king + \"man", .quotationNotClosed, 7), ("''", .emptyQuotation, 0),
      (#"'a\x'"#, .unknownEscape(#"\x"#), 2), (#"'\u{D800}'"#, .unknownEscape(#"\u{D800}"#), 1),
      (#"'\u'"#, .unknownEscape(#"\u'"#), 1), ("a - (b", .parenthesisNotClosed, 4), ("a)", .parenthesisNotOpened, 1),
      ("()", .wordExpected, 1), ("0 king", .weight("0"), 0), ("1.2.3 king", .weight("1.2.3"), 0),
      ("2", .numberWithoutWord("2"), 0), ("king + 2 - man", .numberWithoutWord("2"), 7), ("* king", .strayAsterisk, 0),
      ("king * 2", .operatorExpected, 5),
    ] as [(String, FormulaError.Problem, Int)])
  func errorsAndTheirPlaces(text: String, problem: FormulaError.Problem, position: Int) throws {
    let error = #expect(throws: FormulaError.self) { try Formula(text) }
    #expect(error?.problem == problem)
    #expect(error?.position == position)
  }

  @Test func theMarkStandsUnderThePlace() {
    let error = #expect(throws: FormulaError.self) { try Formula("king man") }
    #expect(error.map { "\($0)" }?.hasSuffix("\n  king man\n       ^") == true)
  }

  @Test func deepNestingEndsInAnError() {
    let deep = String(repeating: "(", count: 100_000)
    #expect(throws: FormulaError.self) { try Formula(deep + "a") }
    #expect(throws: FormulaError.self) { try Formula(String(repeating: "2 ", count: 100_000) + "a") }
    #expect(throws: FormulaError.self) { try Formula(String(repeating: "9", count: 400) + " a") }
  }
}
