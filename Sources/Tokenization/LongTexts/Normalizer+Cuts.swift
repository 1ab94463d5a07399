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
    case .known(let known): known == .repeatedSpaces ? .all : []
    case .regex: []
    }
  }
}
