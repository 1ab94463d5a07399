/// Takes a character off the ends of each token, up to so many times.
///
/// Where the reference's index leaves the token and it panics (more to take off than there is), all that is there goes.
struct StripDecoder: DecodingStage {
  /// The character, in UTF-8.
  let character: [UInt8]
  /// How many are taken off at the start.
  let start: Int
  /// How many are taken off at the end.
  let end: Int
  /// How many were taken off this token's start; nil once another character came.
  private var taken: Int? = 0
  /// How many that came last are kept back, as they may be the token's end.
  private var held = 0

  init(character: [UInt8], start: Int, end: Int) {
    self.character = character
    self.start = start
    self.end = end
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var stage = self
    input.forEachPart { part, ends in
      stage.strip(part, into: &output)
      guard ends else { return }
      output.endToken()
      (stage.taken, stage.held) = (0, 0)
    }
    self = stage
  }

  private mutating func strip(_ part: ArraySlice<UInt8>, into output: inout TokenStrings) {
    var index = part.startIndex
    while index < part.endIndex {
      guard part[index...].starts(with: character) else {
        release(into: &output)
        taken = nil
        // The rest of this scalar cannot match either: the character begins with a byte that begins scalars.
        output.bytes.append(part[index])
        index += 1
        continue
      }
      index += character.count
      if let count = taken, count < start {
        taken = count + 1
        continue
      }
      taken = nil
      if held < end { held += 1 } else { output.bytes += character }
    }
  }

  /// Gives what was kept back: the token goes on.
  private mutating func release(into output: inout TokenStrings) {
    for _ in 0..<held { output.bytes += character }
    held = 0
  }
}
