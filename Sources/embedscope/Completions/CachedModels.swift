/// The part that the completion scripts share: shell text that lists the models in the local cache of the hub.
enum CachedModels {
  /// A POSIX shell function of that name, which prints one id per line: `models--org--name` is `org/name`.
  static func shellFunction(_ name: String) -> String {
    #"""
    \#(name)() {
        local cache="${HF_HUB_CACHE:-${HF_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/huggingface}/hub}"
        [ -d "$cache" ] || return 0
        command find "$cache" -maxdepth 1 -type d -name 'models--*' 2>/dev/null |
            command sed -n 's|.*/models--||; s|--|/|; p'
    }
    """#
  }
}
