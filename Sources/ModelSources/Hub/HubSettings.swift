#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import ByteFiles

/// Where the hub and its cache are, who asks, and whether the network may be used.
///
/// Options win over the environment, which is read as the Python tools read it.
public struct HubSettings: Sendable {
  /// The cache folder: option, `HF_HUB_CACHE`, `HF_HOME/hub`, `$XDG_CACHE_HOME/huggingface/hub`,
  /// `~/.cache/huggingface/hub`; the first that is set.
  public var cacheDirectory: String
  /// The hub's address without a slash at its end: `HF_ENDPOINT`, or the public hub.
  public var endpoint: String
  /// No network call at all: option, or `HF_HUB_OFFLINE` or `TRANSFORMERS_OFFLINE` being 1, ON, YES or TRUE.
  public var isOffline: Bool
  /// Shown to `endpoint` and to nobody else: option, `HF_TOKEN`, or the file that `HF_TOKEN_PATH` or `HF_HOME` leads to.
  public var token: String? { didSet { tokenOrigin = .given } }
  /// Where ``token`` comes from.
  public private(set) var tokenOrigin = TokenOrigin.given

  /// How often a broken transfer is taken up again without a new byte having come; and the first pause, in seconds.
  package var retries = 4
  package var retryDelay = 0.5
  /// The time in seconds that a server may ask to wait, all in all.
  package var longestWait = 300.0
  /// Whether files are described that would be fetched, instead of fetching them.
  package var isDryRun = false
  /// Over how many connections a large part of a file is fetched, and the sizes between which the pieces lie that it is cut into.
  package var connections = 4
  package var leastPieceBytes = 4 << 20
  package var pieceBytes = 32 << 20
  /// As whom the hub is asked without a token.
  private let withoutToken: Asker
  /// Whether snapshots hold links (the rule) or the files themselves (`HF_HUB_DISABLE_SYMLINKS`).
  var usesLinks = true

  /// The public hub.
  public static let defaultEndpoint = "https://huggingface.co"

  /// Reads the settings from options and from the environment.
  ///
  /// Throws ``ModelSourcesError/invalidSetting(name:reason:)`` for an endpoint that is no http(s) address and for a token
  /// that cannot stand in a header.
  public init(
    cacheDirectory: String? = nil, endpoint: String? = nil, offline: Bool = false, token: String? = nil,
    environment: @escaping (String) -> String? = HubSettings.processEnvironment
  ) throws {
    let variables = HubEnvironment(read: environment)
    self.cacheDirectory = cacheDirectory ?? variables.cacheDirectory
    self.endpoint = try Self.checked(endpoint: endpoint ?? variables["HF_ENDPOINT"] ?? Self.defaultEndpoint)
    isOffline = offline || variables.isOffline
    let stored = token == nil ? variables.token() : nil
    self.token = try Self.checked(token: token ?? stored?.token, origin: stored?.origin ?? .given)
    tokenOrigin = stored?.origin ?? .given
    withoutToken = variables.keepsTokenBack ? .tokenKeptBack : .nobody(searched: variables.tokenPath)
    usesLinks = !variables.isTrue("HF_HUB_DISABLE_SYMLINKS")
  }

  /// The value of an environment variable of this process; nil when it is not set.
  public static func processEnvironment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// As whom the hub is asked.
  var asker: Asker { token == nil ? withoutToken : .token(tokenOrigin, worksWithout: nil) }

  private static func checked(endpoint: String) throws -> String {
    var text = endpoint
    while text.hasSuffix("/") { text.removeLast() }
    guard WebAddress(text) != nil, !text.contains("?"), !text.contains("#") else {
      throw ModelSourcesError.invalidSetting(
        name: "HF_ENDPOINT", reason: "“\(ModelSourcesError.shortened(endpoint))” is no http or https address")
    }
    return text
  }

  private static func checked(token: String?, origin: TokenOrigin) throws -> String? {
    guard let token else { return nil }
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let trimmed = Array(token.utf8.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    guard trimmed.allSatisfy({ (0x21...0x7E).contains($0) }), trimmed.count <= 4096 else {
      throw ModelSourcesError.invalidSetting(name: "HF_TOKEN", reason: "it has characters that no token has")
    }
    return trimmed.isEmpty ? nil : String(decoding: trimmed, as: UTF8.self)
  }
}

/// The environment variables that the Python tools know.
struct HubEnvironment {
  let read: (String) -> String?

  /// The variable's value; nil when it is not set or empty.
  subscript(name: String) -> String? { read(name).flatMap { $0.isEmpty ? nil : $0 } }

  func isTrue(_ name: String) -> Bool {
    ["1", "ON", "YES", "TRUE"].contains(read(name)?.uppercased() ?? "")
  }

  // The first one that is set decides, as with Python's `or`.
  var isOffline: Bool {
    self["HF_HUB_OFFLINE"] != nil ? isTrue("HF_HUB_OFFLINE") : isTrue("TRANSFORMERS_OFFLINE")
  }

  var home: String {
    if let home = self["HF_HOME"] { return expanded(home) }
    return expanded(self["XDG_CACHE_HOME"] ?? "~/.cache") + "/huggingface"
  }

  var cacheDirectory: String {
    let named = self["HF_HUB_CACHE"] ?? self["HUGGINGFACE_HUB_CACHE"]
    return named.map(expanded) ?? home + "/hub"
  }

  /// Whether the user's token is not to be sent unasked.
  var keepsTokenBack: Bool { isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN") }

  /// The file where the hub's own tool keeps the token.
  var tokenPath: String { self["HF_TOKEN_PATH"].map(expanded) ?? home + "/token" }

  /// The token that the user is logged in with; nil when there is none, or when it is not to be sent unasked.
  func token() -> (token: String, origin: TokenOrigin)? {
    if keepsTokenBack { return nil }
    for name in ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"] {
      if let token = self[name] { return (token, .variable(name)) }
    }
    let path = tokenPath
    guard let size = FilePaths.size(of: path), size <= 4096, let file = try? MappedFile(path: path) else { return nil }
    let token = file.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    return (token, .file(path: path, variable: self["HF_TOKEN_PATH"] == nil ? nil : "HF_TOKEN_PATH"))
  }

  /// Puts values for `~/`, `$NAME` and `${NAME}`; names that are not set stay as they are.
  func expanded(_ path: String) -> String {
    var result = ""
    var rest = Substring(FilePaths.expandingHome(path, environment: read))
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      let after = rest[rest.index(after: dollar)...]
      let isBraced = after.first == "{"
      let name = (isBraced ? after.dropFirst() : after).prefix {
        $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber))
      }
      let end = isBraced ? after[name.endIndex...].dropFirst().startIndex : name.endIndex
      let isClosed = !isBraced || after[name.endIndex...].first == "}"
      if !name.isEmpty, isClosed, let value = read(String(name)) {
        result += value
        rest = after[end...]
      } else {
        result += "$"
        rest = after
      }
    }
    return result + rest
  }
}
