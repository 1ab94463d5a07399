/// Makes one token of all.
struct FuseDecoder: DecodingStage {
  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    output.bytes += input.bytes
    if isLast { output.endToken() }
  }
}
