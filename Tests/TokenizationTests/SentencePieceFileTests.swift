import ByteFiles
import TestSupport
import Testing

@testable import Tokenization

/// One test per way in which a SentencePiece model can lie.
@Suite struct SentencePieceFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// One field of a protocol buffer.
  private static func field(_ number: UInt8, _ value: [UInt8]) -> [UInt8] {
    // Lengths below 128 take one byte, those below 16,384 two.
    let length = value.count < 128 ? [UInt8(value.count)] : [UInt8(value.count & 127 | 128), UInt8(value.count >> 7)]
    return [number << 3 | 2] + length + value
  }

  private static func field(_ number: UInt8, _ value: UInt8) -> [UInt8] { [number << 3, value] }

  private static func float(_ number: UInt8, _ value: Float) -> [UInt8] {
    [number << 3 | 5] + (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
  }

  private static func piece(_ content: [UInt8], score: Float = -1, type: UInt8 = 1) -> [UInt8] {
    field(1, field(1, content) + float(2, score) + field(3, type))
  }

  private static func piece(_ content: String, score: Float = -1, type: UInt8 = 1) -> [UInt8] {
    piece(Array(content.utf8), score: score, type: type)
  }

  private static let unknown = piece("<unk>", score: 0, type: 2)
  private static let bpe = field(2, field(3, 2))

  private func open(_ bytes: [UInt8]) throws -> Tokenizer {
    try Tokenizer.open(sentencePiece: folder.write("tokenizer.model", bytes))
  }

  private func error(_ bytes: [UInt8]) -> TokenizationError? {
    do {
      _ = try open(bytes)
      return nil
    } catch {
      return error as? TokenizationError
    }
  }

  private func field(of bytes: [UInt8]) -> String? {
    do {
      _ = try open(bytes)
      return nil
    } catch ByteFilesError.unexpected(_, let field, _, _), TokenizationError.unexpected(_, let field, _, _) {
      return field
    } catch {
      return nil
    }
  }

  @Test func aSmallModelByHand() throws {
    let tokenizer = try open(Self.unknown + Self.piece("▁a") + Self.piece("b") + Self.bpe)
    #expect(try tokenizer.encode("ab").ids == [0, 2])
    #expect(try open(Self.unknown + Self.piece("▁") + Self.piece("b")).encode("b").ids == [1, 2])
  }

  @Test func unknownFieldsArePassedOver() throws {
    let more =
      Self.field(9, [1, 2, 3]) + [15 << 3] + [0xFF, 0x01] + [14 << 3 | 5, 0, 0, 0, 0] + [13 << 3 | 1]
      + [UInt8](repeating: 0, count: 8)
    #expect(try open(more + Self.unknown + Self.piece("a") + Self.bpe).vocabulary.count == 2)
  }

  @Test(arguments: [
    [0x0A], [0x0A, 0x05, 0x01], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
    [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
    [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
    [0x0B], [0x0C], [0x0F], [0x00, 0x00], [0x02, 0x00], [0x0D, 0, 0, 0], [0x09, 0, 0], [0x80],
  ])
  func brokenWireFormat(bytes: [UInt8]) throws {
    #expect(field(of: bytes)?.contains("byte") == true, "\(bytes)")
  }

  @Test func fieldsOfAnotherKind() throws {
    #expect(field(of: [0x08, 0x01])?.contains("pieces[0]") == true)
    #expect(field(of: Self.field(1, Self.field(1, 5)))?.contains("pieces[0].piece") == true)
    #expect(field(of: Self.field(1, Self.field(2, 5)))?.contains("score") == true)
    #expect(field(of: Self.field(1, Self.field(3, 7)))?.contains("type") == true)
    #expect(field(of: Self.field(1, Self.field(3, 0)))?.contains("type") == true)
    #expect(field(of: Self.field(2, Self.field(3, 9)))?.contains("model_type") == true)
    #expect(field(of: Self.field(3, Self.field(3, [1])))?.contains("add_dummy_prefix") == true)
  }

  @Test func piecesThatCannotBe() throws {
    #expect(field(of: Self.unknown + Self.piece("") + Self.bpe) == "pieces[1]")
    #expect(field(of: Self.unknown + Self.piece("a", score: .nan) + Self.bpe) == "pieces[1].score")
    #expect(field(of: Self.unknown + Self.piece("a", score: -.infinity)) == "pieces[1].score")
    #expect(throws: ByteFilesError.self) { try open(Self.unknown + Self.piece([0x61, 0xFF])) }
    guard case .duplicateToken(_, "a", 2, 1)? = error(Self.unknown + Self.piece("a") + Self.piece("a")) else {
      Issue.record("no error for a piece that comes twice")
      return
    }
  }

  @Test func oneUnknownPieceNoMoreNoLess() throws {
    guard case .missing? = error(Self.piece("a")) else {
      Issue.record("no error without an unknown piece")
      return
    }
    #expect(field(of: Self.unknown + Self.piece("<u>", type: 2)) == "pieces[1].type")
    #expect(error([]) == .emptyVocabulary(file: folder.path + "/tokenizer.model"))
  }

  @Test func bytePiecesAllOrNone() throws {
    let fallback = Self.field(2, Self.field(3, 2) + [0x98, 0x02, 0x01])
    #expect(field(of: Self.unknown + Self.piece("<0x00>", type: 6) + Self.bpe) == "pieces[1].type")
    #expect(field(of: Self.unknown + Self.piece("<0x0g>", type: 6) + fallback) == "pieces[1]")
    #expect(field(of: Self.unknown + Self.piece("<0xe2>", type: 6) + fallback) == "pieces[1]")
    #expect(
      error(Self.unknown + Self.piece("<0x00>", type: 6) + fallback)
        == .tokenNotInVocabulary(file: folder.path + "/tokenizer.model", field: "pieces", token: "<0x01>"))
  }

  @Test func whatIsNotSupportedIsNamed() throws {
    func found(_ bytes: [UInt8]) -> String? {
      guard case .unsupported(_, _, let found, _)? = error(bytes) else { return nil }
      return found
    }
    #expect(found(Self.unknown + Self.piece("a") + Self.field(2, Self.field(3, 3))) == "WORD")
    #expect(found(Self.unknown + Self.piece("a", type: 5) + Self.bpe) == "UNUSED")
    #expect(found(Self.unknown + Self.piece("a") + Self.field(5, Self.field(2, [1]))) == "a map")
  }

  @Test func aBrokenMapOfCharacters() throws {
    for map in [[1], [0, 0, 0, 0, 1], [8, 0, 0, 0, 1, 2, 3, 4], [255, 255, 255, 255, 0, 0, 0, 0, 0]] as [[UInt8]] {
      #expect(error(Self.unknown + Self.piece("a") + Self.field(3, Self.field(2, map))) != nil, "\(map)")
    }
  }

  @Test(arguments: SentencePieceTests.names)
  func spoiledBytesAreErrorsOrOtherTokenizers(name: String) throws {
    let bytes = Array(try Fixture.bytes("tokenizer-files/\(name).model"))
    var opened = 0
    for index in stride(from: 0, to: bytes.count, by: 61) {
      for flip in [0x01, 0x10, 0x80, 0xFF] as [UInt8] {
        var spoiled = bytes
        spoiled[index] ^= flip
        guard let tokenizer = try? open(spoiled) else { continue }
        opened += 1
        for text in ["the words ½ xx ﬁ \u{AD}\u{3000}é", "<sep>\u{301}\u{10FFFF}", ""] {
          _ = try tokenizer.decode(tokenizer.encode(text).ids)
        }
      }
    }
    #expect(opened > 0)
    for length in stride(from: 0, to: bytes.count, by: 97) { _ = try? open(Array(bytes[..<length])) }
  }
}
