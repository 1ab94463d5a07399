import ByteFiles

extension SentencePieceVocabulary {
  /// Reads a SentencePiece `.model` file (`ModelProto` of sentencepiece_model.proto).
  init(_ bytes: UnsafeRawBufferPointer, file: String) throws {
    self.init(file: file)
    var reader = ProtobufReader(bytes, file: file)
    while let field = try reader.next() {
      switch field.number {
      case 1: pieces.append(try Self.piece(reader.message(field, "pieces[\(pieces.count)]")))
      case 2: try readTrainer(reader.message(field, "trainer_spec"))
      case 3: try readNormalizer(reader.message(field, "normalizer_spec"))
      case 5: try checkDenormalizer(reader.message(field, "denormalizer_spec"))
      default: break
      }
    }
  }

  private static func piece(_ message: ProtobufReader) throws -> Piece {
    var reader = message
    var piece = Piece(content: [], score: 0, type: .normal)
    while let field = try reader.next() {
      switch field.number {
      case 1:
        let content = try reader.data(field, "piece")
        if let offset = UTF8Validation.firstInvalidOffset(content) {
          throw ByteFilesError.invalidUTF8(file: reader.file, offset: field.offset + offset)
        }
        piece.content = Array(content)
      case 2: piece.score = try reader.float(field, "score")
      case 3:
        guard let type = TokenType(rawValue: try reader.integer(field, "type", below: 7)) else {
          throw reader.wrongKind("type", field, "a type from 1 to 6")
        }
        piece.type = type
      default: break
      }
    }
    return piece
  }

  private mutating func readTrainer(_ message: ProtobufReader) throws {
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 3:
        guard let algorithm = Algorithm(rawValue: try reader.integer(field, "model_type", below: 5)) else {
          throw reader.wrongKind("model_type", field, "a type from 1 to 4")
        }
        self.algorithm = algorithm
      case 24: normalization.putsSpaceBehind = try reader.bool(field, "treat_whitespace_as_suffix")
      case 35: hasByteFallback = try reader.bool(field, "byte_fallback")
      case 40: unknown.id = try reader.signed(field, "unk_id")
      case 41: beginning.id = try reader.signed(field, "bos_id")
      case 42: end.id = try reader.signed(field, "eos_id")
      case 44:
        // The reference hands it on as a C string.
        unknownSurface = String(try reader.text(field, "unk_surface").unicodeScalars.prefix { $0.value != 0 })
      case 45: unknown.content = try reader.text(field, "unk_piece")
      case 46: beginning.content = try reader.text(field, "bos_piece")
      case 47: end.content = try reader.text(field, "eos_piece")
      default: break
      }
    }
  }

  private mutating func readNormalizer(_ message: ProtobufReader) throws {
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 2: normalization.characterMap = Array(try reader.data(field, "precompiled_charsmap"))
      case 3: normalization.addsSpace = try reader.bool(field, "add_dummy_prefix")
      case 4: normalization.removesExtraSpaces = try reader.bool(field, "remove_extra_whitespaces")
      case 5: normalization.escapesSpaces = try reader.bool(field, "escape_whitespaces")
      default: break
      }
    }
  }

  private func checkDenormalizer(_ message: ProtobufReader) throws {
    var reader = message
    while let field = try reader.next() {
      if field.number == 2, try !reader.data(field, "precompiled_charsmap").isEmpty {
        throw TokenizationError.unsupported(
          file: file, field: "denormalizer_spec.precompiled_charsmap", found: "a map",
          reason: "text is decoded as the pieces spell it")
      }
    }
  }
}
