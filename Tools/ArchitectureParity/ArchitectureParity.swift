import Architectures

/// Prints the tree of each configuration whose path stands on a line of standard input, for the comparing scripts.
///
/// What comes out for each: `ok`, the number of parameters, and that of each child of the model, on one line, then the
/// tree; or `error` and the message on one line. An empty line ends it.
@main struct ArchitectureParity {
  static func main() {
    while let path = readLine() {
      do {
        let configuration = try ModelConfiguration(path: path)
        guard let family = ModelFamily.of(configuration) else {
          print("error \(path): the family is not known\n")
          continue
        }
        let tree = try family.baseModel(of: configuration)
        let children = tree.children.map { String($0.repeats * $0.module.parameterCount) }
        print("ok \(tree.parameterCount) \(children.joined(separator: " "))\n\(tree)\n")
      } catch {
        print("error \(error)\n")
      }
    }
  }
}
