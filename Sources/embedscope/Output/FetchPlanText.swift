import Figures
import SafeText
import Studies
import Workspace

/// What `--dry-run` prints for people.
enum FetchPlanText {
  /// A line for each file, and the sum of what has to be fetched.
  static func text(_ plan: FetchPlan) -> String {
    var table = TextTable([
      .init("Model"), .init("File"), .init("Needed of it"), .init("Size", .right), .init("Here", .right),
      .init("To fetch", .right),
    ])
    for item in plan.files {
      table.add([
        item.model, item.file, item.tensor ?? "", NumberText.bytes(item.bytes), NumberText.bytes(item.bytesHere),
        NumberText.bytes(item.bytes - item.bytesHere),
      ])
    }
    table.add(["in total", "", "", "", "", NumberText.bytes(plan.bytesToFetch)])
    return table.text()
  }
}
