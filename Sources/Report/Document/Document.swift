/// The whole report, ready to render.
struct Document: Sendable {
  struct Chapter: Sendable, Equatable {
    /// The file's name without its ending, "01-memory-bias".
    var id: String
    /// "1", "A" for an appendix; nil for one without a number.
    var number: String?
    var title: [Inline<Final>]
    var blocks: [Block<Final>]
  }

  var title: String
  /// What stands under the title, before the first chapter.
  var summary: [Block<Final>] = []
  /// What was run, below the summary.
  var run: [Fact] = []
  var chapters: [Chapter]
  /// With what the report was made, at its end.
  var provenance: [Fact] = []
}
