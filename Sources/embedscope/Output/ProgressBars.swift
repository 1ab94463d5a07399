import Work

/// Shows how far a work is: a bar for each of its stages, one after another.
final class ProgressBars: Sendable {
  private let messages: Messages
  private let bar: Locked<ProgressBar?> = Locked(nil)

  init(messages: Messages) {
    self.messages = messages
  }

  /// What the work tells its steps to.
  var progress: WorkProgress {
    WorkProgress(noted: { [self] text in
      bar.withLock { $0?.finish() }
      messages.note(text)
    }) { [self] in show($0) }
  }

  private func show(_ step: WorkProgress.Step) {
    bar.withLock { bar in
      if bar?.title != step.stage {
        bar?.finish()
        bar = messages.progressBar(step.stage, unit: step.unit)
      }
      bar?.update(done: step.done, total: step.total)
      if step.done == step.total { bar?.finish() }
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
