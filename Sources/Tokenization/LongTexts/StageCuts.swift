extension PreTokenizer {
  /// Where this stage may see the parts of a long text one by one.
  var cuts: StageCuts {
    switch self {
    case .byteLevel(let stage): stage.cuts
    case .cutting(let cutter): cutter.cuts
    // A part that begins with a space gets no other one.
    case .metaspace(let stage): .init(independent: .space, dividing: stage.splits ? .space : [])
    case .sequence(let stages): StageCuts(stages.map(\.cuts))
    }
  }
}

extension Cutter {
  fileprivate var cuts: StageCuts {
    switch self {
    case .bert: .init(independent: .all, dividing: .all)
    case .digits: .init(independent: .all, dividing: [])
    case .fixedLength, .unicodeScripts: .no
    case .scalarSplit(let stage): stage.cuts
    case .split(let stage): stage.cuts
    // The low line is punctuation, and a character of words.
    case .whitespace: .init(independent: .all, dividing: [.space, .whitespace])
    }
  }
}

extension ByteLevelPreTokenizer {
  fileprivate var cuts: StageCuts {
    // A part that begins with a space gets no other one.
    let independent: TextCuts = addsPrefixSpace ? .space : .all
    return .init(independent: independent, dividing: splits ? independent : [])
  }
}

extension ScalarSplitPreTokenizer {
  fileprivate var cuts: StageCuts {
    // With the others a delimiter's fate depends on what came before it.
    guard behavior == .removed || behavior == .isolated || behavior == .mergedWithNext else { return .no }
    let dividing: TextCuts =
      switch delimiter {
      case .punctuation: .punctuation
      case .whitespace: [.space, .whitespace]
      case .scalar(let scalar): scalar == 0x20 ? .space : []
      }
    return .init(independent: .all, dividing: dividing)
  }
}

extension SplitPreTokenizer {
  fileprivate var cuts: StageCuts {
    guard behavior == .removed || behavior == .isolated else { return .no }
    switch pattern.kind {
    case .scanner(let scanner): return .init(independent: .all, dividing: scanner.endsWithLetters ? .all : [])
    case .literal(let literal):
      // A longer one could lie across.
      return literal.count == 1 ? .init(independent: .all, dividing: literal == [0x20] ? .space : []) : .no
    case .regex: return .no
    }
  }
}

extension PatternScanner {
  /// Whether white space and punctuation behind a letter always begin a new match.
  ///
  /// They do where a match that holds a letter ends behind the last of a run of letters, unless an apostrophe or a mark
  /// follows. No scanner looks at what is before a match.
  fileprivate var endsWithLetters: Bool {
    switch self {
    case .gpt2, .cl100k, .o200k, .deepSeek: true
    case .ideographs, .numbers, .repeatedSpaces: false
    }
  }
}

extension Normalizer {
  /// At which kinds of places the parts of a long text are rewritten as they are in the whole.
  ///
  /// What becomes of the two scalars at a place is looked at where it is cut, see ``CutFinder``.
  var cuts: TextCuts {
    switch self {
    // A scalar at a time, but for marks, which belong to the letter before them.
    case .bert, .llamaWords, .form, .lowercase, .stripAccents, .nmt: .all
    // A cluster at a time, or a scalar: a cluster ends behind a letter that neither a mark nor a letter follows.
    case .precompiled: .all
    case .replace(let stage): stage.cuts
    // The beginning of the text is something of its own, or its end, or the spelling is another one afterwards.
    case .strip, .prepend, .byteLevel, .sentencePiece, .translation: []
    case .sequence(let stages): stages.reduce(.all) { $0.intersection($1.cuts) }
    }
  }
}

extension ReplaceNormalizer {
  fileprivate var cuts: TextCuts {
    switch pattern.kind {
    // A longer one could lie across.
    case .literal(let literal): literal.count == 1 ? .all : []
    case .scanner(let scanner): scanner == .repeatedSpaces ? .all : []
    case .regex: []
    }
  }
}
