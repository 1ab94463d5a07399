/// Text printed for a person: nothing in it can move the cursor, change colours or reverse the line.
package enum TerminalText {
  /// `text` on one line.
  package static func escape(_ text: String) -> String { RightToLeft.isolated(VisibleText.visible(text)) }

  /// `text` with its line breaks kept: for messages that have several lines.
  package static func escapeLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { escape(String($0)) }.joined(separator: "\n")
  }
}
