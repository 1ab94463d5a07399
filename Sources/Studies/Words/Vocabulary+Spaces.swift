package import Tokenization

extension Vocabulary {
  /// Whether a word after a space is a token of its own (` the`), apart from the same word without one.
  package var marksSpaces: Bool {
    contains { entry in
      guard var scalars = entry.text?.unicodeScalars.makeIterator() else { return false }
      return scalars.next() == " " && scalars.next()?.properties.isAlphabetic == true
    }
  }
}
