import ByteFiles

/// A file of tensors that was opened, and found to be true in all that it says of them: what the formats have in common.
protocol CheckpointFile: Sendable {
  /// The format of such files.
  static var format: Checkpoint.Format { get }
  var source: any ByteSource { get }
  /// The tensors in the order the file lists them.
  var tensors: [StoredTensor] { get }
  /// The plain text that stands beside the tensors.
  var metadata: [(key: String, value: String)] { get }

  /// Checks all that `source` says of its tensors; looks at none of their elements.
  init(_ source: any ByteSource) throws
}

extension CheckpointFile {
  /// Maps the file at `path` and checks it.
  init(path: String) throws { try self.init(MappedFile(path: path)) }
}
