import Foundation
import Testing

@testable import Book
@testable import Build
@testable import Command
@testable import Figures
@testable import Mathematics
@testable import Plot
@testable import Reading
@testable import Render
@testable import Results
@testable import Settings
@testable import Source

@Suite("The gallery")
struct GalleryTests {
  /// The files of the gallery and what was built, made once.
  private static let built: (files: [String: Data], finished: ReportBuild.Finished)? = {
    guard let book = try? SmallBook(Dictionary(uniqueKeysWithValues: Gallery.chapters)),
      let finished = try? book.build(), let files = try? book.contents(of: "output")
    else { return nil }
    return (files, finished)
  }()

  @Test func `is a book without mistakes that shows every kind of figure`() throws {
    let files = Gallery.chapters.map { SourceFile(path: $0.name, text: $0.text) }
    let reader = try BookReader(files, profile: .quick, typesetter: Typesetter())
    #expect(reader.diagnostics.map(\.message) == [])
    let text = Gallery.chapters.map(\.text).joined()
    for kind in Catalogue.figures.entries { #expect(text.contains("plot: \(kind.name)("), "\(kind.name)") }
    for theme in Theme.all { #expect(text.contains("theme: \(theme.name)"), "\(theme.name)") }
  }

  @Test func `draws every figure, with ids that do not collide and marks of every kind`() throws {
    let (files, finished) = try #require(Self.built)
    func text(_ path: String) throws -> String { String(decoding: try #require(files[path]), as: UTF8.self) }
    let page = try text("index.html")
    let ids = page.matches(of: /\sid="?([^"\s>]+)/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let words = page.replacing(Script.text(in: .english), with: "").replacing(/base64,[A-Za-z0-9+\/=]+/, with: "")
    #expect(
      page.matches(of: /class="?hint"?/).count > 500 && !words.contains("NaN")
        && !page.contains(">no data<"))
    var marks: Set<Substring> = []
    for figure in finished.manifest.figures.map(\.id) {
      let rows = try text("data/\(figure).csv").split(separator: "\n").dropFirst()
      #expect(!rows.isEmpty, "\(figure)")
      for mark in [
        "line", "step", "point", "error bar", "band", "bar", "histogram", "area", "rule", "heatmap", "box", "strip",
      ]
      where rows.contains(where: { $0.contains(",\(mark),") }) { marks.insert(mark[...]) }
      for ending in ["svg", "png", "pdf"] { #expect(files["figures/\(figure).\(ending)"]?.isEmpty == false) }
    }
    #expect(marks.count == 12, "\(marks.sorted())")
  }

  @Test func `no figure reads more than it declares`() throws {
    let datasets = try #require(Self.built).finished.results.datasets
    let styles = SeriesStyles(offers: datasets.values.map(\.offer))
    let plots = Gallery.chapters.map(\.text).joined().matches(of: /plot: (.+)\n/).map { String($0.output.1) }
    #expect(plots.count > 20)
    for plot in plots {
      let kind = try Catalogue.figures.make(plot)
      var declared: [String: Dataset] = [:]
      for (label, curves) in kind.inputs.curves {
        declared[label] = datasets[label].map { dataset in
          let results = dataset.offer.cells.indices.map { cell in
            (0..<dataset.offer.sampleCount).map { sample -> Dataset.Result? in
              let series = dataset.curves(cell: cell, sample: sample).filter { curves.contains($0.key) }
              return .init(numbers: dataset.numbers(cell: cell, sample: sample), series: series)
            }
          }
          return Dataset(offer: dataset.offer, results: results)
        }
      }
      #expect(
        "\(kind.panels(from: declared, styles: styles))" == "\(kind.panels(from: datasets, styles: styles))", "\(plot)")
    }
  }

  @Test func `gives a method one look in every figure`() throws {
    let files = Gallery.chapters.map { SourceFile(path: $0.name, text: $0.text) }
    let book = try BookReader(files, profile: .quick, typesetter: Typesetter()).book
    let styles = SeriesStyles(offers: book.directives.compactMap(\.offer))
    var looks: [String: Style] = [:]
    for choice in book.directives.compactMap(\.offer).flatMap(\.axes).flatMap(\.choices) {
      let style = styles.style(for: choice)
      #expect(looks[choice.canonical.description, default: style].slot == style.slot)
      looks[choice.canonical.description] = style
    }
    let errors = book.index.offers["bias"]?.axes.first?.choices ?? []
    #expect(Set(errors.map { styles.style(for: $0).slot }).count == 4)
  }
}
