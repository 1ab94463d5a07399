import Studies

/// Options that every command has.
enum StandardOptions {
  static let all: [any DeclaredParameter] = [quiet, help]

  static let help = Parameter.flag("help", short: "h", help: "Prints this help.")
  static let quiet = Parameter.flag("quiet", short: "q", help: "Prints no progress and no notes, only errors.")
}
