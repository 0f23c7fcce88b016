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
