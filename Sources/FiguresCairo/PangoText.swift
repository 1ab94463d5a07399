import CPangoCairo
import Figures
import SafeText

/// Sets text with Pango, in any script that some installed font has.
///
/// The families are named in code, so that the machine's defaults change nothing; letters stand unhinted, so that a
/// text's width grows evenly with its size.
final class PangoText: TextMeasurer {
  private let context: OpaquePointer
  private let layout: OpaquePointer
  private var description: OpaquePointer
  private var styleSet: TextStyle?

  /// Text for the surface behind `cairo`, in the first of `families` that has its letters.
  init(cairo: OpaquePointer, families: [String]) throws {
    guard let context = pango_cairo_create_context(cairo), let layout = pango_layout_new(context),
      let description = pango_font_description_new()
    else { throw FiguresCairoError.drawing(reason: "Pango has no memory") }
    self.context = context
    self.layout = layout
    self.description = description
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_cairo_context_set_resolution(context, 96)
    pango_context_set_round_glyph_positions(context, 0)
    // A token in Arabic must not turn the line that quotes it around.
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
    pango_layout_set_auto_dir(layout, 0)
    pango_layout_set_single_paragraph_mode(layout, 1)
    pango_font_description_set_family(description, families.joined(separator: ","))
  }

  deinit {
    pango_font_description_free(description)
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
  }

  func width(of text: String, style: TextStyle) -> Double {
    set(text, style)
    var rectangle = PangoRectangle()
    pango_layout_get_extents(layout, nil, &rectangle)
    return Double(rectangle.width) / Double(PANGO_SCALE)
  }

  /// Shows `text` with its baseline's left end at the current point of `cairo`.
  func show(_ text: String, style: TextStyle, on cairo: OpaquePointer) {
    set(text, style)
    pango_cairo_update_layout(cairo, layout)
    if let line = pango_layout_get_line_readonly(layout, 0) { pango_cairo_show_layout_line(cairo, line) }
  }

  /// Whether no font has a picture for something in `text`, so that a box stands there.
  func lacksGlyphs(for text: String) -> Bool {
    set(text, TextStyle(size: 12))
    return pango_layout_get_unknown_glyphs_count(layout) > 0
  }

  private func set(_ text: String, _ style: TextStyle) {
    if style != styleSet {
      pango_font_description_set_absolute_size(description, style.size * Double(PANGO_SCALE))
      pango_font_description_set_weight(description, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
      pango_layout_set_font_description(layout, description)
      styleSet = style
    }
    let text = RightToLeft.isolated(text)
    // Text, never markup: a token's `<b>` is three characters.
    pango_layout_set_text(layout, text, Int32(clamping: text.utf8.count))
  }
}
