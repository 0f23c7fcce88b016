import Document
import Statistics

/// Blocks that stand for the directive itself: under its anchor, with its number.
extension CarryingOut {
  /// The directive as a box; `title` takes the place of "Experiment 1.2".
  package func box(
    _ kind: String, title: String? = nil, name: [Inline<Final>] = [], verdict: Verdict? = nil, body: [Block<Final>],
    details: (summary: String, content: [Block<Final>])? = nil
  ) -> Block<Final> {
    .box(
      Box(
        kind: kind, id: anchor, title: title ?? self.title, name: name, verdict: verdict, body: body, details: details))
  }

  /// The directive as a "table", a "listing" or an "image" with a caption.
  package func captioned(_ kind: String, _ content: [Block<Final>], caption: [Block<Final>]) -> Block<Final> {
    .captioned(Captioned(kind: kind, id: anchor, title: title, content: content, caption: caption))
  }

  /// A table under headings in the language of the book, aligned left unless `alignments` says otherwise.
  package func table(
    _ headings: [String], alignments: [ColumnAlignment]? = nil, rows: [[[Inline<Final>]]]
  ) -> Table<Final> {
    Table(
      alignments: alignments ?? headings.map { _ in .left }, header: headings.map { [.text(language[$0])] }, rows: rows)
  }
}
