package import Checkpoints

/// The tensors that were listed by the headers of a model's weight files, and what the index of its shards says of all.
package struct TensorListing: Sendable {
  /// The tensors, of all shards or of some.
  package let checkpoint: Checkpoint
  /// How many shards the model has; 1 for weights without an index.
  package let shardCount: Int
  /// How many of them were looked at.
  package let shardsRead: Int
  /// The shards that the index lists and that are not there.
  package var missingShards: [String] = []
  /// The bytes of all tensors, where an index says so.
  package var totalBytes: Int?
  /// The number of all parameters, likewise.
  package var totalParameters: Int?

  /// Whether all tensors are listed.
  package var isWhole: Bool { shardsRead == shardCount }
}
