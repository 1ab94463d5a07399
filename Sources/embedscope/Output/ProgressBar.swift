import ByteFiles
import SafeText
import Work

/// One line on the standard error that shows how far a long work is: done, total, speed, time to go.
///
/// It redraws itself at most ten times a second, from any thread, and leaves nothing behind when it ends.
final class ProgressBar: Sendable {
  let title: String
  let unit: WorkProgress.Unit
  private let terminal: Terminal
  private let isShown: Bool
  private let state = Locked(State())

  private struct State {
    var start: ContinuousClock.Instant?
    var rate = SmoothedRate()
    var lastDrawn: ContinuousClock.Instant?
    var isDrawn = false
  }

  init(title: String, unit: WorkProgress.Unit, terminal: Terminal, isShown: Bool) {
    self.title = title
    self.unit = unit
    self.terminal = terminal
    self.isShown = isShown
  }

  /// Shows that `done` of `total` is done; `total` is nil where it is not known.
  func update(done: Int, total: Int?) {
    guard isShown else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      let start = state.start ?? now
      state.start = start
      state.rate.add(done: done, seconds: Self.seconds(now - start))
      if let last = state.lastDrawn, now - last < .milliseconds(100), done != total { return }
      let line = Self.line(
        title: title, unit: unit, done: done, total: total, speed: state.rate.perSecond, width: terminal.width)
      // The line before may have been longer.
      let rest = String(repeating: " ", count: max(0, terminal.width - 1 - DisplayWidth.of(line)))
      Messages.send("\r" + line + (terminal.clearsLines ? "\u{1B}[K" : rest))
      state.lastDrawn = now
      state.isDrawn = true
    }
  }

  /// Takes the line away.
  func finish() {
    state.withLock { state in
      guard state.isDrawn else { return }
      let clearing =
        terminal.clearsLines ? "\r\u{1B}[K" : "\r" + String(repeating: " ", count: terminal.width - 1) + "\r"
      Messages.send(clearing)
      state.isDrawn = false
    }
  }

  /// The line itself, at most `width` - 1 columns wide: `model.safetensors  [#####.....]  52%  286 MB of 548 MB  95 MB/s  3 s left`.
  static func line(
    title: String, unit: WorkProgress.Unit, done: Int, total: Int?, speed: Double?, width: Int
  ) -> String {
    var facts: [String] = []
    var bar = ""
    if let total, total > 0 {
      let fraction = min(1, max(0, Double(done) / Double(total)))
      let filled = Int(fraction * 20)
      bar = "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled) + "]"
      facts.append("\(Int(fraction * 100))%")
      facts.append("\(amount(done, unit)) of \(amount(total, unit))")
    } else {
      facts.append(amount(done, unit))
    }
    if let speed, speed > 0 {
      facts.append("\(amount(Int(min(speed, 1e15)), unit))/s")
      if let total, total > done { facts.append("\(duration(Double(total - done) / speed)) left") }
    }
    let tail = facts.joined(separator: "  ")
    let name = TerminalText.escape(title)
    // A long name gives way before the bar does.
    let room = width - 1 - DisplayWidth.of("    \(bar)\(tail)")
    let short = bar.isEmpty || room < 20 ? name : DisplayWidth.clipped(name, to: room)
    for parts in [[name, bar, tail], [short, bar, tail], [name, tail], [tail]] {
      let line = parts.filter { !$0.isEmpty }.joined(separator: "  ")
      if DisplayWidth.of(line) < width { return line }
    }
    return DisplayWidth.clipped(tail, to: width - 1)
  }

  /// `548 MB`, `3.6 MB`, `812 kB` as the model hub counts them (1 MB = 1,000,000 bytes), or the number of items.
  static func amount(_ count: Int, _ unit: WorkProgress.Unit) -> String {
    guard unit == .bytes else { return String(count) }
    return NumberText.bytes(count)
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 359_999).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
