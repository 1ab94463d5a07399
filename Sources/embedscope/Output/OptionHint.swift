import Explorer
import ModelSources
import Reports
import Tokenization
import Workspace

/// Which option helps where the library says what is wrong: it knows no command line, and says so in its own words.
enum OptionHint {
  /// A clause for the end of the error's text; empty where no option helps.
  static func text(for error: any Error) -> String {
    switch error {
    case WorkspaceError.noEmbeddingTensor: " (--tensor NAME)"
    case TokenizationError.unknownPattern: " (--pattern NAME or --pattern REGEX)"
    case ModelSourcesError.cacheNotWritable: " (--cache-dir DIR)"
    case let error as ExplorerServer.CannotListen: error.isPortInUse ? " (--auto-port, or --port N)" : " (--host HOST)"
    case is ReportsError: " (--out DIR)"
    default: ""
    }
  }
}
