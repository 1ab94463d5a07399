import ByteFiles
public struct ModelConfiguration: Sendable { public var vocabularySize: Int?; public init(path: String) throws { vocabularySize = try JSONValue(path: path)["vocab_size"]?.integer } }
