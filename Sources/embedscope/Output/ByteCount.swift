/// Amounts of memory and of file for people to read, in decimal units as disks and the model hub count them.
enum ByteCount {
  /// `412 bytes`, `3.6 MB`, `548 MB`, `1.2 GB`.
  static func text(_ count: Int) -> String {
    if count.magnitude < 1000 { return "\(count) \(count == 1 ? "byte" : "bytes")" }
    var value = Double(count)
    for unit in ["kB", "MB", "GB", "TB", "PB", "EB"] {
      value /= 1000
      // 999.6 would be printed as 1000: that is 1.0 of the next unit.
      if value.magnitude >= 999.5, unit != "EB" { continue }
      if value.magnitude < 9.95 {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10)) \(unit)"
      }
      return "\(Int(value.rounded())) \(unit)"
    }
    return "\(count) bytes"
  }
}
