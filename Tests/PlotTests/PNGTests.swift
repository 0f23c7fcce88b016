import CCairo
import Testing

@testable import Plot

@Suite struct PNGTests {
  @Test func `another reader finds the pixels that were written`() throws {
    for (width, height) in [(1, 1), (3, 5), (64, 40), (1201, 7)] {
      let surface = try #require(cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)))
      defer { cairo_surface_destroy(surface) }
      let pixels = try #require(Pixels(surface))
      for y in 0..<height {
        for x in 0..<width {
          // Flat stretches, ramps and noise.
          let value =
            x % 7 == 0 ? 0x00FF_FFFF : x % 5 == 0 ? UInt32(x * y) & 0xFF_FFFF : UInt32(x &* 2_654_435) & 0xFF_FFFF
          pixels.row(y)[x] = y % 3 == 0 ? 0x12_3456 : value
        }
      }
      cairo_surface_mark_dirty(surface)
      let expected = (0..<height).flatMap { y in
        (0..<width).flatMap { x -> [UInt8] in
          let pixel = pixels.row(y)[x]
          return [UInt8(pixel >> 16 & 255), UInt8(pixel >> 8 & 255), UInt8(pixel & 255)]
        }
      }
      #expect(try Image.decoded(PNG.encoded(pixels)) == expected)
    }
  }
}

extension Image {
  /// Red, green and blue of each pixel of a PNG, as Cairo reads it.
  static func decoded(_ png: [UInt8]) throws -> [UInt8] {
    final class Source {
      var rest: ArraySlice<UInt8>
      init(_ bytes: [UInt8]) { rest = bytes[...] }
    }
    let source = Source(png)
    let read: cairo_read_func_t = { closure, data, length in
      guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
      let source = Unmanaged<Source>.fromOpaque(closure).takeUnretainedValue()
      guard source.rest.count >= Int(length) else { return CAIRO_STATUS_READ_ERROR }
      for (index, byte) in source.rest.prefix(Int(length)).enumerated() { data[index] = byte }
      source.rest = source.rest.dropFirst(Int(length))
      return CAIRO_STATUS_SUCCESS
    }
    let stream = cairo_image_surface_create_from_png_stream(read, Unmanaged.passUnretained(source).toOpaque())
    let surface = try #require(stream)
    defer { cairo_surface_destroy(surface) }
    try #require(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
    let pixels = try #require(Pixels(surface))
    return (0..<pixels.height).flatMap { y in
      (0..<pixels.width).flatMap { x -> [UInt8] in
        let pixel = pixels.row(y)[x]
        return [UInt8(pixel >> 16 & 255), UInt8(pixel >> 8 & 255), UInt8(pixel & 255)]
      }
    }
  }
}
