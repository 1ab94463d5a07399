import ByteFiles
import CExplorerPage

#if DEBUG
import ModelSources
#endif

/// The files of the page, which the tool holds in itself.
struct PageFiles: Sendable {
  private let files: [String: Content]
  #if DEBUG
  /// A folder that is read anew for every request, for those who work on the page: EMBEDSCOPE_PAGE names it, in debug builds
  /// alone.
  private let folder = HubSettings.processEnvironment("EMBEDSCOPE_PAGE")
  #endif

  init() {
    var count = 0
    // SAFETY: a constant table of the program, whose bytes never move or change.
    let table = UnsafeBufferPointer(start: embedscope_page_files(&count), count: count)
    files = Dictionary(
      table.map { file in
        let name = String(cString: file.name)
        return (
          name,
          Content(
            MediaType(fileName: name), ConstantBytes(UnsafeRawBufferPointer(start: file.bytes, count: file.count)))
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The names of all files.
  var names: [String] { files.keys.sorted() }

  /// How many bytes the file has.
  func size(of name: String) -> Int? { files[name]?.count }

  /// The file of exactly this name.
  func file(_ name: String) throws -> Response {
    #if DEBUG
    if let folder, files[name] != nil || RelativeName.safe(name) == name {
      return Response(Content(MediaType(fileName: name), try MappedFile(path: "\(folder)/\(name)")))
    }
    #endif
    guard let content = files[name] else { throw Refusal.notFound("the page has no file “\(name)”") }
    return Response(content)
  }
}

/// Bytes that are part of the program.
private final class ConstantBytes: ByteSource {
  let path = ""
  // SAFETY: memory of the program's constants: it is never written and never freed.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  var count: Int { bytes.count }

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  func require(_ range: Range<Int>) {}
}
