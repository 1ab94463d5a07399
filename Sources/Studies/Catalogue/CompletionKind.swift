/// What a shell offers after the Tab key where a value stands.
package enum CompletionKind: Equatable, Sendable {
  /// Any file; with extensions (without the dot), only such files and the folders on the way.
  case file(extensions: [String])
  /// A folder.
  case folder
  /// A model: a folder, a model file, or an id from the local cache of the model hub.
  case model
  /// One of these words.
  case choice([String])
  /// The name of a command.
  case command
  /// Nothing: a number, a word.
  case none
}
