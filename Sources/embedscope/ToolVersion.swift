/// The version of the tool, in this one place: `--version`, the help, every JSON object and every manifest read it here.
enum ToolVersion {
  static let current = "0.1.0"
}
