package struct List<P: Phase>: Sendable, Equatable {
  package struct Item: Sendable, Equatable {
    /// Whether a task-list box is ticked; nil without a box.
    package var ticked: Bool?
    package var content: [Block<P>]

    package init(ticked: Bool? = nil, content: [Block<P>]) {
      self.ticked = ticked
      self.content = content
    }
  }

  /// The first number of an ordered list, nil for bullets.
  package var start: Int?
  package var isTight: Bool
  package var items: [Item]

  package init(start: Int? = nil, isTight: Bool, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

/// A term with its meanings.
package struct DefinitionItem<P: Phase>: Sendable, Equatable {
  package var term: [Inline<P>]
  /// None for a term that shares those of the next.
  package var meanings: [[Block<P>]]

  package init(term: [Inline<P>], meanings: [[Block<P>]]) {
    self.term = term
    self.meanings = meanings
  }
}
