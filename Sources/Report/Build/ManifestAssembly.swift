import Book
import Document
import Render
import Results

extension Manifest {
  /// The manifest of a report made from `results`, with what is said of the figures of chapters that were kept.
  package init(
    _ document: Document, results: Results, request: BuildRequest, formats: Set<OutputFormat>, provenance: Provenance,
    sources: [Source], keptFigures: [String: [Figure]] = [:]
  ) {
    let figures = document.chapters.map { keptFigures[$0.id] ?? $0.figures.map(Figure.init) }
    self.init(
      title: document.title, request: request, formats: formats.map(\.rawValue).sorted(), provenance: provenance,
      sources: sources,
      chapters: document.chapters.map { Chapter(id: $0.id, number: $0.number, title: $0.title.plainText) },
      entries: results.entries, figures: document.summary.figures.map(Figure.init) + figures.joined())
  }
}

extension Manifest.Figure {
  init(_ figure: FigureBlock<Final>) {
    self.init(id: figure.id, number: figure.number, files: figure.files.map(\.path))
  }
}
