/// File names that a model's own files or a server hand us: they may name a file below the model's folder, nothing else.
enum SafeFileName {
  /// Throws ``ModelSourcesError/unsafeFileName(name:namedIn:)`` for a name that is absolute, climbs out of its folder,
  /// or could be taken for such a path on some system.
  static func check(_ name: String, namedIn: String) throws {
    let components = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isSafe = components.allSatisfy { component in
      (1...255).contains(component.count) && !component.elementsEqual(".".utf8) && !component.elementsEqual("..".utf8)
    }
    let forbidden: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: ":"), 0x7F]
    guard isSafe, name.utf8.count <= 1024, name.utf8.allSatisfy({ $0 >= 0x20 && !forbidden.contains($0) }) else {
      throw ModelSourcesError.unsafeFileName(name: name, namedIn: namedIn)
    }
  }
}
