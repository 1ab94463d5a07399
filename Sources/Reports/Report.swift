import ByteFiles
public import Figures
import SafeText
import Studies
import Tensors
public import Workspace

/// The notebook as one offline page: every study of two models or more, their figures and data as files beside it.
///
/// ```swift
/// let report = Report(tool: "embedscope 0.1.0", renderer: renderer)
/// try report.write([gpt2, bert], to: "report")     // report/index.html
/// ```
/// Two runs over the same files give the same bytes.
public struct Report: Sendable {
  /// What a report says beyond the models.
  public struct Options: Sendable {
    /// What it holds; those of the notebook stand first, in the notebook's order.
    public var studies: [ReportStudy] = [.notebook]
    /// The words whose neighbours and similarities are shown; nil takes a few common ones that are tokens.
    public var words: [String]?
    /// The row compared across models; nil draws one from ``seed``.
    public var index: Int?
    /// The word compared across models.
    public var word = "the"
    /// What a random index is drawn from.
    public var seed: UInt64 = 0
    /// The file formats of the figures; the page itself always holds them as SVG.
    public var formats: [FigureFormat] = [.svg]
    /// Whether large files are read through for their SHA-256.
    public var hashesAll = false
    /// A line for the head of the page.
    public var notice: String?

    /// The notebook's choices: the word “the”, and an index drawn from seed 0.
    public init() {}
  }

  /// What draws figures: passed in, since it needs libraries that a report does not.
  public protocol Renderer: Sendable {
    /// The bytes of a file of `figure`; an SVG can also stand inside a page, all its ids beginning with `idPrefix`.
    func render(_ figure: Figure, as format: FigureFormat, idPrefix: String) throws -> [UInt8]
  }

  /// Told how far a work of seconds and more has come; what it throws ends the report.
  public typealias Progress = @Sendable (_ title: String, _ done: Int, _ total: Int) throws -> Void

  private let tool: String
  private let renderer: any Renderer
  private let options: Options
  private let progress: Progress

  /// A report by the version `tool`, drawn by `renderer`.
  public init(
    tool: String, renderer: any Renderer, options: Options = Options(), progress: @escaping Progress = { _, _, _ in }
  ) {
    self.tool = tool
    self.renderer = renderer
    self.options = options
    self.progress = progress
  }

  /// Writes the report of `models` to `folder`, as a whole or not at all.
  ///
  /// - Returns: The path of the page.
  /// - Throws: ``ReportsError`` where `folder` holds something that no report made; the errors of models and studies.
  @discardableResult
  public func write(_ models: [OpenModel], to folder: String) throws -> String {
    guard !models.isEmpty else { throw StudiesError.noModels(study: "report") }
    try Self.checkMayReplace(folder)
    let staged = try AtomicFolder(destination: folder)
    let parts = try ReportParts(options: options, progress: progress).make(models)
    let sections = try write(parts, to: staged)
    let page = Page(
      title: models.map(\.displayName).joined(separator: " and "),
      subtitle: "Vocabularies and token embeddings, side by side", notice: options.notice,
      sections: sections.map(\.page), footer: footer)
    try staged.write("index.html", page.html)
    let outputs = ["index.html"] + sections.flatMap(\.files)
    try staged.write("manifest.json", try JSONText.encode(manifest(models, parts: parts, outputs: outputs.sorted())))
    try staged.commit()
    return staged.destination + "/index.html"
  }

  /// A folder may be replaced when it is empty or when a report made it.
  private static func checkMayReplace(_ folder: String) throws {
    switch FolderContent(path: folder) {
    case .missing, .empty: return
    case .files where Manifest.marksReport(at: folder): return
    case .files: throw ReportsError.folderIsNotAReport(folder)
    case .notAFolder: throw ReportsError.notAFolder(folder)
    }
  }

  private struct WrittenSection: Sendable {
    var page: Page.Section
    var files: [String]
  }

  /// Draws every part's figures, on all cores, and writes them and their tables.
  private func write(_ parts: [ReportPart], to staged: AtomicFolder) throws -> [WrittenSection] {
    let drawn = ParallelLoop.map(parts.count) { index in Result { try draw(parts[index]) } }
    return try drawn.map { result in
      let (section, files) = try result.get()
      for file in files { try staged.write(file.name, file.bytes) }
      return WrittenSection(page: section, files: files.map(\.name))
    }
  }

  private struct OutputFile: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  private func draw(_ part: ReportPart) throws -> (Page.Section, [OutputFile]) {
    var files: [OutputFile] = part.tables.map { table in
      OutputFile(name: "data/\(table.name).csv", bytes: Array(table.csv().utf8))
    }
    let tableNames = files.map(\.name)
    files += part.texts.map { OutputFile(name: "data/\($0.name)", bytes: Array($0.text.utf8)) }
    var body = part.before
    for (position, named) in part.figures.enumerated() {
      // The page holds the very same SVG as the file: its ids begin with the figure's name.
      let svg = try renderer.render(named.figure, as: .svg, idPrefix: named.name)
      let figureFiles = try options.formats.map { format in
        OutputFile(
          name: "figures/\(named.name).\(format.rawValue)",
          bytes: format == .svg ? svg : try renderer.render(named.figure, as: format, idPrefix: named.name))
      }
      files += figureFiles
      body += HTMLFragments.figure(
        svg: String(decoding: svg, as: UTF8.self),
        files: figureFiles.map(\.name) + (position == 0 ? tableNames : []))
    }
    if part.figures.isEmpty { body += HTMLFragments.files(files.map(\.name)) }
    return (Page.Section(id: part.id, title: part.title, body: body + part.after), files)
  }

  private func manifest(_ models: [OpenModel], parts: [ReportPart], outputs: [String]) throws -> Manifest {
    Manifest(
      tool: tool,
      models: try models.map { model in
        Manifest.Model(
          id: model.identifier, commit: model.commit,
          files: try model.filesRead().map { try Manifest.file($0, hashesAll: options.hashesAll) })
      },
      seed: options.seed, index: parts.compactMap(\.index).first ?? 0, word: options.word, outputs: outputs,
      studies: options.studies == [.notebook] ? nil : options.studies.map(\.rawValue), words: options.words)
  }

  private var footer: String {
    HTMLFragments.paragraph("Made by \(tool). What it was made from, file by file, is in manifest.json.")
      + "<p>After the lecture notebook “Exploring GPT2 and BERT embeddings” by Mike X Cohen, "
      + "<a href=\"https://sincxpress.com\">sincxpress.com</a>, from his course "
      + "<a href=\"https://udemy.com/course/dullms_x/\">A deep understanding of AI language model mechanisms</a>.</p>\n"
  }
}
