import Statistics

/// What is set apart from the text: a statement with its verdict, a proof, a note.
package struct Box<P: Phase>: Sendable {
  /// "theorem" or "note", the class of its style.
  package var kind: String
  /// Empty where it has no label.
  package var id: String
  /// "Theorem 1".
  package var title: String
  /// The author's short name for it, "decomposition".
  package var name: [Inline<P>]
  package var verdict: Verdict?
  package var body: [Block<P>]
  /// What is folded away until the reader asks, under its summary line.
  package var details: (summary: String, content: [Block<P>])?

  package init(
    kind: String, id: String, title: String, name: [Inline<P>], verdict: Verdict? = nil, body: [Block<P>],
    details: (summary: String, content: [Block<P>])? = nil
  ) {
    self.kind = kind
    self.id = id
    self.title = title
    self.name = name
    self.verdict = verdict
    self.body = body
    self.details = details
  }
}

extension Box: Equatable {
  package static func == (left: Box, right: Box) -> Bool {
    left.kind == right.kind && left.id == right.id && left.title == right.title && left.name == right.name
      && left.verdict == right.verdict && left.body == right.body && left.details?.summary == right.details?.summary
      && left.details?.content == right.details?.content
  }
}

/// What is folded away until the reader asks.
package struct Details<P: Phase>: Sendable, Equatable {
  /// Empty where it has no label.
  package var id: String
  package var summary: [Inline<P>]
  package var content: [Block<P>]

  package init(id: String, summary: [Inline<P>], content: [Block<P>]) {
    self.id = id
    self.summary = summary
    self.content = content
  }
}
