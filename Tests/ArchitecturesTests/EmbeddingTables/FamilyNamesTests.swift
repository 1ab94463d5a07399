import Testing

@testable import Architectures

/// The table that Scripts/generate/embedding-tables.py writes.
@Suite struct FamilyNamesTests {
  @Test func namesOfAFamily() {
    #expect(FamilyNames.of("gpt2")?.tokens == ["wte.weight"])
    #expect(FamilyNames.of("gpt2")?.positions == [])
    #expect(FamilyNames.of("gpt2")?.outputs == ["lm_head.weight"])
    #expect(FamilyNames.of("marian")?.tokens.prefix(2) == ["shared.weight", "encoder.embed_tokens.weight"])
    #expect(FamilyNames.of("wav2vec2")?.tokens == [])
  }

  @Test(arguments: ["", "gpt", "gpt2,gptj", "lm_head.weight", "gpt2\n", "|"]) func noFamily(name: String) {
    #expect(FamilyNames.of(name) == nil)
  }

  @Test func everyLineHasFourFields() {
    for line in FamilyNames.table.split(separator: "\n") {
      #expect(line.split(separator: "|", omittingEmptySubsequences: false).count == 4, "\(line)")
    }
    #expect(FamilyNames.table.split(whereSeparator: { "|,\n".contains($0) }).count > 1000)
  }

  /// A part's `.*` stands behind the names within it, and before those of the next part.
  @Test func partsInOrder() throws {
    let omni = try #require(FamilyNames.of("qwen2_5_omni")?.tokens)
    let (thinker, talker) = (omni.firstIndex(of: "thinker.*"), omni.firstIndex { $0.hasPrefix("talker.") })
    #expect(try #require(thinker) < #require(talker))
  }
}
