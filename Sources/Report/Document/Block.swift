import Plot
import Source
import Statistics

/// A block of a document: the closed set that every renderer draws.
package indirect enum Block<P: Phase>: Sendable, Equatable {
  case heading(Heading<P>)
  case paragraph([Inline<P>])
  case list(List<P>)
  case definitions([DefinitionItem<P>])
  case code(language: String, text: String)
  case quote([Block])
  case table(Table<P>)
  case thematicBreak
  case equation(Equation)
  /// HTML of a chapter, shown as text.
  case rawHTML(String)
  /// HTML of a chapter that allows it, copied unchanged.
  case markup(String)
  case footnotes([Footnote<P>])
  case directive(P.Directive)
  case figure(FigureBlock<P>)
  case captioned(Captioned<P>)
  case picture(Picture)
  case box(Box<P>)
  case results([ResultRow<P>])
  case details(Details<P>)
  case bibliography([BibliographyItem<P>])
}

package struct Heading<P: Phase>: Sendable, Equatable {
  package var level: Int
  /// What references call it; filled in from the text where the author gave none.
  package var label: String?
  package var file: SourceFile
  /// Bytes of the label in the file, or of the heading.
  package var span: Range<Int>
  /// "2.1", nil before numbering.
  package var number: String?
  package var content: [Inline<P>]
  package var numbering: HeadingNumbering

  package init(
    level: Int, label: String? = nil, file: SourceFile, span: Range<Int>, number: String? = nil, content: [Inline<P>],
    numbering: HeadingNumbering = HeadingNumbering.numbered
  ) {
    self.level = level
    self.label = label
    self.file = file
    self.span = span
    self.number = number
    self.content = content
    self.numbering = numbering
  }
}

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

/// `decimal` puts the points of numbers under one another.
package enum ColumnAlignment: Sendable { case none, left, centre, right, decimal }

package struct Table<P: Phase>: Sendable, Equatable {
  package typealias Alignment = ColumnAlignment

  /// Rows that follow one another, under their own title.
  package struct Group: Sendable, Equatable {
    package var title: [Inline<P>]
    /// How many rows it has.
    package var count: Int

    package init(title: [Inline<P>], count: Int) {
      self.title = title
      self.count = count
    }
  }

  package var alignments: [ColumnAlignment]
  package var header: [[Inline<P>]]
  package var rows: [[[Inline<P>]]]
  /// The groups of the rows, all rows in their order; none where the rows are not grouped.
  package var groups: [Group]

  package init(
    alignments: [ColumnAlignment], header: [[Inline<P>]], rows: [[[Inline<P>]]], groups: [Group] = []
  ) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
    self.groups = groups
  }

  /// The rows by group; all under no title where they are not grouped.
  package var groupedRows: [(title: [Inline<P>]?, rows: ArraySlice<[[Inline<P>]]>)] {
    var rest = rows[...]
    var grouped: [(title: [Inline<P>]?, rows: ArraySlice<[[Inline<P>]]>)] = []
    for group in groups {
      grouped.append((group.title, rest.prefix(group.count)))
      rest = rest.dropFirst(group.count)
    }
    return rest.isEmpty && !grouped.isEmpty ? grouped : grouped + [(nil, rest)]
  }
}

/// A claim with its verdict and the number that decides it: a row of the table of a section's results.
package struct ResultRow<P: Phase>: Sendable, Equatable {
  package var id: String
  /// "Claim 1.2".
  package var title: String
  /// What is claimed, in the author's words.
  package var name: [Inline<P>]
  package var verdict: Verdict
  /// The interval of a ratio; nil if the estimate is not a ratio.
  package var sketch: IntervalSketch?
  /// "ratio 0.61 (0.55 to 0.68)".
  package var estimate: String
  /// "12", or "exact" for a number that is known without error.
  package var basis: String
  /// What the author and the program say of it.
  package var remarks: [Block<P>]
  /// The comparison as it was written.
  package var source: String

  package init(
    id: String, title: String, name: [Inline<P>], verdict: Verdict, sketch: IntervalSketch? = nil, estimate: String,
    basis: String, remarks: [Block<P>], source: String
  ) {
    self.id = id
    self.title = title
    self.name = name
    self.verdict = verdict
    self.sketch = sketch
    self.estimate = estimate
    self.basis = basis
    self.remarks = remarks
    self.source = source
  }
}

package struct Equation: Sendable, Equatable {
  package var math: Math
  package var label: String?
  package var labelSpan: Range<Int>
  /// "1.2" once numbered; only equations with a label have a number.
  package var number: String?
  /// The labels that `\label` gives to rows of it.
  package var rows: [EquationRow]

  package init(
    math: Math, label: String? = nil, labelSpan: Range<Int>, number: String? = nil, rows: [EquationRow] = []
  ) {
    self.math = math
    self.label = label
    self.labelSpan = labelSpan
    self.number = number
    self.rows = rows
  }
}

/// A row of an equation that can be cited.
package struct EquationRow: Sendable, Equatable {
  package var label: String
  package var file: SourceFile
  /// Bytes of the label.
  package var span: Range<Int>

  package init(label: String, file: SourceFile, span: Range<Int>) {
    self.label = label
    self.file = file
    self.span = span
  }
}

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

/// A numbered figure, its drawing and what made it.
package struct FigureBlock<P: Phase>: Sendable, Equatable {
  package var id: String
  /// "1.2".
  package var number: String
  /// SVG for the page, with ids that are unique in the document.
  package var svg: String
  package var alternative: String
  package var caption: [Block<P>]
  /// The figure and its data as files of the output folder.
  package var files: [OutputFile]
  /// The figure's values as comma-separated text, for saving from within the page.
  package var data: String
  /// The directive as the author wrote it.
  package var source: String
  /// Its settings, on which results it rests, and how to make it again.
  package var provenance: [Fact]
  /// Some of its values as tables, for who cannot see it.
  package var values: [Block<P>]
  /// What a reader can move in it.
  package var explorer: Explorer?

  package init(
    id: String, number: String, svg: String, alternative: String, caption: [Block<P>], files: [OutputFile],
    data: String, source: String, provenance: [Fact] = [], values: [Block<P>] = [], explorer: Explorer? = nil
  ) {
    self.id = id
    self.number = number
    self.svg = svg
    self.alternative = alternative
    self.caption = caption
    self.files = files
    self.data = data
    self.source = source
    self.provenance = provenance
    self.values = values
    self.explorer = explorer
  }
}

/// An image on its own, with another one for dark pages where there is one.
package struct Picture: Sendable, Equatable {
  /// Addresses that hold the images.
  package var light: String
  package var dark: String?
  package var alternative: String
  /// Per cent of the text's width; nil for the size of the image itself.
  package var width: Int?

  package init(light: String, dark: String? = nil, alternative: String, width: Int? = nil) {
    self.light = light
    self.dark = dark
    self.alternative = alternative
    self.width = width
  }
}

/// Tables or listings with number and caption.
package struct Captioned<P: Phase>: Sendable, Equatable {
  /// "table", "listing" or "image", the class of its style.
  package var kind: String
  /// Empty where it has no label.
  package var id: String
  /// "Table 1.2".
  package var title: String
  package var content: [Block<P>]
  package var caption: [Block<P>]

  package init(kind: String, id: String, title: String, content: [Block<P>], caption: [Block<P>]) {
    self.kind = kind
    self.id = id
    self.title = title
    self.content = content
    self.caption = caption
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
