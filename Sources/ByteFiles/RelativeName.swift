/// Names of files that a model's own files, a listing or a server hand us: they may lead to a file below the folder they are
/// read for, and nowhere else, on any system.
package enum RelativeName {
  /// `name` without components that mean the folder itself (`./a/./b` gives `a/b`); nil where it is empty or absolute, climbs
  /// out of its folder, is longer than names are, or could be taken for such a path on some system.
  package static func safe(_ name: String) -> String? {
    let forbidden: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: ":"), 0x7F]
    guard name.utf8.count <= 1024, name.utf8.allSatisfy({ $0 >= 0x20 && !forbidden.contains($0) }) else { return nil }
    let components = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let named = components.filter { !$0.elementsEqual(".".utf8) }
    let isSafe = named.allSatisfy { (1...255).contains($0.count) && !$0.elementsEqual("..".utf8) }
    guard isSafe, !named.isEmpty else { return nil }
    return named.map { String(Substring($0)) }.joined(separator: "/")
  }
}
