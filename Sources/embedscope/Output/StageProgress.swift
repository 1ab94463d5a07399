import ByteFiles

/// Shows how far a work of several stages is: one bar after another.
final class StageProgress: Sendable {
  private let messages: Messages
  private let bar: Locked<ProgressBar?> = Locked(nil)

  init(messages: Messages) {
    self.messages = messages
  }

  /// Shows that `done` of `total` steps of the stage called `title` are done.
  func show(_ title: String, done: Int, total: Int) {
    bar.withLock { bar in
      if bar?.title != title {
        bar?.finish()
        bar = messages.progressBar(title, unit: .items)
      }
      bar?.update(done: done, total: total)
    }
  }

  /// Takes the bar away.
  func finish() {
    bar.withLock { bar in
      bar?.finish()
      bar = nil
    }
  }
}
