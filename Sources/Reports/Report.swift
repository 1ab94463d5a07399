import ByteFiles
public import Figures
import HTMLBlocks
import SafeText
import Studies
public import Work
public import Workspace

/// Chosen studies of one model or several as one offline page, their figures and data as files beside it.
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
    /// The colours of the page; the renderer has those of the figures.
    public var theme = SVGWriter.Scheme.automatic

    /// The notebook's choices: the word “the”, and an index drawn from seed 0.
    public init() {}
  }

  /// What draws figures: passed in, since it needs libraries that a report does not.
  public protocol Renderer: Sendable {
    /// The bytes of a file of `figure`; an SVG can also stand inside a page, all its ids beginning with `idPrefix`.
    func render(_ figure: Figure, as format: FigureFormat, idPrefix: String) throws -> [UInt8]
  }

  private let tool: String
  private let renderer: any Renderer
  private let options: Options
  private let progress: WorkProgress

  /// A report made by `tool`, a name with a version, and drawn by `renderer`.
  public init(
    tool: String, renderer: any Renderer, options: Options = Options(), progress: WorkProgress = .none
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
    let choices = ReportChoices(words: options.words, index: options.index, word: options.word, seed: options.seed)
    let asked = ReportStudy.sections(options.studies)
    let written = try SectionWriter(models: models, choices: choices, progress: progress).write(asked)
    let sections = try draw(written, to: staged)
    let page = Page(
      title: models.map(\.displayName).joined(separator: " and "),
      subtitle: "Vocabularies and token embeddings, side by side", notice: options.notice, theme: options.theme,
      sections: sections.map(\.page) + Self.leftOut(written), footer: footer)
    try staged.write("index.html", page.html)
    let outputs = ["index.html"] + sections.flatMap(\.files)
    try staged.write("manifest.json", try JSONText.encode(manifest(models, written, outputs: outputs.sorted())))
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

  /// The last section: what could be made of no model.
  private static func leftOut(_ sections: [WrittenSection]) -> [Page.Section] {
    let reasons = sections.filter(\.parts.isEmpty).flatMap { section in
      section.leftOut.map { "\(section.title): \($0.reason)" }
    }
    guard !reasons.isEmpty else { return [] }
    return [
      Page.Section(
        id: "left-out", title: "What is left out",
        body: BlockHTML.paragraph("Asked for, and not possible for these models:") + BlockHTML.list(reasons))
    ]
  }

  private struct DrawnSection: Sendable {
    var page: Page.Section
    var files: [OutputFile]
  }

  private struct OutputFile: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  /// Draws every section's figures, on all cores, and writes them and their tables.
  private func draw(
    _ sections: [WrittenSection], to staged: AtomicFolder
  ) throws -> [(page: Page.Section, files: [String])] {
    let sections = sections.filter { !$0.parts.isEmpty }
    let drawn = ParallelLoop.map(sections.count) { index in Result { try draw(sections[index]) } }
    return try drawn.map { result in
      let section = try result.get()
      for file in section.files { try staged.write(file.name, file.bytes) }
      return (section.page, section.files.map(\.name))
    }
  }

  private func draw(_ section: WrittenSection) throws -> DrawnSection {
    var drawn = DrawnSection(page: Page.Section(id: section.id, title: section.title, body: ""), files: [])
    for (place, part) in section.parts.enumerated() {
      let data =
        part.tables.map { OutputFile(name: "data/\($0.name).csv", bytes: Array($0.csv().utf8)) }
        + part.attachments.map { OutputFile(name: "data/\($0.path)", bytes: $0.bytes) }
      drawn.files += data
      let figures = try draw(part.figures, data.map(\.name), &drawn.files)
      // What explains and warns stands once, round all parts.
      let blocks = part.blocks.filter { block in
        switch block {
        case .explanation: place == 0
        case .caution: place == section.parts.count - 1
        default: true
        }
      }
      drawn.page.body += BlockHTML.html(blocks, figures: figures)
    }
    drawn.page.body += BlockHTML.list(section.leftOut.map(\.reason))
    return drawn
  }

  /// The figures as HTML, the first with links to the data; the links alone where there is no figure.
  private func draw(_ figures: [NamedFigure], _ data: [String], _ files: inout [OutputFile]) throws -> String {
    var html = ""
    for (position, named) in figures.enumerated() {
      // The page holds the very same SVG as the file: its ids begin with the figure's name.
      let svg = try renderer.render(named.figure, as: .svg, idPrefix: named.name)
      let own = try options.formats.map { format in
        OutputFile(
          name: "figures/\(named.name).\(format.rawValue)",
          bytes: format == .svg ? svg : try renderer.render(named.figure, as: format, idPrefix: named.name))
      }
      files += own
      html += BlockHTML.figure(
        svg: String(decoding: svg, as: UTF8.self), narrow: try narrow(named, svg.count),
        files: own.map(\.name) + (position == 0 ? data : []))
    }
    return figures.isEmpty ? "<p>\(BlockHTML.links(data))</p>\n" : html
  }

  /// The width of a figure for a phone, in pixels.
  private static let narrowWidth = 400.0

  /// The most bytes of a figure that a page holds twice; pictures of matrices and maps of all tokens have more.
  private static let mostDoubled = 100_000

  /// The figure as a phone shows it; nil for what would make the page much larger, or has no room there.
  private func narrow(_ named: NamedFigure, _ bytes: Int) throws -> String? {
    guard bytes <= Self.mostDoubled, named.figure.size.width > Self.narrowWidth else { return nil }
    var style = named.figure.style
    style.width = Self.narrowWidth
    guard let figure = try? named.figure.styled(style) else { return nil }
    return String(decoding: try renderer.render(figure, as: .svg, idPrefix: named.name + "-narrow"), as: UTF8.self)
  }

  private func manifest(_ models: [OpenModel], _ sections: [WrittenSection], outputs: [String]) throws -> Manifest {
    Manifest(
      tool: tool,
      models: try models.map { model in
        Manifest.Model(
          id: model.identifier, commit: model.commit,
          files: try model.filesRead().map { try Manifest.file($0, hashesAll: options.hashesAll) })
      },
      seed: options.seed, index: sections.compactMap(\.index).first,
      word: sections.contains { $0.id == "same-word" } ? options.word : nil, outputs: outputs,
      studies: options.studies == [.notebook] ? nil : options.studies.map(\.rawValue), words: options.words)
  }

  private var footer: String {
    BlockHTML.paragraph("Made by \(tool). What it was made from, file by file, is in manifest.json.")
      + "<p>After the lecture notebook “Exploring GPT2 and BERT embeddings” by Mike X Cohen, "
      + "<a href=\"https://sincxpress.com\">sincxpress.com</a>, from his course "
      + "<a href=\"https://udemy.com/course/dullms_x/\">A deep understanding of AI language model mechanisms</a>.</p>\n"
  }
}
