import Studies

/// The completion script for zsh, on top of its own `_arguments`.
enum ZshCompletions {
  /// The whole script.
  static func script(_ registry: CommandRegistry) -> String {
    """
    #compdef embedscope
    # zsh completion for embedscope \(EmbedscopeVersion.current), written by: embedscope completions zsh

    \(CachedModels.shellFunction("_embedscope_models"))

    _embedscope_model() {
        local -a ids
        ids=(${(f)"$(_embedscope_models)"})
        _alternative 'models:model in the cache:compadd -a ids' 'files:folder or file:_files'
    }

    _embedscope_commands() {
        local -a commands
        commands=(
    \(registry.specifications.map { "        \(quoted(described($0)))" }.joined(separator: "\n"))
        )
        _describe -t commands command commands
    }

    _embedscope() {
        local curcontext=$curcontext state line
        _arguments -C \\
            '(-h --help)'{-h,--help}'[Prints this help]' \\
            '--version[Prints the version]' \\
            '1:command:_embedscope_commands' \\
            '*::argument:->arguments'
        [[ $state == arguments ]] || return 0
        case $words[1] in
    \(registry.specifications.map { commandCase($0) }.joined(separator: "\n"))
        esac
    }

    if [[ $funcstack[1] == _embedscope ]]; then
        _embedscope "$@"
    else
        compdef _embedscope embedscope
    fi

    """
  }

  private static func described(_ command: CommandSpecification) -> String {
    "\(command.name):\(command.summary.replacing(":", with: "\\:"))"
  }

  private static func commandCase(_ command: CommandSpecification) -> String {
    var specifications = command.allOptions.flatMap { option($0.description) }
    for (index, argument) in command.arguments.map(\.description).enumerated() {
      let position = (argument.operands ?? 1...1).upperBound > 1 ? "*" : "\(index + 1)"
      specifications.append(quoted("\(position):\(argument.name.lowercased()):\(action(argument.completion))"))
    }
    let lines = specifications.map { " \\\n                \($0)" }.joined()
    return "        \(command.name))\n            _arguments -s\(lines)\n            ;;"
  }

  /// One entry per spelling of an option; those that may be given once exclude each other.
  private static func option(_ option: ParameterDescription) -> [String] {
    let names =
      [option.label] + (option.short.map { ["-\($0)"] } ?? []) + (option.alias.map { ["--\($0)"] } ?? [])
    let value = option.valueName.map { ":\($0):\(action(option.completion))" } ?? ""
    let sentence = option.help.prefix { $0 != "." }
    let help = sentence.replacing("[", with: "\\[").replacing("]", with: "\\]").replacing(":", with: "\\:")
    return names.map { name in
      let sign = option.takesValue && name.hasPrefix("--") ? "=" : ""
      let exclusion = option.takesValue && option.isRepeatable ? "*" : "(\(names.joined(separator: " ")))"
      return quoted("\(exclusion)\(name)\(sign)[\(help)]\(value)")
    }
  }

  private static func action(_ kind: CompletionKind) -> String {
    switch kind {
    case .file(let extensions) where extensions.isEmpty: "_files"
    case .file(let extensions): "_files -g \"*.(\(extensions.joined(separator: "|")))\""
    case .folder: "_files -/"
    case .model: "_embedscope_model"
    case .choice(let words): "(\(words.joined(separator: " ")))"
    case .command: "_embedscope_commands"
    case .none: " "
    }
  }

  private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
}
