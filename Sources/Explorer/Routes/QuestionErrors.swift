import ByteFiles
import Studies
import Tokenization

/// Whether an error says that a question was wrong, or that the files of a model do not answer it.
enum QuestionErrors {
  static func isAboutQuestion(_ error: any Error) -> Bool {
    switch error {
    case StudiesError.tokenizerNeeded: false
    case is ParameterError, is StudiesError, is ByteFilesError: true
    default: false
    }
  }
}
