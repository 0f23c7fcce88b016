import Basics
import Foundation
import Plot

/// A figure in every form in which the report shows it.
package struct Drawing: Sendable, Equatable {
  /// SVG for the page, with ids that are unique in the document.
  package var page: String
  package var svg: [UInt8]
  package var png: [UInt8]
  package var pdf: [UInt8]
  /// The data as comma-separated text.
  package var data: String
  /// Some of the data as tables.
  package var values: [ValueTable]
  /// What of its lettering could not be set, for the author.
  package var problems: [String]

  /// Draws `figure`, called `id` in the page, in the colours of the page if it has no `theme`.
  package init(_ figure: Figure, id: String, theme: Theme?) throws {
    let drawn = theme ?? .light
    page = try figure.page(id: "drawing-\(id)", theme: theme)
    svg = try figure.svg(id: "drawing-\(id)", theme: drawn)
    png = try figure.png(scale: 2, theme: drawn)
    pdf = try figure.pdf(theme: drawn)
    data = figure.csv()
    values = figure.values()
    problems = figure.labelProblems
  }

  /// What stands for a drawing of curves that are not known.
  package static let unknown = Drawing()

  private init() { (page, svg, png, pdf, data, values, problems) = ("", [], [], [], "", [], []) }

  /// The six forms and the problems, each behind its length in bytes.
  package var encoded: Data {
    let tables = (try? ResultCoder.encode(values)) ?? Data()
    let words = (try? ResultCoder.encode(problems)) ?? Data()
    return PackedParts.joined([Array(page.utf8), svg, png, pdf, Array(data.utf8), Array(tables), Array(words)])
  }

  /// Nil if the bytes are not a drawing.
  package init?(encoded whole: Data) {
    guard let parts = PackedParts.split(whole), parts.count == 7,
      let values = try? ResultCoder.decode([ValueTable].self, from: parts[5]),
      let problems = try? ResultCoder.decode([String].self, from: parts[6])
    else { return nil }
    self.values = values
    self.problems = problems
    page = String(decoding: parts[0], as: UTF8.self)
    (svg, png, pdf) = (Array(parts[1]), Array(parts[2]), Array(parts[3]))
    data = String(decoding: parts[4], as: UTF8.self)
  }
}
