import Foundation

/// A file under Tests/Fixtures, which a script in Scripts/ wrote.
public enum Fixture {
  /// The path of Tests/Fixtures/`name`.
  public static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures").appendingPathComponent(name).path
  }

  /// The bytes of Tests/Fixtures/`name`.
  public static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The value that the JSON in Tests/Fixtures/`name` holds.
  public static func decode<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: path(name))))
  }
}
