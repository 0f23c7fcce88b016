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
