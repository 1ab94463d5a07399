import Figures
import SafeText

/// The report's one HTML page: offline, no script, light and dark, as narrow as a phone.
struct Page {
  var title: String
  var subtitle: String
  /// A line at the head that a reader must see first.
  var notice: String?
  /// Light, dark, or as the reader's system asks.
  var theme = SVGWriter.Scheme.automatic
  var sections: [Section]
  var footer: String

  /// A part of the page with a heading of its own.
  struct Section {
    /// The anchor, also the file names' first part.
    var id: String
    var title: String
    /// HTML.
    var body: String
  }

  var html: String {
    var text = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="\(colorScheme)">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
      <title>\(MarkupText.escape(title))</title>
      <style>
      \(colors)\(Self.style)</style>
      </head>
      <body>
      <header>
      <h1>\(MarkupText.escape(title))</h1>
      <p class="subtitle">\(MarkupText.escape(subtitle))</p>

      """
    if let notice { text += "<p class=\"notice\" role=\"note\">\(MarkupText.escape(notice))</p>\n" }
    text += "<nav aria-label=\"Contents\"><ol>\n"
    for section in sections { text += "<li><a href=\"#\(section.id)\">\(MarkupText.escape(section.title))</a></li>\n" }
    text += "</ol></nav>\n</header>\n<main>\n"
    for section in sections {
      text +=
        "<section id=\"\(section.id)\">\n<h2>\(MarkupText.escape(section.title))</h2>\n\(section.body)</section>\n"
    }
    return text + "</main>\n<footer>\n\(footer)</footer>\n</body>\n</html>\n"
  }

  private var colorScheme: String {
    switch theme {
    case .automatic: "light dark"
    case .light: "light"
    case .dark: "dark"
    }
  }

  private var colors: String {
    switch theme {
    case .automatic: "\(Self.light)@media (prefers-color-scheme: dark) {\n  \(Self.dark)}\n"
    case .light: Self.light
    case .dark: Self.dark
    }
  }

  private static let light = """
    :root { --text: #1c2024; --soft: #5b6470; --back: #ffffff; --panel: #f5f6f8; --line: #d9dde3; --link: #0b57a4; --trap: #fff6e5; --trapline: #d58a00; }

    """
  private static let dark = """
    :root { --text: #e6e8eb; --soft: #9ba4b0; --back: #16181c; --panel: #1d2126; --line: #343a42; --link: #7db8f5; --trap: #2b2416; --trapline: #d9a441; }

    """
  private static let style = """
    * { box-sizing: border-box; }
    html { scroll-behavior: smooth; }
    body { margin: 0 auto; max-width: 70rem; padding: 1.5rem 1.25rem 4rem; background: var(--back); color: var(--text);
      font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 1rem 0 .25rem; overflow-wrap: break-word; }
    h2 { font-size: 1.35rem; margin: 3rem 0 .5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
    h3 { font-size: 1.05rem; margin: 1.75rem 0 .25rem; }
    p, ul { max-width: 46rem; margin: .6rem 0; }
    ul { padding-left: 1.2rem; }
    .subtitle { color: var(--soft); overflow-wrap: break-word; }
    .notice { background: var(--trap); border: 1px solid var(--trapline); border-radius: .4rem; padding: .6rem .9rem; }
    nav ol { columns: 18rem; padding-left: 1.3rem; max-width: 46rem; }
    a { color: var(--link); }
    code, pre { font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; font-size: .87em; }
    pre { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem; overflow-x: auto; line-height: 1.4; }
    figure { margin: 1.25rem 0; }
    figure > div { margin: 0 -18px; }
    figure svg { display: block; max-width: 100%; height: auto; }
    .scroll { overflow-x: auto; }
    .narrow, .hint { display: none; }
    figcaption { color: var(--soft); font-size: .88rem; margin-top: .35rem; }
    .trap { background: var(--trap); border-left: 4px solid var(--trapline); padding: .6rem .9rem; border-radius: 0 .4rem .4rem 0; max-width: 46rem; }
    .trap strong:first-child { display: block; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .8rem 0; }
    th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
    th { color: var(--soft); font-weight: 600; font-size: .88rem; }
    td.number, th.number { text-align: right; }
    details { margin: .8rem 0; }
    summary { cursor: pointer; color: var(--link); }
    footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .88rem; }
    @media (max-width: 40rem) {
      body { padding: 1rem .9rem 3rem; }
      h1 { font-size: 1.5rem; }
      figure > div { margin: 0 -.9rem; }
      .scroll svg { max-width: none; width: 42rem; }
      .wide { display: none; }
      .narrow { display: block; }
      .narrow svg { width: 100%; max-width: 34rem; }
      .hint { display: inline; }
      table.stack, table.stack tbody, table.stack tr, table.stack td { display: block; width: 100%; }
      table.stack thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
      table.stack tr { border: 1px solid var(--line); border-radius: .4rem; margin: .6rem 0; padding: .3rem .7rem; }
      table.stack td { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; border: 0; padding: .15rem 0; text-align: right; overflow-wrap: anywhere; }
      table.stack td::before { content: attr(data-label); color: var(--soft); text-align: left; flex: none; }
    }

    """
}
