/// Bytes as text, for a picture inside an SVG file (RFC 4648).
package enum Base64 {
  /// The bytes' letters, with `=` at the end where a group is not full.
  package static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let groupCount = (bytes.count + 2) / 3
    return [UInt8](unsafeUninitializedCapacity: groupCount * 4) { output, count in
      // SAFETY: `bytes` is read below its count (the last group's missing bytes as 0), `digits` has 64 entries and is
      // read at 6 bits, and group after group writes 4 bytes of the `groupCount` × 4.
      bytes.withUnsafeBufferPointer { bytes in
        digits.withUnsafeBufferPointer { digits in
          for group in 0..<groupCount {
            let first = group * 3
            let left = bytes.count - first
            let bits =
              Int(bytes[first]) << 16 | (left > 1 ? Int(bytes[first + 1]) << 8 : 0)
              | (left > 2 ? Int(bytes[first + 2]) : 0)
            output[group * 4] = digits[bits >> 18]
            output[group * 4 + 1] = digits[bits >> 12 & 63]
            output[group * 4 + 2] = left > 1 ? digits[bits >> 6 & 63] : UInt8(ascii: "=")
            output[group * 4 + 3] = left > 2 ? digits[bits & 63] : UInt8(ascii: "=")
          }
        }
      }
      count = groupCount * 4
    }
  }
}
