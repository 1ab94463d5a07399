/// A safetensors file made in a test.
public enum SafetensorsWriter {
  /// A matrix of 32-bit floats in a file.
  public struct Matrix {
    public var name: String
    public var rows: Int
    public var columns: Int
    public var value: (_ row: Int, _ column: Int) -> Float

    public init(_ name: String, rows: Int, columns: Int, _ value: @escaping (_ row: Int, _ column: Int) -> Float) {
      self.name = name
      self.rows = rows
      self.columns = columns
      self.value = value
    }
  }

  /// A file with one matrix of 32-bit floats, row after row.
  public static func matrix(_ name: String, rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Float)
    -> [UInt8]
  {
    withoutActuallyEscaping(value) { file([Matrix(name, rows: rows, columns: columns, $0)]) }
  }

  /// A file with these matrices, one after the other.
  public static func file(_ matrices: [Matrix]) -> [UInt8] {
    var entries: [String] = []
    var values: [UInt8] = []
    for matrix in matrices {
      let start = values.count
      for row in 0..<matrix.rows {
        for column in 0..<matrix.columns { values += littleEndian(matrix.value(row, column).bitPattern) }
      }
      entries.append(
        "\"\(matrix.name)\":{\"dtype\":\"F32\",\"shape\":[\(matrix.rows),\(matrix.columns)],"
          + "\"data_offsets\":[\(start),\(values.count)]}")
    }
    let header = "{" + entries.joined(separator: ",") + "}"
    return littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + values
  }

  /// A file with this header and so many zeros behind it, for types other than floats and for headers that lie.
  public static func file(header: String, dataBytes: Int) -> [UInt8] {
    littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + [UInt8](repeating: 0, count: dataBytes)
  }

  /// A tensor of any type in a file.
  public struct Tensor {
    public var name: String
    public var type: String
    public var shape: [Int]
    public var bytes: [UInt8]

    public init(_ name: String, _ type: String, _ shape: [Int], _ bytes: [UInt8]) {
      self.name = name
      self.type = type
      self.shape = shape
      self.bytes = bytes
    }

    /// Whole numbers in one dimension.
    public init<Number: FixedWidthInteger>(_ name: String, _ type: String, _ numbers: [Number]) {
      self.init(name, type, [numbers.count], numbers.flatMap { SafetensorsWriter.littleEndian($0) })
    }

    /// 32-bit floats that are all 0.
    public init(_ name: String, zeros shape: [Int]) {
      self.init(name, "F32", shape, [UInt8](repeating: 0, count: shape.reduce(4, *)))
    }
  }

  /// A file with these tensors, one after the other, and these pairs of free text.
  public static func file(_ tensors: [Tensor], metadata: KeyValuePairs<String, String> = [:]) -> [UInt8] {
    var entries: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.map { "\"\($0.key)\":\"\($0.value)\"" }
      entries.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var values: [UInt8] = []
    for tensor in tensors {
      let start = values.count
      values += tensor.bytes
      entries.append(
        "\"\(tensor.name)\":{\"dtype\":\"\(tensor.type)\",\"shape\":\(tensor.shape),"
          + "\"data_offsets\":[\(start),\(values.count)]}")
    }
    let header = "{" + entries.joined(separator: ",") + "}"
    return littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + values
  }

  private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
