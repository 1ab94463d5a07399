import SafeText

/// A table of text and numbers, to be written as CSV.
public struct Table: Sendable {
  /// One field.
  public enum Field: Sendable, Equatable {
    case text(String)
    case integer(Int)
    /// Written with as many digits as it takes to read the same double back; a non-finite one is an empty field.
    case number(Double)
    case empty
  }

  /// The file name without its ending: `lengths`.
  public var name: String
  /// The names of the columns.
  public var columns: [String]
  /// The rows, each as long as `columns`.
  public var rows: [[Field]]

  /// A table of these rows.
  public init(name: String, columns: [String], rows: [[Field]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// The table as comma-separated values (RFC 4180) with a header line; lines end with LF.
  public func csv() -> String {
    var text = columns.map(CSVText.field).joined(separator: ",") + "\n"
    for row in rows {
      text += row.map(\.csv).joined(separator: ",")
      text += "\n"
    }
    return text
  }
}

extension Table.Field {
  fileprivate var csv: String {
    switch self {
    case .text(let value): CSVText.field(value)
    case .integer(let value): String(value)
    case .number(let value): value.isFinite ? "\(value)" : ""
    case .empty: ""
    }
  }
}

extension Table.Field: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
}

extension Table.Field {
  /// A number, or an empty field where there is none.
  static func optional(_ value: String?) -> Table.Field { value.map(Table.Field.text) ?? .empty }
  static func optional(_ value: Double?) -> Table.Field { value.map(Table.Field.number) ?? .empty }
}
