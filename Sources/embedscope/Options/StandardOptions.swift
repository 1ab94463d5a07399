/// Options that every command or many commands have.
enum StandardOptions {
  /// The options that every command has.
  static let all: [any DeclaredOption] = [quiet, help]

  static let help = Option.flag("help", short: "h", help: "Prints this help.")
  static let quiet = Option.flag("quiet", short: "q", help: "Prints no progress and no notes, only errors.")
  static let seed = Option.custom(
    "seed", value: "N", expected: "a whole number from 0 to 18446744073709551615",
    help: "The seed of everything drawn at random. Without it one is drawn, and printed."
  ) { UInt64($0) }
}
