import CCairo

/// The file formats that Cairo draws.
extension CairoCanvas {
  static func png(
    size: Size, scale: Double, density: Double? = nil, theme: Theme, _ typesetter: LabelTypesetter,
    _ draw: (CairoCanvas) -> Void
  ) throws(PlotError) -> [UInt8] {
    let (width, height) = ((size.width * scale).rounded(.up), (size.height * scale).rounded(.up))
    guard width >= 1, height >= 1, width <= 30_000, height <= 30_000 else {
      throw .drawing("it would be \(width) by \(height) pixels")
    }
    let stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, Int32(width))
    guard let memory = SheetMemory(bytes: Int(stride) * Int(height)) else {
      throw .drawing("not enough memory for \(Int(width)) by \(Int(height)) pixels, which ulimit -v may limit")
    }
    let data = memory.start.assumingMemoryBound(to: UInt8.self)
    guard
      let surface = cairo_image_surface_create_for_data(data, CAIRO_FORMAT_RGB24, Int32(width), Int32(height), stride)
    else { throw .drawing("Cairo gave no surface") }
    defer { withExtendedLifetime(memory) { cairo_surface_destroy(surface) } }
    guard let pixels = Pixels(surface) else { throw .drawing("Cairo gave no pixels") }
    try Self.draw(on: surface, theme: theme, scale: scale, grain: 1 / scale, pixels, typesetter, draw)
    cairo_surface_flush(surface)
    return PNG.encoded(pixels, density: density)
  }

  /// A PDF without a date, so that equal figures are equal bytes.
  static func pdf(
    size: Size, scale: Double, theme: Theme, title: String, description: String, _ typesetter: LabelTypesetter,
    _ draw: (CairoCanvas) -> Void
  ) throws(PlotError) -> [UInt8] {
    let sink = ByteSink()
    let pointer = Unmanaged.passUnretained(sink).toOpaque()
    let (width, height) = (size.width * scale, size.height * scale)
    guard let surface = cairo_pdf_surface_create_for_stream(ByteSink.receive, pointer, width, height) else {
      throw .drawing("Cairo gave no surface")
    }
    defer { cairo_surface_destroy(surface) }
    for (key, text) in [
      (CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z"), (CAIRO_PDF_METADATA_TITLE, title),
      (CAIRO_PDF_METADATA_SUBJECT, description),
    ] where !text.isEmpty { cairo_pdf_surface_set_metadata(surface, key, text) }
    try Self.draw(on: surface, theme: theme, scale: scale, grain: 0.5, nil, typesetter, draw)
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface))
    return sink.bytes
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
