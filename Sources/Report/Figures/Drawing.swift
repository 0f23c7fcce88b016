import Foundation
import Plot

/// A figure in every form in which the report shows it.
struct Drawing: Sendable, Equatable {
  /// SVG for the page, with ids that are unique in the document.
  var page: String
  var svg: String
  var png: [UInt8]
  /// The data as comma-separated text.
  var data: String

  /// Draws `figure`, called `id` in the page.
  init(_ figure: Figure, id: String) throws {
    page = try figure.page(id: id)
    svg = try figure.svg()
    png = try figure.png(scale: 2)
    data = figure.csv()
  }

  /// The four forms, each behind its length in bytes.
  var encoded: Data {
    [Array(page.utf8), Array(svg.utf8), png, Array(data.utf8)].reduce(into: Data()) { whole, part in
      withUnsafeBytes(of: UInt64(part.count).littleEndian) { whole.append(contentsOf: $0) }
      whole.append(contentsOf: part)
    }
  }

  /// Nil where the bytes are no drawing.
  init?(encoded whole: Data) {
    var parts: [[UInt8]] = []
    var rest = whole
    while rest.count >= 8 {
      let length = rest.prefix(8).withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
      guard let count = Int(exactly: length), rest.count - 8 >= count else { return nil }
      parts.append(Array(rest.dropFirst(8).prefix(count)))
      rest = rest.dropFirst(8 + count)
    }
    guard parts.count == 4, rest.isEmpty else { return nil }
    page = String(decoding: parts[0], as: UTF8.self)
    svg = String(decoding: parts[1], as: UTF8.self)
    png = parts[2]
    data = String(decoding: parts[3], as: UTF8.self)
  }
}
