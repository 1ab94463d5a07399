/// What can be wrong with an index of shards, or with what it says of them.
public enum ShardProblem: Equatable, Sendable {
  case noWeightMap
  case shardOutsideFolder(tensor: String, shard: String)
  case missingShard(shard: String, reason: String)
  case tensorNotInShard(tensor: String, shard: String)

  /// The problem in words.
  var text: String {
    switch self {
    case .noWeightMap:
      "there is no “weight_map” with tensors and their files; it may not be the index of a checkpoint"
    case .shardOutsideFolder(let tensor, let shard):
      "tensor “\(tensor)” is said to be in “\(shard)”, which is no plain file name inside the index's folder"
    case .missingShard(let shard, let reason):
      "the file “\(shard)” that it lists cannot be opened (\(reason)); download it into the same folder"
    case .tensorNotInShard(let tensor, let shard):
      "tensor “\(tensor)” is said to be in “\(shard)”, but is not; index and files may be of different versions"
    }
  }
}
