import ByteFiles
import ModelSources
import Work

/// Shows what is told while a model's files are fetched: a bar per file, and notices as lines.
final class FetchProgress: Sendable {
  private let messages: Messages
  private let bar: Locked<ProgressBar?> = Locked(nil)

  init(messages: Messages) {
    self.messages = messages
  }

  /// Takes one event, from any thread.
  @Sendable func show(_ event: FetchEvent) {
    switch event {
    case .notice(let text):
      bar.withLock { $0?.finish() }
      messages.note(text)
    case .progress(let file, let bytesDone, let total):
      bar.withLock { bar in
        if bar?.title != file {
          bar?.finish()
          bar = messages.progressBar(file)
        }
        bar?.update(done: bytesDone, total: total)
        if bytesDone == total { bar?.finish() }
      }
    }
  }
}
