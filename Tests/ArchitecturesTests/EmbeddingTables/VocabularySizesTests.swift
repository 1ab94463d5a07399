import Testing

@testable import Architectures

@Suite struct VocabularySizesTests {
  @Test func fits() {
    let sizes = VocabularySizes(configured: [], tokenizer: 50257)
    #expect(sizes.fit(of: 50257) == .exact)
    #expect(sizes.fit(of: 50304) == .padded)
    #expect(sizes.fit(of: 50400) == .near)
    #expect(sizes.fit(of: 50250) == .near)
    #expect(sizes.fit(of: 30522) == .none)
    #expect(sizes.fit(of: 100_000) == .none)
    #expect(VocabularySizes(configured: [], tokenizer: nil).fit(of: 8) == .none)
  }

  /// A configuration's sizes count beside the tokenizer's where they can be of the same vocabulary.
  @Test func configuredSizesBesideTheTokenizers() {
    let sizes = VocabularySizes(configured: [2048, 50400], tokenizer: 50257)
    #expect(sizes.fit(of: 50400) == .exact)
    #expect(sizes.fit(of: 2048) == .none)
    #expect(VocabularySizes(configured: [2048], tokenizer: nil).fit(of: 2048) == .exact)
  }

  @Test func absurdSizes() {
    let sizes = VocabularySizes(configured: [-5, 0, .max], tokenizer: nil)
    #expect(sizes.fit(of: 1) == .none)
    #expect(sizes.fit(of: .max) == .exact)
  }

  /// The parts that read words are looked at, those for sounds are not.
  @Test func sizesInAConfiguration() throws {
    let nested = try configuration(
      #"{"thinker_config": {"text_config": {"vocab_size": 50}}, "talker_config": {"vocab_size": 20}, "audio_config": {"vocab_size": 9}}"#
    )
    #expect(nested.vocabularySizes == [50])
    #expect(nested.vocabularySize == 50)
    let glm = try configuration(#"{"model_type": "chatglm", "padded_vocab_size": 65024, "vocab_size": "x"}"#)
    #expect(glm.vocabularySizes == [65024])
    #expect(try configuration(#"{"text_config": 3, "llm_config": {"model_type": "a"}}"#).modelTypes == ["a"])
  }
}
