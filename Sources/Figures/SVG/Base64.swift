/// Bytes as text, for a picture inside an SVG file (RFC 4648).
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let groupCount = (bytes.count + 2) / 3
    return [UInt8](unsafeUninitializedCapacity: groupCount * 4) { output, count in
      for group in 0..<groupCount {
        let first = group * 3
        let (second, third) = (first + 1, first + 2)
        let bits =
          Int(bytes[first]) << 16 | (second < bytes.count ? Int(bytes[second]) << 8 : 0)
          | (third < bytes.count ? Int(bytes[third]) : 0)
        output[group * 4] = digits[bits >> 18]
        output[group * 4 + 1] = digits[bits >> 12 & 63]
        output[group * 4 + 2] = second < bytes.count ? digits[bits >> 6 & 63] : UInt8(ascii: "=")
        output[group * 4 + 3] = third < bytes.count ? digits[bits & 63] : UInt8(ascii: "=")
      }
      count = groupCount * 4
    }
  }
}
