import Foundation
import Plot

/// A figure in every form in which the report shows it.
struct Drawing: Sendable, Equatable {
  /// SVG for the page, with ids that are unique in the document.
  var page: String
  var svg: [UInt8]
  var png: [UInt8]
  var pdf: [UInt8]
  /// The data as comma-separated text.
  var data: String
  /// Some of the data as tables.
  var values: [ValueTable]
  /// What of its lettering could not be set, for the author.
  var problems: [String]

  /// Draws `figure`, called `id` in the page, in the colours of the page where it has no `theme` of its own.
  init(_ figure: Figure, id: String, theme: Theme?) throws {
    let drawn = theme ?? .light
    page = try figure.page(id: "drawing-\(id)", theme: theme)
    svg = try figure.svg(id: "drawing-\(id)", theme: drawn)
    png = try figure.png(scale: 2, theme: drawn)
    pdf = try figure.pdf(theme: drawn)
    data = figure.csv()
    values = figure.values()
    problems = figure.labelProblems
  }

  /// The six forms and the problems, each behind its length in bytes.
  var encoded: Data {
    let tables = (try? ResultCoder.encode(values)) ?? Data()
    let words = (try? ResultCoder.encode(problems)) ?? Data()
    let parts = [Array(page.utf8), svg, png, pdf, Array(data.utf8), Array(tables), Array(words)]
    return parts.reduce(into: Data()) { whole, part in
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
    guard parts.count == 7, rest.isEmpty,
      let values = try? ResultCoder.decode([ValueTable].self, from: Data(parts[5])),
      let problems = try? ResultCoder.decode([String].self, from: Data(parts[6]))
    else { return nil }
    self.values = values
    self.problems = problems
    page = String(decoding: parts[0], as: UTF8.self)
    (svg, png, pdf) = (parts[1], parts[2], parts[3])
    data = String(decoding: parts[4], as: UTF8.self)
  }
}
