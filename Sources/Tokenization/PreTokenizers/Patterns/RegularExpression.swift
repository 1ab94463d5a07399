internal import CPCRE2

/// A regular expression, run by PCRE2.
///
/// The program is compiled once, to machine code where PCRE2 can do that; each call works on memory of its own, so that
/// many threads may use one expression. Limits bound what a pattern can cost: above them, it is an error.
final class RegularExpression: @unchecked Sendable, Equatable {
  /// The expression as it was given.
  let pattern: String
  // SAFETY (`@unchecked Sendable`): compiled code and match contexts are only read after `init`; PCRE2 documents both as
  // safe to share between threads.
  private let code: OpaquePointer
  private let limits: OpaquePointer

  /// How often a single match may back up; the reference's engine has the same bound.
  static let matchLimit: UInt32 = 10_000_000
  /// How many KiB a match may use where PCRE2 interprets.
  static let heapLimit: UInt32 = 256 << 10

  /// Compiles `pattern`.
  ///
  /// - Throws: ``TokenizationError/badPattern(pattern:offset:reason:)``.
  init(_ pattern: String) throws {
    self.pattern = pattern
    var error: CInt = 0
    var offset = 0
    let options = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_MULTILINE) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    let utf8 = Array(pattern.utf8)
    guard
      let code = utf8.withUnsafeBufferPointer({
        // SAFETY: the pointer and its length come from one buffer, which outlives the call.
        pcre2_compile_8($0.baseAddress, $0.count, options, &error, &offset, nil)
      })
    else { throw TokenizationError.badPattern(pattern: pattern, offset: offset, reason: Self.message(error)) }
    guard let limits = pcre2_match_context_create_8(nil) else {
      pcre2_code_free_8(code)
      throw TokenizationError.badPattern(pattern: pattern, offset: 0, reason: "out of memory")
    }
    pcre2_set_match_limit_8(limits, Self.matchLimit)
    pcre2_set_heap_limit_8(limits, Self.heapLimit)
    // Where there is no compiler for this machine, PCRE2 interprets: the same matches, more slowly.
    _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    self.code = code
    self.limits = limits
  }

  deinit {
    pcre2_match_context_free_8(limits)
    pcre2_code_free_8(code)
  }

  static func == (left: RegularExpression, right: RegularExpression) -> Bool { left.pattern == right.pattern }

  /// Calls `body` with each match inside `range` of valid UTF-8, from left to right.
  ///
  /// - Throws: ``TokenizationError/patternLimit(pattern:offset:)``, and what `body` throws.
  func forEachMatch(
    in bytes: UnsafeBufferPointer<UInt8>, within range: Range<Int>, _ body: (Range<Int>) throws -> Void
  ) throws {
    guard !range.isEmpty else { return }
    let subject = UnsafeBufferPointer(rebasing: bytes[range])
    guard let data = pcre2_match_data_create_8(1, nil) else {
      throw TokenizationError.patternLimit(pattern: pattern, offset: range.lowerBound)
    }
    defer { pcre2_match_data_free_8(data) }
    var start = 0
    var lastEnd = -1
    while start <= subject.count, let match = try find(subject, from: start, data, base: range.lowerBound) {
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

  /// The first match at `start` or after it.
  private func find(
    _ subject: UnsafeBufferPointer<UInt8>, from start: Int, _ data: OpaquePointer, base: Int
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
