import CCairo

/// Draws on a Cairo surface, for PNG and SVG files.
final class CairoCanvas: Canvas {
  private let cairo: OpaquePointer
  private let theme: Theme
  private let typesetter: Typesetter

  private init(_ surface: OpaquePointer, theme: Theme, scale: Double) throws(PlotError) {
    typesetter = try Typesetter()
    guard let cairo = cairo_create(surface) else { throw .drawing("Cairo gave no context") }
    self.cairo = cairo
    self.theme = theme
    cairo_scale(cairo, scale, scale)
    setPaint(Paint(.paper))
    cairo_paint(cairo)
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
  }

  deinit { cairo_destroy(cairo) }

  static func png(
    size: Size, scale: Double, theme: Theme, _ draw: (CairoCanvas) -> Void
  ) throws(PlotError) -> [UInt8] {
    let (width, height) = ((size.width * scale).rounded(.up), (size.height * scale).rounded(.up))
    guard width >= 1, height >= 1, width <= 30_000, height <= 30_000 else {
      throw .drawing("it would be \(width) by \(height) pixels")
    }
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
      throw .drawing("Cairo gave no surface")
    }
    defer { cairo_surface_destroy(surface) }
    try CairoCanvas(surface, theme: theme, scale: scale).finish(draw)
    let sink = ByteSink()
    let status = cairo_surface_write_to_png_stream(surface, ByteSink.receive, Unmanaged.passUnretained(sink).toOpaque())
    try check(status)
    return sink.bytes
  }

  static func svg(size: Size, theme: Theme, _ draw: (CairoCanvas) -> Void) throws(PlotError) -> String {
    let sink = ByteSink()
    let pointer = Unmanaged.passUnretained(sink).toOpaque()
    guard let surface = cairo_svg_surface_create_for_stream(ByteSink.receive, pointer, size.width, size.height) else {
      throw .drawing("Cairo gave no surface")
    }
    defer { cairo_surface_destroy(surface) }
    try CairoCanvas(surface, theme: theme, scale: 1).finish(draw)
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface))
    return withoutCounters(String(decoding: sink.bytes, as: UTF8.self))
  }

  /// The document with Cairo's surfaces, which it counts over the life of the process, counted from 1.
  private static func withoutCounters(_ document: String) -> String {
    var numbers: [Substring: Int] = [:]
    return document.replacing(/surface([0-9]+)/) { match in
      let number = numbers[match.1] ?? numbers.count + 1
      numbers[match.1] = number
      return "surface\(number)"
    }
  }

  private static func check(_ status: cairo_status_t) throws(PlotError) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw .drawing(cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown")
  }

  /// Draws, and throws what Cairo could not do, after which it draws nothing more.
  private func finish(_ draw: (CairoCanvas) -> Void) throws(PlotError) {
    draw(self)
    try Self.check(cairo_status(cairo))
  }

  func stroke(_ path: Path, _ pen: Pen) {
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
    content()
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

/// The bytes that Cairo writes.
private final class ByteSink {
  var bytes: [UInt8] = []

  static let receive: cairo_write_func_t = { closure, data, length in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
  }
}
