import Tokenization
import Workspace

extension OpenModel {
  /// The tokens that no text becomes; nil, and a note more, where the tokenizer refuses to encode.
  func unreachableTokens(noting notes: inout [String]) throws -> [(id: Int, reason: UnreachableReason)]? {
    do {
      return try unreachableTokens()
    } catch let error as TokenizationError {
      notes.append("Tokens that no text becomes were not looked for: \(error).")
      return nil
    }
  }
}
