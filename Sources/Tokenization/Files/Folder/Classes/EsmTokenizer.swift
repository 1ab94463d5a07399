extension TokenizerClass {
  /// ESM: every token of the vocabulary is found wherever it stands, and what is left between spaces is unknown.
  ///
  /// The class is written in Python alone and gives no offsets; here they are the places where the tokens stand.
  static let esm = TokenizerClass(name: "EsmTokenizer", files: ["vocab.txt"], needs: ["vocab.txt"]) { context in
    let table = try VocabularyReader.table(lines: context.path("vocab.txt"), trimsLeft: true)
    let roles = context.roles([
      "unk_token": "<unk>", "cls_token": "<cls>", "pad_token": "<pad>", "mask_token": "<mask>", "eos_token": "<eos>",
    ])
    var pipeline = ClassPipeline(
      preTokenizer: .cutting(
        .split(SplitPreTokenizer(pattern: try SplitPattern(regex: #"[\s\x1C-\x1F]+"#), behavior: .removed))),
      model: .wordLevel(
        WordLevelModel(table: table, unknown: UnknownToken(roles["unk_token"]?.string ?? "", in: table))),
      decoder: .spaces, roles: roles)
    pipeline.numbering = .count
    pipeline.present = (0..<table.idLimit).compactMap { id in
      guard let content = table.withBytes(of: id, { Array($0) }), table.id(of: content) == id, !content.isEmpty else {
        return nil
      }
      return AddedToken(content: content, id: id)
    }
    pipeline.template = .own { ids in
      let first = TemplateProcessing.Piece.tokens([try ids.token("cls_token")], typeID: 0)
      let last = try ids.optionalToken("eos_token").map { TemplateProcessing.Piece.tokens([$0], typeID: 0) }
      let single = [first, .text(0, typeID: 0)] + [last].compactMap { $0 }
      return .template(
        TemplateProcessing(single: single, pair: single + [.text(1, typeID: 0)] + [last].compactMap { $0 }))
    }
    return pipeline
  }
}
