import Figures
import FiguresCairo
import SafeText
import Work

/// Says what the fonts of this machine lack for figures, each thing once, however many figures there are.
final class FontNotes: Sendable {
  private let messages: Messages
  private let said = Locked<Set<String>>([])

  init(_ messages: Messages) { self.messages = messages }

  /// Looks at a figure that is drawn as `format`; an SVG brings no pictures of letters, so that its reader's fonts count.
  func check(_ figure: Figure, as format: FigureFormat, by renderer: FigureRenderer) throws {
    guard format != .svg else { return }
    let coverage = try renderer.fontCoverage(of: figure)
    if coverage.hasNoFont {
      say("no font is installed, so that PNG and PDF have boxes for letters; on Debian: apt install fonts-dejavu")
    }
    if let family = coverage.missingFamily {
      say("no font is called “\(family)” here; another is taken (fc-list : family lists those that there are)")
    }
    guard !coverage.missingCharacters.isEmpty else { return }
    let shown = coverage.missingCharacters.prefix(8).joined(separator: " ")
    let more = coverage.missingCharacters.count > 8 ? " …" : ""
    say(
      "no font here has \(shown)\(more), so that PNG and PDF have boxes for it; on Debian: apt install "
        + coverage.packages.joined(separator: " "))
  }

  private func say(_ text: String) {
    if said.withLock({ $0.insert(text).inserted }) { messages.note(text) }
  }
}
