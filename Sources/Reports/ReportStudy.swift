import Studies

/// What a report can hold, by the names that the command line has; the catalogue of studies says which there are.
public struct ReportStudy: RawRepresentable, Hashable, Sendable, CaseIterable, ExpressibleByStringLiteral {
  public let rawValue: String

  /// nil for a name that no section has.
  public init?(rawValue: String) {
    guard Self.names.contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  /// A name as it stands in a program; one that no section has asks for nothing.
  public init(stringLiteral name: String) { rawValue = name }

  /// What stands for the studies of the lecture notebook: what a report holds where nothing else is asked for.
  public static let notebook: ReportStudy = "notebook"

  public static let allCases: [ReportStudy] = names.map { ReportStudy(stringLiteral: $0) }

  private static let names: [String] = {
    var names = ["notebook"]
    for section in Catalogue.sections where !names.contains(section.study) { names.append(section.study) }
    return names
  }()

  /// The sections that `studies` ask for, in a report's order.
  static func sections(_ studies: [ReportStudy]) -> [ReportSection] {
    let wanted = Set(studies.map(\.rawValue))
    return Catalogue.sections.filter { section in
      wanted.contains(section.study) || section.isOfNotebook && wanted.contains(notebook.rawValue)
    }
  }
}
