package import ByteFiles

/// One local file of a model, ready to be opened.
///
/// ```swift
/// let files = try source.files(for: .configuration)
/// files[0].name   // "config.json"
/// files[0].hash   // git:10c66461e4c109db5a2196bff4bb59be30396ed8, where the hub or the cache states it
/// ```
public struct ModelFile: Sendable {
  /// The file's name within the model, with `/` between folders.
  public let name: String
  /// Where the file lies on this machine.
  public let path: String
  /// The number of bytes.
  public let size: Int
  /// The hash that the hub or the cache states; nil for a file of a plain folder.
  public let hash: ContentHash?

  /// What fetches the parts of it that are looked at; nil for a file that is here as a whole.
  let remote: RemoteFile?

  /// Whether the file is only described: nothing of it is here, and nothing was fetched.
  package let isPlanned: Bool

  /// Whether only parts of the file are here, at their places in a file of the same size.
  public var isPartial: Bool { remote != nil }

  /// The number of bytes that are here: all, or those of the parts that were fetched.
  public var bytesHere: Int { remote?.countHere ?? size }

  /// The file's bytes: mapped, or fetched when they are looked at.
  package func source() throws -> any ByteSource { try remote ?? MappedFile(path: path) }

  /// The file's name within its own folder.
  package var nameInFolder: String { FilePaths.lastComponent(name) }

  /// Describes a file that lies at `path`.
  public init(name: String, path: String, size: Int, hash: ContentHash? = nil) {
    self.name = name
    self.path = path
    self.size = size
    self.hash = hash
    remote = nil
    isPlanned = false
  }

  /// A file of `size` bytes that is fetched part by part.
  init(name: String, size: Int, remote: RemoteFile) {
    self.name = name
    self.path = remote.path
    self.size = size
    self.hash = nil
    self.remote = remote
    isPlanned = false
  }

  /// A file that would have to be fetched as a whole; `path` is where it lies on the hub.
  init(planned name: String, path: String, size: Int) {
    self.name = name
    self.path = path
    self.size = size
    hash = nil
    remote = nil
    isPlanned = true
  }
}

extension ModelFile: Hashable {
  /// Files are the same when they have the same name, place, size and hash.
  public static func == (a: ModelFile, b: ModelFile) -> Bool {
    a.name == b.name && a.path == b.path && a.size == b.size && a.hash == b.hash
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(path)
  }
}

/// What a hub calls a file's content by.
public enum ContentHash: Sendable, Hashable, CustomStringConvertible {
  /// SHA-256 of the bytes, 64 hexadecimal digits: large files.
  case sha256(String)
  /// SHA-1 of the bytes as a git blob, 40 hexadecimal digits: small files.
  case gitBlob(String)

  /// Takes a blob's name in the cache, which is the file's ETag; nil when it is neither kind of hash.
  init?(blobName name: String) {
    guard name.utf8.allSatisfy(\.isLowercaseHexadecimal) else { return nil }
    switch name.utf8.count {
    case 64: self = .sha256(name)
    case 40: self = .gitBlob(name)
    default: return nil
    }
  }

  /// The kind and the digits: `sha256:…` or `git:…`.
  public var description: String {
    switch self {
    case .sha256(let digits): "sha256:" + digits
    case .gitBlob(let digits): "git:" + digits
    }
  }
}

/// Which of a model's files are wanted; nothing else is fetched.
public enum ModelPart: Sendable, Hashable {
  /// config.json, or what stands for it; nothing where the model has none, as GGUF files need none.
  case configuration
  /// tokenizer.json, or the vocabularies that stand for it, with their settings; or the GGUF file that holds the vocabulary.
  case tokenizer
  /// The file of weights, or all parts of it; where they are sharded, the index, which lists the shards to ask for.
  case weights
  /// The shards of these names, which the index lists, in this order.
  case shards([String])
}

extension UInt8 {
  var isLowercaseHexadecimal: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
  }
}
