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

  /// Draws `figure`, called `id` in the page, in the colours of the page if it has no `theme`; the PNG has `resolution` pixels an
  /// inch.
  package init(_ figure: Figure, id: String, theme: Theme?, resolution: Int = 144) throws {
    let drawn = theme ?? .light
    page = try figure.page(id: "drawing-\(id)", theme: theme)
    svg = try figure.svg(id: "drawing-\(id)", theme: drawn)
    png = try figure.png(scale: Double(resolution) / 72, theme: drawn)
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
    let tables = PackedParts.joined(values.map(\.packed))
    let words = PackedParts.joined(problems.map(\.utf8))
    return PackedParts.joined([Array(page.utf8), svg, png, pdf, Array(data.utf8), Array(tables), Array(words)])
  }

  /// Nil if the bytes are not a drawing.
  package init?(encoded whole: Data) {
    guard let parts = PackedParts.split(whole), parts.count == 7, let tables = PackedParts.split(parts[5]),
      let problems = PackedParts.split(parts[6])
    else { return nil }
    values = tables.compactMap { ValueTable(packed: $0) }
    if values.count < tables.count { return nil }
    self.problems = problems.map { String(decoding: $0, as: UTF8.self) }
    page = String(decoding: parts[0], as: UTF8.self)
    (svg, png, pdf) = (Array(parts[1]), Array(parts[2]), Array(parts[3]))
    data = String(decoding: parts[4], as: UTF8.self)
  }
}

extension ValueTable {
  /// The title, the total, the header and each row.
  fileprivate var packed: Data {
    let lines = ([header] + rows).map { PackedParts.joined($0.map(\.utf8)) }
    return PackedParts.joined([Data(title.utf8), Data("\(total)".utf8)] + lines)
  }

  /// Nil if the bytes are not a table.
  fileprivate init?(packed: Data) {
    func words(_ part: Data) -> [String]? { PackedParts.split(part)?.map { String(decoding: $0, as: UTF8.self) } }
    guard let parts = PackedParts.split(packed), parts.count > 2, let header = words(parts[2]),
      let total = Int(String(decoding: parts[1], as: UTF8.self))
    else { return nil }
    let rows = parts[3...].compactMap(words)
    guard rows.count == parts.count - 3 else { return nil }
    self.init(title: String(decoding: parts[0], as: UTF8.self), header: header, rows: rows, total: total)
  }
}
