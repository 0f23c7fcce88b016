extension Document {
  /// Every figure, in the order of the text.
  package var figures: [FigureBlock<Final>] { summary.figures + chapters.flatMap(\.figures) }

  /// Every file that belongs beside the page.
  package var files: [OutputFile] { figures.flatMap(\.files) }
}

extension Document.Chapter {
  /// Every figure of the chapter, in the order of the text.
  package var figures: [FigureBlock<Final>] { blocks.figures }
}

extension [Block<Final>] {
  /// Every figure in the blocks, in the order of the text.
  package var figures: [FigureBlock<Final>] { flatMap(\.figures) }
}

extension Block<Final> {
  /// The figures in the block.
  var figures: [FigureBlock<Final>] {
    switch self {
    case .figure(let figure): [figure]
    case .quote(let blocks): blocks.flatMap(\.figures)
    case .definitions(let definitions): definitions.flatMap { $0.meanings.flatMap { $0.flatMap(\.figures) } }
    case .list(let list): list.items.flatMap { $0.content.flatMap(\.figures) }
    case .box(let box): (box.body + (box.details?.content ?? [])).flatMap(\.figures)
    case .results(let rows): rows.flatMap { $0.remarks.flatMap(\.figures) }
    case .captioned(let captioned): captioned.content.flatMap(\.figures)
    case .details(let details): details.content.flatMap(\.figures)
    case .heading, .paragraph, .code, .table, .thematicBreak, .equation, .rawHTML, .markup, .footnotes, .bibliography,
      .picture:
      []
    }
  }
}
