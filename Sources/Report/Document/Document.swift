/// The whole report, ready to render.
package struct Document: Sendable {
  package struct Chapter: Sendable, Equatable {
    /// The file's name without its ending, "01-memory-bias".
    package var id: String
    /// "1", "A" for an appendix; nil for one without a number.
    package var number: String?
    package var title: [Inline<Final>]
    package var blocks: [Block<Final>]

    package init(id: String, number: String? = nil, title: [Inline<Final>], blocks: [Block<Final>]) {
      self.id = id
      self.number = number
      self.title = title
      self.blocks = blocks
    }
  }

  package var title: String
  package var byline: Byline
  /// What stands under the title, before the first chapter.
  package var summary: [Block<Final>]
  /// What was run, below the summary.
  package var run: [Fact]
  package var chapters: [Chapter]
  /// With what the report was made, at its end.
  package var provenance: [Fact]

  package init(
    title: String, byline: Byline = Byline(), summary: [Block<Final>] = [], run: [Fact] = [], chapters: [Chapter],
    provenance: [Fact] = []
  ) {
    self.title = title
    self.byline = byline
    self.summary = summary
    self.run = run
    self.chapters = chapters
    self.provenance = provenance
  }
}
