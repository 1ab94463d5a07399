extension TokenizerClass {
  /// Whisper: before a text stand the tokens that say what is to be done, and times are left out of decoded text.
  static let whisper = TokenizerClass(name: "WhisperTokenizer", files: ["vocab.json", "merges.txt"]) { context in
    let end = "<|endoftext|>"
    var pipeline = ClassPipeline(
      preTokenizer: .byteLevel(
        ByteLevelPreTokenizer(addsPrefixSpace: try context.options.bool("add_prefix_space") ?? false)),
      model: .bytePairs(try context.bytePairs()),
      decoder: .sequence([
        .byteLevel, .fuse,
        .replace(ReplaceDecoder(pattern: try SplitPattern(regex: #"<\|(\d+\.\d+)\|>"#), content: [])),
      ]),
      roles: context.roles(["unk_token": end, "bos_token": end, "eos_token": end]))
    let prompt = try WhisperPrompt(context.options)
    pipeline.template = .own { try prompt.postProcessor($0) }
    return pipeline
  }
}

/// What Whisper's configuration says of a text: language, task, and whether times are wanted.
private struct WhisperPrompt {
  private var language: String?
  private var task: String?
  private var hasTimes: Bool

  init(_ options: FolderOptions) throws {
    hasTimes = try options.bool("predict_timestamps") ?? false
    task = try options.string("task")
    if let task, task != "transcribe", task != "translate" {
      throw TokenizationError.unexpected(
        file: options.file, field: "task", expected: "“transcribe” or “translate”", found: "“\(task)”")
    }
    guard let name = try options.string("language")?.lowercased() else { return }
    guard let code = Self.names[name] ?? (Self.codes.contains(name) ? name : nil) else {
      throw TokenizationError.unexpected(
        file: options.file, field: "language", expected: "a language that Whisper knows", found: "“\(name)”")
    }
    language = code
  }

  /// The tokens before a text, and the one after it; languages follow the first token in their order.
  func postProcessor(_ ids: ClassPipeline.RoleIDs) throws -> PostProcessor {
    let start = try ids.token(text: "<|startoftranscript|>")
    var tokens = [start]
    if let language, let index = Self.codes.firstIndex(of: language) {
      tokens.append(try ids.token(id: start.id + 1 + index))
    }
    if let task { tokens.append(try ids.token(text: "<|\(task)|>")) }
    if !hasTimes { tokens.append(try ids.token(text: "<|notimestamps|>")) }
    let before = tokens.map { TemplateProcessing.Piece.tokens([$0], typeID: 0) }
    let end = try ids.token("eos_token")
    return .template(
      TemplateProcessing(
        single: before + [.text(0, typeID: 0), .tokens([end], typeID: 0)],
        pair: before + [.text(0, typeID: 0), .text(1, typeID: 1), .tokens([end], typeID: 1)]))
  }

  /// The codes of languages, in the order of their tokens.
  private static let codes = words(
    """
    en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt
    la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc
    ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue
    """)

  /// Languages by their names.
  private static let names: [String: String] = {
    var names: [String: String] = [:]
    for entry in nameTable.utf8.split(separator: UInt8(ascii: ",")) {
      let line = entry.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
      let parts = line.split(separator: UInt8(ascii: "="))
      guard parts.count == 2, let name = String(parts[0]), let code = String(parts[1]) else { continue }
      names[name] = code
    }
    return names
  }()

  private static let nameTable = """
    english=en, chinese=zh, german=de, spanish=es, russian=ru, korean=ko, french=fr, japanese=ja,
    portuguese=pt, turkish=tr, polish=pl, catalan=ca, dutch=nl, arabic=ar, swedish=sv, italian=it,
    indonesian=id, hindi=hi, finnish=fi, vietnamese=vi, hebrew=he, ukrainian=uk, greek=el, malay=ms,
    czech=cs, romanian=ro, danish=da, hungarian=hu, tamil=ta, norwegian=no, thai=th, urdu=ur, croatian=hr,
    bulgarian=bg, lithuanian=lt, latin=la, maori=mi, malayalam=ml, welsh=cy, slovak=sk, telugu=te,
    persian=fa, latvian=lv, bengali=bn, serbian=sr, azerbaijani=az, slovenian=sl, kannada=kn, estonian=et,
    macedonian=mk, breton=br, basque=eu, icelandic=is, armenian=hy, nepali=ne, mongolian=mn, bosnian=bs,
    kazakh=kk, albanian=sq, swahili=sw, galician=gl, marathi=mr, punjabi=pa, sinhala=si, khmer=km, shona=sn,
    yoruba=yo, somali=so, afrikaans=af, occitan=oc, georgian=ka, belarusian=be, tajik=tg, sindhi=sd,
    gujarati=gu, amharic=am, yiddish=yi, lao=lo, uzbek=uz, faroese=fo, haitian creole=ht, pashto=ps,
    turkmen=tk, nynorsk=nn, maltese=mt, sanskrit=sa, luxembourgish=lb, myanmar=my, tibetan=bo, tagalog=tl,
    malagasy=mg, assamese=as, tatar=tt, hawaiian=haw, lingala=ln, hausa=ha, bashkir=ba, javanese=jw,
    sundanese=su, cantonese=yue, burmese=my, valencian=ca, flemish=nl, haitian=ht, letzeburgesch=lb,
    pushto=ps, panjabi=pa, moldavian=ro, moldovan=ro, sinhalese=si, castilian=es, mandarin=zh
    """

  private static func words(_ text: String) -> [String] {
    text.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.compactMap { String($0) }
  }
}
