import CCairo

/// The pixels of a Cairo surface, four bytes each: 0x00RRGGBB in the order of this machine.
struct Pixels {
  let surface: OpaquePointer
  let data: UnsafeMutableRawPointer
  let width: Int
  let height: Int
  /// The bytes from row to row.
  let stride: Int

  /// Nil if the surface is not an image.
  init?(_ surface: OpaquePointer) {
    guard let data = cairo_image_surface_get_data(surface) else { return nil }
    self.surface = surface
    self.data = UnsafeMutableRawPointer(data)
    width = Int(cairo_image_surface_get_width(surface))
    height = Int(cairo_image_surface_get_height(surface))
    stride = Int(cairo_image_surface_get_stride(surface))
  }

  func row(_ y: Int) -> UnsafeMutablePointer<UInt32> {
    (data + y * stride).assumingMemoryBound(to: UInt32.self)
  }
}
