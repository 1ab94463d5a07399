import Foundation
import SafeText
import Testing

@Suite("Values as JSON text")
struct JSONEncodingTests {
  struct Token: Codable, Equatable {
    var id: Int
    var raw: String
    var text: String?
    var special: Bool
  }

  struct Numbers: Encodable {
    var doubles: [Double]
    var floats: [Float]
    var small: Int8
    var large: UInt64
    var missing: Double?
  }

  private func text(_ value: some Encodable) throws -> String {
    String(decoding: try JSONText.encode(value), as: UTF8.self)
  }

  @Test("Keys come in the order they are declared, and all of them")
  func order() throws {
    let tokens = [
      Token(id: 262, raw: "Ġthe", text: " the", special: false), Token(id: 7, raw: "x", text: nil, special: true),
    ]
    #expect(
      try text(tokens)
        == #"[{"id":262,"raw":"Ġthe","text":" the","special":false},{"id":7,"raw":"x","text":null,"special":true}]"#)
  }

  @Test("Numbers are as short as they can be and read back the same; those that are none are null")
  func numbers() throws {
    let value = Numbers(
      doubles: [0, -0.0, 0.1, 1e300, .leastNonzeroMagnitude, 1.0 / 3, 100, .nan, .infinity],
      floats: [0.1, -.infinity, 3], small: -128,
      large: .max, missing: nil)
    #expect(
      try text(value)
        == #"{"doubles":[0,-0,0.1,1e+300,5e-324,0.3333333333333333,100,null,null],"floats":[0.1,null,3],"small":-128,"#
        + #""large":18446744073709551615,"missing":null}"#)
    struct Optionals: Encodable {
      var bytes: [UInt8]
      var mixed: [Int?]
      var flags: [Bool]
    }
    #expect(
      try text(Optionals(bytes: [1, 255], mixed: [1, nil], flags: [true]))
        == #"{"bytes":[1,255],"mixed":[1,null],"flags":[true]}"#)
  }

  @Test("Text stays what it was, with what is hidden as escapes")
  func strings() throws {
    #expect(try text(["a\"b\\c/\n\r\t\0\u{1B}\u{7F}"]) == #"["a\"b\\c/\n\r\t\u0000\u001b\u007f"]"#)
    #expect(try text(["\u{202E}é日😀\u{E0041}"]) == #"["\u202eé日😀\udb40\udc41"]"#)
    let hostile = "plain \u{0}\u{1}\u{2028}\u{FEFF}\u{10FFFF}\u{200D}👩\u{200D}💻\"\\</script>"
    let back = try JSONDecoder().decode([String].self, from: Data(try JSONText.encode([hostile])))
    #expect(back.first.map { Array($0.utf8) } == Array(hostile.utf8))
  }

  @Test("Objects and arrays within each other close where they should")
  func nesting() throws {
    struct Inner: Encodable { var a: [[Int]], b: [String: [Int]], c: Empty }
    struct Empty: Encodable {}
    struct Outer: Encodable { var first: Inner, rest: [Inner], none: [Inner], choice: Choice }
    enum Choice: Encodable { case pair(left: Int, right: String) }
    let inner = Inner(a: [[], [1, 2]], b: ["z": [], "é": [3], "a": [4]], c: Empty())
    let body = #"{"a":[[],[1,2]],"b":{"a":[4],"z":[],"é":[3]},"c":{}}"#
    #expect(
      try text(Outer(first: inner, rest: [inner, inner], none: [], choice: .pair(left: 1, right: "r")))
        == #"{"first":\#(body),"rest":[\#(body),\#(body)],"none":[],"choice":{"pair":{"left":1,"right":"r"}}}"#)
    #expect(try text([String: Int]()) == "{}")
    #expect(try text([Int]()) == "[]")
    #expect(try text("x") == #""x""#)
  }

  @Test("A value may put its own members into the object of another")
  func twoContainers() throws {
    struct Head: Encodable {
      var payload: Token
      enum CodingKeys: String, CodingKey { case schema }
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(1, forKey: .schema)
        try payload.encode(to: encoder)
      }
    }
    let head = Head(payload: Token(id: 1, raw: "r", text: nil, special: false))
    #expect(try text([head]) == #"[{"schema":1,"id":1,"raw":"r","text":null,"special":false}]"#)
  }

  @Test("Nested containers and superclasses, as hand-written encoders use them")
  func handWritten() throws {
    struct Keys: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
    struct Hand: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        var list = container.nestedUnkeyedContainer(forKey: Keys(stringValue: "list"))
        try list.encode(1)
        try list.encodeNil()
        var object = list.nestedContainer(keyedBy: Keys.self)
        try object.encode(2, forKey: Keys(stringValue: "n"))
        try list.encode(["k": "v"])
        #expect(list.count == 4)
        var nested = container.nestedContainer(keyedBy: Keys.self, forKey: Keys(stringValue: "object"))
        try nested.encodeNil(forKey: Keys(stringValue: "nothing"))
        try 3.encode(to: container.superEncoder())
      }
    }
    #expect(try text(Hand()) == #"{"list":[1,null,{"n":2},{"k":"v"}],"object":{"nothing":null},"super":3}"#)
  }

  @Test("Foundation reads back what is written")
  func roundTrip() throws {
    let tokens = (0..<500).map {
      Token(
        id: $0, raw: String(UnicodeScalar(UInt32($0 * 97) % 0xD800) ?? "x"), text: $0 % 3 == 0 ? nil : "t\($0)",
        special: $0 % 2 == 0)
    }
    #expect(try JSONDecoder().decode([Token].self, from: Data(try JSONText.encode(tokens))) == tokens)
  }
}
