/// The writing systems of characters.
package enum UnicodeScript {
  /// The name of the script of `scalar` as Unicode has it, with spaces: `Latin`, `Han`, `Old Italic`; `Common` for what many
  /// scripts share.
  package static func name(of scalar: Unicode.Scalar) -> String {
    let runs = ScriptTable.runs
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle] >> 8 <= scalar.value { low = middle + 1 } else { high = middle }
    }
    // What stands before the first run is of the script that comes before all others.
    let script = low > 0 ? Int(runs[low - 1] & 0xFF) : 0
    return String(ScriptTable.names[script].0.description.map { $0 == "_" ? " " : $0 })
  }
}
