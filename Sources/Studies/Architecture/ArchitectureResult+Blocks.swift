import SafeText

extension ArchitectureResult {
  public func blocks() -> [Block] {
    var blocks: [Block] = [
      .explanation(
        "What each model is made of, and where its parameters are: for families that are known the module tree as "
          + "Python’s print(model) shows it, for others the tree of their tensors. Heads and buffers that a file holds "
          + "beyond the base model are listed, not counted.")
    ]
    for model in models {
      if models.count > 1 { blocks.append(.heading(model.model)) }
      blocks += model.blocks
    }
    return blocks + [.figures]
  }

  /// The trees as text files.
  public func attachments() -> [ResultFile] {
    models.enumerated().map { place, model in
      ResultFile(path: "architecture-\(place + 1).txt", bytes: Array((model.tree + "\n").utf8))
    }
  }
}

extension ArchitectureResult.Model {
  fileprivate var blocks: [Block] {
    let title = origin != .tensors ? "The module tree" : "The tree of its tensors"
    let modules = parameters.byModule.map { row in
      [row.label, row.parameters.grouped, NumberText.percent(row.parameters, of: parameters.total)]
    }
    let total = ["in total", parameters.total.grouped, ""]
    let table = Block.table(["Module", "Parameters", "Share"], numbers: [1, 2], modules + [total])
    var blocks: [Block] = [
      .folded(title: title, [.preformatted(tree)]), .folded(title: "Parameters by module", [table]),
      .paragraph("\(parameters.total.grouped) parameters, \(NumberText.bytes(bytes)) as the file stores them."),
    ]
    if !notIncluded.isEmpty {
      blocks.append(.details(title: "In the file, not counted", [.notes(notIncluded)]))
    }
    return blocks + [.notes(notes)]
  }
}
