extension CheckpointError {
  /// File and problem of the cases about safetensors files and their index; nil for the others.
  var safetensorsExplanation: (file: String, problem: String)? {
    switch self {
    case .lfsPointer(let file):
      return (file, "this is a pointer of Git LFS and not the file itself; fetch the file with `git lfs pull`")
    case .headerTooShort(let file, let bytes):
      return (file, "\(bytes) bytes, but a safetensors file begins with 8 bytes that say how long its header is")
    case .headerTooLarge(let file, let bytes, let limit):
      return (
        file, "a header of \(bytes) bytes, where at most \(limit) are read; it may not be a safetensors file at all"
      )
    case .headerPastEnd(let file, let bytes, let available):
      return (
        file, "a header of \(bytes) bytes, but only \(available) bytes follow; it may be an incomplete download"
      )
    case .headerStart(let file, let found):
      let start = found.map { "byte \($0)" } ?? "nothing"
      return (file, "the header must begin with “{”, but begins with \(start); it may not be a safetensors file at all")
    case .headerField(let file, let field, let expected, let found):
      return (file, "header, “\(field)”: expected \(expected), found \(found); \(Self.distrust)")
    case .missingField(let file, let tensor, let field):
      return (file, "header, tensor “\(tensor)”: the field “\(field)” is missing; \(Self.distrust)")
    case .duplicateField(let file, let tensor, let field):
      return (file, "header, tensor “\(tensor)”: the field “\(field)” is there twice; \(Self.distrust)")
    case .unknownType(let file, let tensor, let type):
      let known = SafetensorsType.all.map(\.name).joined(separator: ", ")
      return (file, "tensor “\(tensor)” has the unknown type “\(type)”; known are \(known)")
    case .offsetsReversed(let file, let tensor, let begin, let end):
      return (file, "tensor “\(tensor)” begins at byte \(begin) and ends before it, at byte \(end); \(Self.distrust)")
    case .partialByte(let file, let tensor, let type, let shape):
      return (file, "tensor “\(tensor)”: \(type) \(shape) does not take a whole number of bytes; \(Self.distrust)")
    case .sizeMismatch(let file, let tensor, let type, let shape, let expected, let found):
      return (
        file,
        "tensor “\(tensor)”: \(type) \(shape) takes \(expected) bytes, but its offsets span \(found); \(Self.distrust)"
      )
    case .hole(let file, let tensor, let begin, let expected):
      return (
        file,
        "tensor “\(tensor)” begins at byte \(begin) of the data, but the one before it ends at byte \(expected); "
          + Self.distrust
      )
    case .uncoveredData(let file, let covered, let available):
      return (file, "the tensors take \(covered) bytes, but \(available) are there; \(Self.distrust)")
    default: return shardExplanation
    }
  }

  private var shardExplanation: (file: String, problem: String)? {
    switch self {
    case .noWeightMap(let file):
      return (file, "there is no “weight_map” with tensors and their files; it may not be the index of a checkpoint")
    case .shardOutsideFolder(let file, let tensor, let shard):
      return (
        file, "tensor “\(tensor)” is said to be in “\(shard)”, which is no plain file name inside the index's folder"
      )
    case .missingShard(let file, let shard, let reason):
      return (file, "the file “\(shard)” that it lists cannot be opened (\(reason)); download it into the same folder")
    case .tensorNotInShard(let file, let tensor, let shard):
      return (
        file, "tensor “\(tensor)” is said to be in “\(shard)”, but is not; index and files may be of different versions"
      )
    default: return nil
    }
  }
}
