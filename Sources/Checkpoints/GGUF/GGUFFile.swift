import ByteFiles
import SafeText

/// A GGUF file in which everything that comes before the tensors' elements was found to be true.
///
/// A file is `GGUF`, a version, the counts of tensors and of metadata pairs, the pairs, the tensors' descriptions, padding to
/// the alignment, and the elements. All of it is little-endian. Source: the format's description in the ggml repository
/// (`docs/gguf.md`).
struct GGUFFile: Sendable {
  let source: any ByteSource
  let metadata: GGUFMetadata
  /// The tensors in the order the file lists them.
  let tensors: [StoredTensor]

  /// Maps the file at `path` and checks all of its descriptions.
  init(path: String) throws { try self.init(MappedFile(path: path)) }

  /// Checks all descriptions in `source`; looks at none of the elements.
  init(_ source: any ByteSource) throws {
    let path = source.path
    self = try withExtendedLifetime(source) {
      var cursor = GGUFCursor(source)
      let version = try Self.readVersion(&cursor)
      let tensorCount = try cursor.readCount(of: "tensors", size: GGUFTensorEntry.minimumSize)
      // A pair takes at least the length of its key, a type and one byte.
      let pairCount = try cursor.readCount(of: "metadata pairs", size: 8 + 4 + 1)
      let metadata = try GGUFMetadata(&cursor, count: pairCount, version: version, source: source)
      let alignment = try Self.alignment(metadata, file: path)
      let entries = try Self.readEntries(&cursor, count: tensorCount)
      let dataStart = (cursor.offset + alignment - 1) / alignment * alignment
      let data = GGUFDataSection(source: source, start: dataStart, alignment: alignment)
      return GGUFFile(source: source, metadata: metadata, tensors: try data.place(entries))
    }
  }

  private init(source: any ByteSource, metadata: GGUFMetadata, tensors: [StoredTensor]) {
    self.source = source
    self.metadata = metadata
    self.tensors = tensors
  }

  private static func readVersion(_ cursor: inout GGUFCursor) throws -> Int {
    let magic: UInt32 = try cursor.read()
    guard magic == 0x4655_4747 else { throw CheckpointError.gguf(file: cursor.file, .otherMagic(found: magic)) }
    let version: UInt32 = try cursor.read()
    switch version {
    case 2, 3: return Int(version)
    // A small number whose bytes are the other way round.
    case _ where version & 0xFFFF == 0 && version != 0:
      throw CheckpointError.gguf(file: cursor.file, .bigEndian(version: version.byteSwapped))
    default: throw CheckpointError.gguf(file: cursor.file, .version(found: version))
    }
  }

  /// The multiple that tensors start at: 32 where the file does not say otherwise.
  private static func alignment(_ metadata: GGUFMetadata, file: String) throws -> Int {
    let key = "general.alignment"
    guard let type = metadata.type(of: key) else { return 32 }
    guard type == .uint32, let alignment = try metadata.integer(key) else {
      throw CheckpointError.gguf(file: file, .metadataType(key: key, expected: "a uint32", found: type))
    }
    guard alignment > 0, alignment & (alignment - 1) == 0 else {
      throw CheckpointError.gguf(file: file, .badAlignment(found: alignment))
    }
    return alignment
  }

  private static func readEntries(_ cursor: inout GGUFCursor, count: Int) throws -> [GGUFTensorEntry] {
    var entries: [GGUFTensorEntry] = []
    var names: Set<ExactName> = []
    // Fits the file: `count` was compared with the bytes that are left.
    entries.reserveCapacity(count)
    for _ in 0..<count {
      let entry = try GGUFTensorEntry(&cursor)
      guard names.insert(ExactName(entry.name)).inserted else {
        throw CheckpointError.duplicateTensor(file: cursor.file, tensor: entry.name)
      }
      entries.append(entry)
    }
    return entries
  }
}
