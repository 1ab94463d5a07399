import CPangoCairo
public import Figures
import SafeText

/// What the fonts of this machine lack for the text of a figure, which PNG and PDF then show as boxes.
public struct FontCoverage: Sendable, Equatable {
  /// Whether there is no font at all.
  public var hasNoFont = false
  /// The family that the figure asks for, where this machine has none of that name.
  public var missingFamily: String?
  /// Characters that no font has, each once, in their order.
  public var missingCharacters: [String] = []

  /// Whether the figure looks as it should.
  public var isComplete: Bool { self == FontCoverage() }

  /// The Debian packages whose fonts have what is missing.
  public var packages: [String] {
    if hasNoFont { return ["fonts-dejavu"] }
    var packages: [String] = []
    for character in missingCharacters {
      guard let scalar = character.unicodeScalars.first else { continue }
      let package = Self.package(for: scalar)
      if !packages.contains(package) { packages.append(package) }
    }
    return packages
  }

  private static func package(for scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0..<0x530: "fonts-dejavu"
    case 0x1100...0x11FF, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFFEF, 0x1B000...0x1B16F, 0x1F200...0x1F2FF, 0x20000...0x3FFFF:
      "fonts-noto-cjk"
    case 0x1F000...0x1FAFF: "fonts-noto-color-emoji"
    default: "fonts-noto-core"
    }
  }
}

extension FigureRenderer {
  /// What the fonts of this machine lack for `figure` as PNG or PDF.
  public func fontCoverage(of figure: Figure, width: Double? = nil) throws -> FontCoverage {
    var coverage = FontCoverage()
    let families = Self.installedFamilies()
    coverage.hasNoFont = families.isEmpty
    if families.isEmpty { return coverage }
    if let family = figure.style.fontFamily, !Self.isKnown(family, families) { coverage.missingFamily = family }
    let probe = try CairoSurface.picture(Size(width: 1, height: 1))
    let text = try PangoText(cairo: probe.cairo, families: FontFamilies.names(figure.style.fontFamily))
    let scene = figure.layout(measurer: text, width: width)
    var seen: Set<String> = []
    for line in scene.primitives.flatMap(\.texts) where text.lacksGlyphs(for: line) {
      for character in line.map(String.init) where seen.insert(character).inserted {
        if text.lacksGlyphs(for: character) { coverage.missingCharacters.append(character) }
      }
    }
    return coverage
  }

  /// Names that stand for whatever the machine has count as known, and so does what it gives another font for on purpose.
  private static func isKnown(_ family: String, _ installed: [String]) -> Bool {
    let generic = ["serif", "sans-serif", "sans", "monospace", "mono", "cursive", "fantasy", "system-ui"]
    let wanted = family.split(separator: ",").map { $0.drop { $0 == " " }.lowercased() }
    let known = Set(installed.map { $0.lowercased() } + generic)
    return wanted.contains { known.contains($0) }
  }

  private static func installedFamilies() -> [String] {
    var families: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count)
    defer { g_free(families) }
    // SAFETY: Pango gives an array of `count` families that the font map owns, and an array that is freed here.
    return (0..<Int(count)).compactMap { index in
      guard let family = families?[index], let name = pango_font_family_get_name(family) else { return nil }
      return String(cString: name)
    }.filter { !["Sans", "Serif", "Monospace", "System-ui"].contains($0) }
  }
}

extension Primitive {
  /// The lines of text in it.
  fileprivate var texts: [String] {
    switch self {
    case .text(let run): [run.text]
    case .clip(_, let primitives): primitives.flatMap(\.texts)
    case .rectangles, .polyline, .polygon, .markers, .image: []
    }
  }
}
