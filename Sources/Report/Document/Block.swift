import Core

/// A block of a document: the closed set that every renderer draws.
indirect enum Block<P: Phase>: Sendable, Equatable {
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
  /// HTML of a chapter that passes it, as it stands.
  case markup(String)
  case footnotes([Footnote<P>])
  case directive(P.Directive)
  case figure(FigureBlock<P>)
  case captioned(Captioned<P>)
  case picture(Picture)
  case box(Box<P>)
  case details(Details<P>)
  case bibliography([BibliographyItem<P>])
}

struct Heading<P: Phase>: Sendable, Equatable {
  var level: Int
  /// What references call it; filled in from the text where the author gave none.
  var label: String?
  var file: SourceFile
  /// Bytes of the label in the file, or of the heading.
  var span: Range<Int>
  /// "2.1", nil before numbering.
  var number: String?
  var content: [Inline<P>]
  var numbering = HeadingNumbering.numbered
}

struct List<P: Phase>: Sendable, Equatable {
  struct Item: Sendable, Equatable {
    /// Whether a task-list box is ticked; nil where there is no box.
    var ticked: Bool?
    var content: [Block<P>]
  }

  /// The first number of an ordered list, nil for bullets.
  var start: Int?
  var isTight: Bool
  var items: [Item]
}

/// A term with its meanings.
struct DefinitionItem<P: Phase>: Sendable, Equatable {
  var term: [Inline<P>]
  /// None for a term that shares those of the next.
  var meanings: [[Block<P>]]
}

/// `decimal` puts the points of numbers under one another.
enum ColumnAlignment: Sendable { case none, left, centre, right, decimal }

struct Table<P: Phase>: Sendable, Equatable {
  typealias Alignment = ColumnAlignment

  var alignments: [ColumnAlignment]
  var header: [[Inline<P>]]
  var rows: [[[Inline<P>]]]
}

struct Equation: Sendable, Equatable {
  var math: Math
  var label: String?
  var labelSpan: Range<Int>
  /// "1.2" once numbered; only equations with a label have a number.
  var number: String?
  /// The labels that `\label` gives to rows of it.
  var rows: [EquationRow] = []
}

/// A row of an equation that can be cited.
struct EquationRow: Sendable, Equatable {
  var label: String
  var file: SourceFile
  /// Bytes of the label.
  var span: Range<Int>
}

struct Footnote<P: Phase>: Sendable, Equatable {
  var label: String
  var number: Int
  var content: [Block<P>]
}

/// A numbered figure, its drawing and what made it.
struct FigureBlock<P: Phase>: Sendable, Equatable {
  var id: String
  /// "1.2".
  var number: String
  /// SVG for the page, with ids that are unique in the document.
  var svg: String
  var alternative: String
  var caption: [Block<P>]
  /// The figure and its data as files of the output folder.
  var files: [OutputFile]
  /// The figure's values as comma-separated text, for saving from within the page.
  var data: String
  /// The directive as the author wrote it.
  var source: String
  /// Its settings, on which results it rests, and how to make it again.
  var provenance: [Fact] = []
  /// Some of its values as tables, for who cannot see it.
  var values: [Block<P>] = []
  /// What a reader can move in it.
  var explorer: Explorer?
}

/// An image on its own, with another one for dark pages where there is one.
struct Picture: Sendable, Equatable {
  /// Addresses that hold the images.
  var light: String
  var dark: String?
  var alternative: String
  /// Per cent of the text's width; nil for the size of the image itself.
  var width: Int?
}

/// Tables or listings with number and caption.
struct Captioned<P: Phase>: Sendable, Equatable {
  /// "table", "listing" or "image", the class of its style.
  var kind: String
  /// Empty where it has no label.
  var id: String
  /// "Table 1.2".
  var title: String
  var content: [Block<P>]
  var caption: [Block<P>]
}

/// What is folded away until the reader asks.
struct Details<P: Phase>: Sendable, Equatable {
  /// Empty where it has no label.
  var id: String
  var summary: [Inline<P>]
  var content: [Block<P>]
}

/// A work in the list of those that the book cites.
struct BibliographyItem<P: Phase>: Sendable, Equatable {
  var id: String
  /// "[1]", empty in a list by author and year.
  var marker: String
  var content: [Inline<P>]
}

/// What is set apart from the text: a statement with its verdict, a proof, a note.
struct Box<P: Phase>: Sendable {
  /// "theorem" or "note", the class of its style.
  var kind: String
  /// Empty where it has no label.
  var id: String
  /// "Theorem 1".
  var title: String
  /// The author's short name for it, "decomposition".
  var name: [Inline<P>]
  var verdict: Verdict?
  var body: [Block<P>]
  /// What is folded away until the reader asks, under its summary line.
  var details: (summary: String, content: [Block<P>])?
}

extension Box: Equatable {
  static func == (left: Box, right: Box) -> Bool {
    left.kind == right.kind && left.id == right.id && left.title == right.title && left.name == right.name
      && left.verdict == right.verdict && left.body == right.body && left.details?.summary == right.details?.summary
      && left.details?.content == right.details?.content
  }
}
