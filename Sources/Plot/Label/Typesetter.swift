import CCairo

/// Measures labels, and sets them on a Cairo surface, with Pango.
final class Typesetter {
  private let context: OpaquePointer
  private let layout: OpaquePointer
  /// The widths found so far, by markup.
  private var widths: [String: Double] = [:]

  /// Throws `PlotError.missingFont` where the font is not installed.
  init(font: String = Theme.font) throws(PlotError) {
    guard let fonts = pango_cairo_font_map_get_default(), Self.families(of: fonts).contains(font) else {
      throw .missingFont(font)
    }
    guard let context = pango_font_map_create_context(fonts), let layout = pango_layout_new(context) else {
      throw .drawing("Pango gave no context")
    }
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_round_glyph_positions(context, 0)
    self.context = context
    self.layout = layout
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
  }

  private static func families(of fonts: UnsafeMutablePointer<PangoFontMap>) -> Set<String> {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    pango_font_map_list_families(fonts, &list, &count)
    defer { g_free(list) }
    guard let list else { return [] }
    return Set(
      (0..<Int(count)).compactMap { index in
        list[index].flatMap { pango_font_family_get_name($0) }.map { String(cString: $0) }
      })
  }

  /// The height above the baseline of a line without raised parts.
  static func ascent(_ size: Double) -> Double { 0.76 * size }
  /// The depth below the baseline.
  static func descent(_ size: Double) -> Double { 0.24 * size }
  /// The distance of baselines.
  static func leading(_ size: Double) -> Double { 1.3 * size }

  func width(_ label: Label, size: Double, bold: Bool = false) -> Double {
    let markup = Self.markup(label, size: size, bold: bold)
    if let width = widths[markup] { return width }
    pango_layout_set_markup(layout, markup, -1)
    var extents = PangoRectangle()
    pango_layout_get_extents(layout, nil, &extents)
    let width = Double(extents.width) / Double(PANGO_SCALE)
    widths[markup] = width
    return width
  }

  /// Shows the label from the surface's origin, which is on the baseline.
  func show(_ label: Label, size: Double, bold: Bool, on cairo: OpaquePointer) {
    pango_layout_set_markup(layout, Self.markup(label, size: size, bold: bold), -1)
    guard let line = pango_layout_get_line_readonly(layout, 0) else { return }
    pango_cairo_show_layout_line(cairo, line)
  }

  /// The label as Pango markup.
  static func markup(_ label: Label, size: Double, bold: Bool) -> String {
    label.runs.map { run in
      let points = Int((size * run.scale * 1024).rounded())
      var attributes = "font_family=\"\(Theme.font)\" size=\"\(points)\""
      if run.rise != 0 { attributes += " rise=\"\(Int((size * run.rise * 1024).rounded()))\"" }
      if run.italic { attributes += " style=\"italic\"" }
      if run.bold || bold { attributes += " weight=\"bold\"" }
      return "<span \(attributes)>\(run.text.escapedForMarkup)</span>"
    }.joined()
  }
}

extension String {
  /// The text with what XML forbids or gives a meaning replaced.
  var escapedForMarkup: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
