import CCairo

/// Measures labels, and sets them on a Cairo surface, with Pango.
package final class LabelTypesetter {
  /// The family of all lettering unless another is named, of the package fonts-dejavu-core.
  package static let usualFont = "DejaVu Sans"

  /// What a label is laid out by.
  struct Key: Hashable {
    let runs: [Label.Run]
    let size: Double
    let bold: Bool
  }

  /// A label ready to be shown.
  private struct Setting {
    let layout: OpaquePointer
    let width: Double
  }

  private let font: String
  private let context: OpaquePointer
  private var settings: [Key: Setting] = [:]

  /// Throws `PlotError.missingFont` where the font is not installed.
  init(font: String = usualFont) throws(PlotError) {
    _ = FontFolders.areUsed
    guard let fonts = pango_cairo_font_map_get_default(), Self.families.contains(font) else { throw .missingFont(font) }
    guard let context = pango_font_map_create_context(fonts) else { throw .drawing("Pango gave no context") }
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    let usual = pango_font_description_new()
    pango_font_description_set_family(usual, font)
    pango_context_set_font_description(context, usual)
    pango_font_description_free(usual)
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_round_glyph_positions(context, 0)
    self.context = context
    self.font = font
  }

  deinit {
    for setting in settings.values { g_object_unref(UnsafeMutableRawPointer(setting.layout)) }
    g_object_unref(UnsafeMutableRawPointer(context))
  }

  /// The families of fonts that are installed.
  private static let families: Set<String> = {
    guard let fonts = pango_cairo_font_map_get_default() else { return [] }
    var list: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    pango_font_map_list_families(fonts, &list, &count)
    defer { g_free(list) }
    guard let list else { return [] }
    let names = (0..<Int(count)).compactMap { index in list[index].flatMap { pango_font_family_get_name($0) } }
    return Set(names.map { String(cString: $0) })
  }()

  /// The height above the baseline of a line without raised parts.
  static func ascent(_ size: Double) -> Double { 0.76 * size }
  /// The depth below the baseline.
  static func descent(_ size: Double) -> Double { 0.24 * size }
  /// The distance of baselines.
  static func leading(_ size: Double) -> Double { 1.3 * size }

  func width(_ label: Label, size: Double, bold: Bool = false) -> Double {
    label.isPlain
      ? setting(of: label, size: size, bold: bold)?.width ?? 0 : arrangement(of: label, size: size, bold: bold).width
  }

  /// Shows the label from the surface's current point, which is on the baseline.
  func show(_ label: Label, size: Double, bold: Bool, on cairo: OpaquePointer) {
    guard let setting = setting(of: label, size: size, bold: bold),
      let line = pango_layout_get_line_readonly(setting.layout, 0)
    else { return }
    pango_cairo_show_layout_line(cairo, line)
  }

  /// The outlines of the label's letters, from its place on the baseline.
  func outline(_ label: Label, size: Double, bold: Bool) -> [OutlineStep] {
    guard let setting = setting(of: label, size: size, bold: bold),
      let line = pango_layout_get_line_readonly(setting.layout, 0),
      let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1), let cairo = cairo_create(surface)
    else { return [] }
    defer {
      cairo_destroy(cairo)
      cairo_surface_destroy(surface)
    }
    cairo_move_to(cairo, 0, 0)
    pango_cairo_layout_line_path(cairo, line)
    return OutlineStep.steps(of: cairo)
  }

  /// A message for a label with letters that no installed font has.
  func missingLetters(_ label: Label) -> [String] {
    guard let setting = setting(of: label, size: 8, bold: false),
      pango_layout_get_unknown_glyphs_count(setting.layout) > 0
    else { return [] }
    return ["no installed font has all the letters of '\(label.text)'"]
  }

  /// The label laid out, once for each size and weight.
  private func setting(of label: Label, size: Double, bold: Bool) -> Setting? {
    let key = Key(runs: label.runs, size: size, bold: bold)
    if let known = settings[key] { return known }
    guard let layout = pango_layout_new(context) else { return nil }
    pango_layout_set_markup(layout, markup(label, size: size, bold: bold), -1)
    var extents = PangoRectangle()
    pango_layout_get_extents(layout, nil, &extents)
    let setting = Setting(layout: layout, width: Double(extents.width) / Double(PANGO_SCALE))
    settings[key] = setting
    return setting
  }

  /// The label as Pango markup.
  private func markup(_ label: Label, size: Double, bold: Bool) -> String {
    label.runs.map { run in
      let points = Int((size * run.scale * 1024).rounded())
      var attributes = "font_family=\"\(font.escapedForMarkup)\" size=\"\(points)\""
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
