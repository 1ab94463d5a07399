import Studies

/// The completion script for bash (3.2 and later, with or without the package bash-completion).
enum BashCompletions {
  /// The whole script.
  static func script(_ registry: CommandRegistry) -> String {
    """
    # bash completion for embedscope \(EmbedscopeVersion.current), written by: embedscope completions bash

    \(CachedModels.shellFunction("_embedscope_models"))

    # Offers the words of $1 that begin with what is typed.
    _embedscope_words() {
        # Not by compgen -W, which would run what a hostile folder name in the cache says.
        local word
        while IFS= read -r word; do
            case $word in "$cur"*) COMPREPLY+=("$word") ;; esac
        done <<< "$1"
    }

    # Offers files whose names end in one of the extensions given, and folders.
    _embedscope_files() {
        local IFS=$'\\n' extension
        compopt -o filenames 2>/dev/null
        COMPREPLY+=($(compgen -d -- "$cur"))
        [ $# -gt 0 ] || COMPREPLY=($(compgen -f -- "$cur"))
        for extension in "$@"; do COMPREPLY+=($(compgen -f -X "!*.$extension" -- "$cur")); done
    }

    _embedscope_model() {
        _embedscope_words "$(_embedscope_models)"
        _embedscope_files gguf safetensors json txt
    }

    _embedscope() {
        local cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
        COMPREPLY=()
        # bash breaks --name=value into three words at the equals sign.
        if [ "$cur" = "=" ]; then cur=""; elif [ "$previous" = "=" ]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi
        if [ "$COMP_CWORD" -eq 1 ]; then
            _embedscope_words "\(registry.names.joined(separator: "\n"))"
            case $cur in -*) _embedscope_words $'--help\\n--version' ;; esac
            return
        fi
        case ${COMP_WORDS[1]} in
    \(registry.specifications.map { commandCase($0, registry) }.joined(separator: "\n"))
        esac
    }

    complete -F _embedscope embedscope

    """
  }

  private static func commandCase(_ command: CommandSpecification, _ registry: CommandRegistry) -> String {
    let options = command.allOptions.map(\.description)
    var lines = ["        \(command.name))"]
    let values = options.filter(\.takesValue)
    if !values.isEmpty {
      lines.append("            case $previous in")
      for option in values {
        let names = spellings(option).joined(separator: "|")
        lines.append("                \(names)) \(action(option.completion, registry)); return ;;")
      }
      lines.append("            esac")
    }
    let words = options.flatMap { [$0.label] + ($0.alias.map { ["--\($0)"] } ?? []) }
    lines.append(#"            case $cur in -*) _embedscope_words "\#(words.joined(separator: "\n"))"; return ;; esac"#)
    if let argument = command.arguments.last?.description {
      lines.append("            \(action(argument.completion, registry))")
    }
    lines.append("            ;;")
    return lines.joined(separator: "\n")
  }

  private static func spellings(_ option: ParameterDescription) -> [String] {
    [option.label] + (option.short.map { ["-\($0)"] } ?? []) + (option.alias.map { ["--\($0)"] } ?? [])
  }

  /// The command that fills the list of offers for a kind of value.
  private static func action(_ kind: CompletionKind, _ registry: CommandRegistry) -> String {
    switch kind {
    case .file(let extensions): (["_embedscope_files"] + extensions).joined(separator: " ")
    case .folder: "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- \"$cur\"))"
    case .model: "_embedscope_model"
    case .choice(let words): "_embedscope_words \"\(words.joined(separator: "\n"))\""
    case .command: "_embedscope_words \"\(registry.names.joined(separator: "\n"))\""
    case .none: ":"
    }
  }
}
