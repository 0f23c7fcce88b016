import CCairo

/// Draws on a Cairo surface.
final class CairoCanvas: Canvas {
  private let cairo: OpaquePointer
  private let theme: Theme
  private let typesetter: LabelTypesetter
  private let scale: Double
  let grain: Double
  /// The pixels, where there are some: long curves are drawn on them directly.
  private let pixels: Pixels?
  /// What draws them; nil where there are no pixels, or no memory for it.
  private lazy var pencil = pixels.flatMap(CurvePencil.init)
  private var limits: Box?

  private init(
    _ surface: OpaquePointer, theme: Theme, scale: Double, grain: Double, _ pixels: Pixels?,
    _ typesetter: LabelTypesetter
  ) throws(PlotError) {
    guard let cairo = cairo_create(surface) else { throw .drawing("Cairo gave no context") }
    self.cairo = cairo
    self.theme = theme
    self.typesetter = typesetter
    self.scale = scale
    self.grain = grain
    self.pixels = pixels
    cairo_scale(cairo, scale, scale)
    setPaint(Paint(.paper))
    cairo_paint(cairo)
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
  }

  deinit { cairo_destroy(cairo) }

  /// Draws on `surface`, finishes it and throws what Cairo could not do.
  static func draw(
    on surface: OpaquePointer, theme: Theme, scale: Double, grain: Double, _ pixels: Pixels?,
    _ typesetter: LabelTypesetter, _ draw: (CairoCanvas) -> Void
  ) throws(PlotError) {
    let canvas = try CairoCanvas(surface, theme: theme, scale: scale, grain: grain, pixels, typesetter)
    draw(canvas)
    try check(cairo_status(canvas.cairo))
  }

  static func check(_ status: cairo_status_t) throws(PlotError) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw .drawing(cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown")
  }

  /// The least number of places in a path that is drawn by the pencil.
  private static let longPath = 64

  func stroke(_ path: Path, _ pen: Pen) {
    if path.placeCount >= Self.longPath, let surface = pixels?.surface, pencil != nil {
      cairo_surface_flush(surface)
      pencil?.stroke(path, pen, colour: theme.colour(pen.paint.ink), scale: scale, limits: limits)
      cairo_surface_mark_dirty(surface)
      return
    }
    trace(path)
    setPaint(pen.paint)
    cairo_set_line_width(cairo, pen.width)
    cairo_set_dash(cairo, pen.dash, Int32(pen.dash.count), 0)
    cairo_stroke(cairo)
  }

  func fill(_ path: Path, _ paint: Paint) {
    trace(path)
    setPaint(paint)
    cairo_fill(cairo)
  }

  func text(_ label: Label, at place: Place, _ lettering: Lettering) {
    guard label.isPlain else {
      return text(typesetter.arrangement(of: label, size: lettering.size, bold: lettering.bold), at: place, lettering)
    }
    let width = typesetter.width(label, size: lettering.size, bold: lettering.bold)
    cairo_save(cairo)
    cairo_translate(cairo, place.x, place.y)
    if lettering.upwards { cairo_rotate(cairo, -.pi / 2) }
    cairo_move_to(cairo, lettering.anchor == .start ? 0 : lettering.anchor == .middle ? -width / 2 : -width, 0)
    setPaint(lettering.paint)
    typesetter.show(label, size: lettering.size, bold: lettering.bold, on: cairo)
    cairo_restore(cairo)
  }

  func clip(to box: Box, _ content: () -> Void) {
    cairo_save(cairo)
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height)
    cairo_clip(cairo)
    let outer = limits
    limits = box
    content()
    limits = outer
    cairo_restore(cairo)
  }

  private func trace(_ path: Path) {
    cairo_new_path(cairo)
    for piece in path.pieces {
      switch piece {
      case .lines(let places, let closed):
        cairo_new_sub_path(cairo)
        for place in places { cairo_line_to(cairo, place.x, place.y) }
        if closed { cairo_close_path(cairo) }
      case .circle(let centre, let radius):
        cairo_new_sub_path(cairo)
        cairo_arc(cairo, centre.x, centre.y, radius, 0, 2 * .pi)
        cairo_close_path(cairo)
      }
    }
  }

  private func setPaint(_ paint: Paint) {
    let (red, green, blue) = theme.colour(paint.ink).components
    cairo_set_source_rgba(cairo, red, green, blue, paint.opacity)
  }
}
