import Studies

/// The completion script for fish.
enum FishCompletions {
  /// The whole script.
  static func script(_ registry: CommandRegistry) -> String {
    var lines = [
      "# fish completion for embedscope \(EmbedscopeVersion.current), written by: embedscope completions fish",
      "",
      """
      function __embedscope_models
          set -l cache $HOME/.cache/huggingface/hub
          test -n "$XDG_CACHE_HOME"; and set cache $XDG_CACHE_HOME/huggingface/hub
          test -n "$HF_HOME"; and set cache $HF_HOME/hub
          test -n "$HF_HUB_CACHE"; and set cache $HF_HUB_CACHE
          for folder in $cache/models--*
              string replace -- '--' / (string replace -r '^.*/models--' '' -- $folder)
          end
          __fish_complete_path (commandline -ct)
      end
      """,
      "",
      "complete -c embedscope -f",
      "complete -c embedscope -n __fish_use_subcommand -s h -l help -d 'Prints this help'",
      "complete -c embedscope -n __fish_use_subcommand -l version -d 'Prints the version'",
    ]
    for command in registry.specifications {
      lines.append(
        "complete -c embedscope -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.summary))")
    }
    for command in registry.specifications {
      let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
      lines.append("")
      for option in command.allOptions.map(\.description) {
        lines.append("complete -c embedscope \(condition) \(names(option)) \(value(option, registry))")
      }
      if let argument = command.arguments.last?.description, argument.completion != .none {
        lines.append("complete -c embedscope \(condition) \(action(argument.completion, registry))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func names(_ option: ParameterDescription) -> String {
    let names = option.short.map { "-s \($0) " } ?? ""
    let alias = option.alias.map { " -l \($0)" } ?? ""
    return names + "-l \(option.name)" + alias
  }

  private static func value(_ option: ParameterDescription, _ registry: CommandRegistry) -> String {
    let help = "-d \(quoted(String(option.help.prefix { $0 != "." })))"
    guard option.takesValue else { return help }
    return "-r \(action(option.completion, registry)) \(help)"
  }

  private static func action(_ kind: CompletionKind, _ registry: CommandRegistry) -> String {
    switch kind {
    case .file(let extensions) where extensions.isEmpty: "-F"
    case .file(let extensions):
      "-a \(quoted("(" + extensions.map { "__fish_complete_suffix .\($0)" }.joined(separator: "; ") + ")"))"
    case .folder: "-a '(__fish_complete_directories (commandline -ct))'"
    case .model: "-a '(__embedscope_models)'"
    case .choice(let words): "-a \(quoted(words.joined(separator: " ")))"
    case .command: "-a \(quoted(registry.names.joined(separator: " ")))"
    case .none: ""
    }
  }

  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
  }
}
