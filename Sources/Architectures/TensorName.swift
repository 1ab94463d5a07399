/// Comparisons of tensors' names by whole parts: `model.wte.weight` has the parts `model`, `wte` and `weight`.
enum TensorName {
  /// Whether the last parts of `name` are `ending`: `a.wte.weight` ends with `wte.weight`, `a.xwte.weight` does not.
  static func ends(_ name: String, with ending: String) -> Bool {
    let (name, ending) = (name.utf8, ending.utf8)
    guard name.count >= ending.count, name.suffix(ending.count).elementsEqual(ending) else { return false }
    return name.count == ending.count || name.dropLast(ending.count).last == UInt8(ascii: ".")
  }
}
