import ByteFiles
import Tokenization

/// What is fuzzed: each target takes any bytes and must neither crash nor hang; errors are fine.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// A tokenizer.json, and a text through the tokenizer that comes of it.
  case tokenizerJSON = "tokenizer-json"

  /// Feeds `bytes` to the target.
  package func run(_ bytes: UnsafeRawBufferPointer) {
    switch self {
    case .tokenizerJSON: _ = try? JSONReader(bytes, file: "fuzz")
    }
  }
}
