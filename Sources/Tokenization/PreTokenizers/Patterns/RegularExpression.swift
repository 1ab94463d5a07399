internal import CPCRE2

/// A regular expression of the references, run by PCRE2.
///
/// The program is compiled once, to machine code where PCRE2 can do that; each call works on memory of its own, so that
/// many threads may use one expression. Steps are counted: a pattern that takes too many on a text is an error.
final class RegularExpression: @unchecked Sendable, Equatable {
  /// The expression as it was given.
  let pattern: String
  /// Whose expression it is.
  let dialect: RegexDialect
  // SAFETY (`@unchecked Sendable`): compiled code is only read after `init`; PCRE2 documents it as safe to share.
  private let code: OpaquePointer

  /// How often a single match may back up between two callouts.
  private static let matchLimit: UInt32 = 10_000_000
  /// How many KiB a match may use where PCRE2 interprets.
  private static let heapLimit: UInt32 = 256 << 10

  /// Compiles `pattern`.
  ///
  /// - Throws: ``TokenizationError/badPattern(pattern:offset:reason:)``.
  init(_ pattern: String, dialect: RegexDialect = .oniguruma) throws {
    self.pattern = pattern
    self.dialect = dialect
    var translator = PatternTranslator(pattern, dialect: dialect)
    let translated = try translator.translated()
    var error: CInt = 0
    var offset = 0
    let options = UInt32(PCRE2_UTF) | UInt32(PCRE2_MULTILINE) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    let settings = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(settings) }
    guard let settings, pcre2_set_newline_8(settings, UInt32(PCRE2_NEWLINE_LF)) == 0,
      let code = translated.withUnsafeBufferPointer({
        // SAFETY: the pointer and its length come from one buffer, which outlives the call.
        pcre2_compile_8($0.baseAddress, $0.count, options, &error, &offset, settings)
      })
    else { throw TokenizationError.badPattern(pattern: pattern, offset: 0, reason: Self.message(error)) }
    // Where there is no compiler for this machine, PCRE2 interprets: the same matches, more slowly.
    _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    self.code = code
  }

  deinit { pcre2_code_free_8(code) }

  static func == (left: RegularExpression, right: RegularExpression) -> Bool {
    left.pattern == right.pattern && left.dialect == right.dialect
  }

  /// What a call may cost, counted at the callouts that ``PatternTranslator`` puts in: one for each, and the way between them.
  private struct Steps {
    var left: Int
    var position = 0

    /// Enough for any pattern that is of use: they take few steps for each byte.
    init(for length: Int) { left = 100_000 + 1000 * min(length, 10_000) + 100 * length }
  }

  /// Calls `body` with each match inside `range` of valid UTF-8, from left to right.
  ///
  /// - Throws: ``TokenizationError/patternLimit(pattern:offset:)``, and what `body` throws.
  func forEachMatch(
    in bytes: UnsafeBufferPointer<UInt8>, within range: Range<Int>, _ body: (Range<Int>) throws -> Void
  ) throws {
    guard !range.isEmpty else { return }
    var steps = Steps(for: range.count)
    try withUnsafeMutablePointer(to: &steps) { steps in
      try withMatcher(steps, at: range.lowerBound) { data, limits in
        let subject = UnsafeBufferPointer(rebasing: bytes[range])
        var start = 0
        var lastEnd = -1
        while start <= subject.count, let match = try find(subject, from: start, data, limits, base: range.lowerBound) {
          if match.isEmpty, match.lowerBound == lastEnd {
            // As in the reference: no empty match where the last one ended.
            start = match.lowerBound
            repeat { start += 1 } while start < subject.count && UTF8Scalars.isContinuation(subject[start])
            continue
          }
          try body(range.lowerBound + match.lowerBound..<range.lowerBound + match.upperBound)
          start = match.upperBound
          lastEnd = match.upperBound
        }
      }
    }
  }

  /// Calls `body` with memory for the result of a match, and with its limits.
  private func withMatcher(
    _ steps: UnsafeMutablePointer<Steps>, at offset: Int, _ body: (OpaquePointer, OpaquePointer) throws -> Void
  ) throws {
    guard let data = pcre2_match_data_create_8(1, nil) else {
      throw TokenizationError.patternLimit(pattern: pattern, offset: offset)
    }
    defer { pcre2_match_data_free_8(data) }
    guard let limits = pcre2_match_context_create_8(nil) else {
      throw TokenizationError.patternLimit(pattern: pattern, offset: offset)
    }
    defer { pcre2_match_context_free_8(limits) }
    pcre2_set_match_limit_8(limits, Self.matchLimit)
    pcre2_set_heap_limit_8(limits, Self.heapLimit)
    pcre2_set_callout_8(
      limits,
      { block, context in
        guard let block, let context else { return PCRE2_ERROR_CALLOUT }
        // SAFETY: the context is the pointer to `Steps` set below, which outlives the matches; nothing else uses it meanwhile.
        let steps = context.assumingMemoryBound(to: Steps.self)
        let position = Int(block.pointee.current_position)
        steps.pointee.left -= 1 + abs(position - steps.pointee.position)
        steps.pointee.position = position
        return steps.pointee.left < 0 ? PCRE2_ERROR_CALLOUT : 0
      }, steps)
    try body(data, limits)
  }

  /// The first match at `start` or after it.
  private func find(
    _ subject: UnsafeBufferPointer<UInt8>, from start: Int, _ data: OpaquePointer, _ limits: OpaquePointer, base: Int
  ) throws -> Range<Int>? {
    // SAFETY: the subject is valid UTF-8 and `start` lies on a scalar of it or at its end, as NO_UTF_CHECK demands; the
    // pointer is valid for `count` bytes.
    var result = pcre2_match_8(
      code, subject.baseAddress, subject.count, start, UInt32(PCRE2_NO_UTF_CHECK), data, limits)
    if result == PCRE2_ERROR_JIT_STACKLIMIT {
      let options = UInt32(PCRE2_NO_UTF_CHECK) | UInt32(PCRE2_NO_JIT)
      result = pcre2_match_8(code, subject.baseAddress, subject.count, start, options, data, limits)
    }
    if result == PCRE2_ERROR_NOMATCH { return nil }
    guard result >= 0, let offsets = pcre2_get_ovector_pointer_8(data) else {
      throw TokenizationError.patternLimit(pattern: pattern, offset: base + start)
    }
    // SAFETY: after a match, the vector holds at least the two offsets of the whole match.
    return offsets[0]..<max(offsets[0], offsets[1])
  }

  private static func message(_ error: CInt) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = buffer.withUnsafeMutableBufferPointer {
      // SAFETY: the pointer and its length come from one buffer.
      pcre2_get_error_message_8(error, $0.baseAddress, $0.count)
    }
    return length < 0 ? "error \(error)" : String(decoding: buffer.prefix(Int(length)), as: UTF8.self)
  }
}
