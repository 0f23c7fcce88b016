/// The works of one file, and how the book lists and cites them.
package struct WorkList: Sendable {
  package let entries: [BibliographyEntry]
  package let style: Bibliography.Style
  /// Whether works that nothing cites are listed too.
  private let listsAll: Bool

  package init(_ entries: [BibliographyEntry], style: Bibliography.Style, listsAll: Bool = false) {
    self.entries = entries
    self.style = style
    self.listsAll = listsAll
  }

  /// Keys of the works that are listed although nothing cites them.
  package var uncited: [String] { listsAll ? entries.map(\.key) : [] }
}
