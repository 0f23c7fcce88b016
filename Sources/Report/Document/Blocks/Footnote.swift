package struct Footnote<P: Phase>: Sendable, Equatable {
  package var label: String
  package var number: Int
  package var content: [Block<P>]

  package init(label: String, number: Int, content: [Block<P>]) {
    self.label = label
    self.number = number
    self.content = content
  }
}

/// A work in the list of those that the book cites.
package struct BibliographyItem<P: Phase>: Sendable, Equatable {
  package var id: String
  /// "[1]", empty in a list by author and year.
  package var marker: String
  package var content: [Inline<P>]

  package init(id: String, marker: String, content: [Inline<P>]) {
    self.id = id
    self.marker = marker
    self.content = content
  }
}
