/// A safetensors file made in a test.
public enum SafetensorsWriter {
  /// A file with one matrix of 32-bit floats, row after row.
  public static func matrix(_ name: String, rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Float)
    -> [UInt8]
  {
    let header =
      "{\"\(name)\":{\"dtype\":\"F32\",\"shape\":[\(rows),\(columns)],\"data_offsets\":[0,\(rows * columns * 4)]}}"
    var bytes = littleEndian(UInt64(header.utf8.count)) + Array(header.utf8)
    for row in 0..<rows {
      for column in 0..<columns { bytes += littleEndian(value(row, column).bitPattern) }
    }
    return bytes
  }

  private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
