import Book
import Document
import Render
import Results

extension Manifest {
  /// The manifest of a report made from `results`.
  package init(
    _ document: Document, results: Results, request: BuildRequest, formats: Set<OutputFormat>, provenance: Provenance,
    sources: [Source]
  ) {
    self.init(
      title: document.title, request: request, formats: formats.map(\.rawValue).sorted(), provenance: provenance,
      sources: sources,
      chapters: document.chapters.map { Chapter(id: $0.id, number: $0.number, title: $0.title.plainText) },
      entries: results.entries,
      figures: document.figures.map { Figure(id: $0.id, number: $0.number, files: $0.files.map(\.path)) })
  }
}
