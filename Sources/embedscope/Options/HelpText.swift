import Studies

/// The help of the tool and of each command, made from the specifications.
enum HelpText {
  /// What `embedscope --help` prints: what it is, the commands, where to go from there.
  static func overview(_ registry: CommandRegistry, width: Int) -> String {
    var text = "Embedscope opens a language model's vocabulary and token embeddings, and lets you look at them.\n"
    text = TextWrapping.wrap(text, width: width)
    text += section("Usage", ["embedscope COMMAND [ARGUMENTS] [OPTIONS]", "embedscope COMMAND --help"])
    let entries = registry.specifications.map { Entry(term: $0.name, help: $0.summary) }
    let widest = entries.map { DisplayWidth.of($0.term) }.max() ?? 0
    text += "\nCommands\n" + entries.map { $0.text(indent: 2, column: widest + 5, width: width) }.joined()
    text += "\nOptions\n"
    for (term, help) in [("-h, --help", "Prints this help."), ("    --version", "Prints the version.")] {
      text += Entry(term: term, help: help).text(indent: 2, column: 22, width: width)
    }
    let firstLines = registry.specifications.compactMap(\.examples.first?.line).prefix(3)
    text += section(firstLines.count == 1 ? "Example" : "Examples", Array(firstLines))
    return text
  }

  /// What `embedscope COMMAND --help` prints.
  static func command(_ specification: CommandSpecification, width: Int) -> String {
    var text = TextWrapping.wrap(specification.summary + ".", width: width) + "\n"
    text += section("Usage", [usage(specification)])
    for paragraph in specification.discussion.split(separator: "\n\n") {
      text += "\n" + TextWrapping.wrap(String(paragraph), width: width) + "\n"
    }
    let arguments = specification.arguments.map(\.description)
    if !arguments.isEmpty {
      text += "\nArguments\n"
      for argument in arguments {
        text += Entry(term: argument.operandUsage, help: argument.help).text(indent: 2, column: 22, width: width)
      }
    }
    let own = OptionGroup(title: "Options", options: specification.options)
    let standard = OptionGroup(
      title: own.options.isEmpty && specification.groups.isEmpty ? "Options" : "Help and messages",
      options: StandardOptions.all)
    for group in [own] + specification.groups + [standard] where !group.options.isEmpty {
      text += "\n\(group.title)\n"
      for option in group.options { text += entry(option.description).text(indent: 2, column: 22, width: width) }
    }
    text += specification.examples.count == 1 ? "\nExample\n" : "\nExamples\n"
    for example in specification.examples {
      text += "  \(example.line)\n"
      text += TextWrapping.wrap(example.effect, width: width, indent: 6) + "\n"
    }
    return text
  }

  /// The one line that says how a command is typed.
  static func usage(_ specification: CommandSpecification) -> String {
    (["embedscope", specification.name] + specification.arguments.map(\.description.operandUsage) + ["[OPTIONS]"])
      .joined(separator: " ")
  }

  /// A term on the left and its explanation on the right, or below where the term is too long.
  private struct Entry {
    var term: String
    var help: String

    func text(indent: Int, column: Int, width: Int) -> String {
      let head = String(repeating: " ", count: indent) + term
      let body = TextWrapping.wrap(help, width: width, indent: column)
      let gap = column - DisplayWidth.of(head)
      if gap < 2 { return head + "\n" + body + "\n" }
      return head + String(repeating: " ", count: gap) + body.drop { $0 == " " } + "\n"
    }
  }

  private static func entry(_ option: ParameterDescription) -> Entry {
    let short = option.short.map { "-\($0), " } ?? "    "
    var help = ParameterNames.options.filled(option.help)
    if let alias = option.alias { help += " Also: --\(alias)." }
    if !option.allowedValues.isEmpty { help += " One of: \(option.allowedValues.joined(separator: ", "))." }
    if let standard = option.defaultText { help += " Default: \(standard)." }
    return Entry(term: short + option.usage, help: help)
  }

  private static func section(_ title: String, _ lines: [String]) -> String {
    "\n\(title)\n" + lines.map { "  \($0)\n" }.joined()
  }
}
