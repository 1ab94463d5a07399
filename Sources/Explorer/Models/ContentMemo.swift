import Work

/// Answers that are made once, when they are first asked for, whoever asks.
final class ContentMemo: Sendable {
  private let entries: Locked<[String: Entry]> = Locked([:])

  /// A place for one answer; whoever else asks for it meanwhile waits here, and not at the others.
  private final class Entry: Sendable {
    let content: Locked<Content?> = Locked(nil)
  }

  /// The answer `name`; a failure is thrown each time it is asked for.
  ///
  /// - Parameter name: One of a fixed number of names: nothing is ever forgotten.
  func content(_ name: String, _ make: () throws -> Content) throws -> Content {
    let entry = entries.withLock { entries in
      let entry = entries[name] ?? Entry()
      entries[name] = entry
      return entry
    }
    return try entry.content.withLock { content in
      if let content { return content }
      let made = try make()
      content = made
      return made
    }
  }
}
