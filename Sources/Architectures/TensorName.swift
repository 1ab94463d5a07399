/// Comparisons of tensors' names by whole parts: `model.wte.weight` has the parts `model`, `wte` and `weight`.
enum TensorName {
  /// Parts that only say that something is wrapped: by a head's class, a compiler, a trainer, an adapter.
  ///
  /// Scripts/generate/embedding-tables.py leaves out the same ones.
  static let wrappers: Set<String> = [
    "model", "transformer", "module", "base_model", "_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module",
    "original_module", "base_layer", "modules_to_save", "default", "auto_model",
  ]

  /// Whether the last parts of `name` are `ending`: `a.wte.weight` ends with `wte.weight`, `a.xwte.weight` does not.
  static func ends(_ name: String, with ending: String) -> Bool {
    let (name, ending) = (name.utf8, ending.utf8)
    // Most names differ in their last byte already.
    guard name.last == ending.last, name.count >= ending.count, name.suffix(ending.count).elementsEqual(ending) else {
      return false
    }
    return name.count == ending.count || name.dropLast(ending.count).last == UInt8(ascii: ".")
  }

  /// The parts that say something: `_orig_mod.model.encoder.wte.weight` -> `encoder`, `wte`, `weight`.
  ///
  /// A name is cut at its first 64 dots at most.
  static func parts(of name: String) -> [String] {
    name.utf8.split(separator: UInt8(ascii: "."), maxSplits: 64, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }.filter { !wrappers.contains($0) }
  }
}
