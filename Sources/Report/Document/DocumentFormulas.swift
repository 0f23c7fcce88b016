/// A formula where it stands.
typealias PlacedFormula = (math: Math, isDisplayed: Bool)

extension Block {
  /// Every formula of the block, in reading order, those in the bodies of directives included.
  var formulas: [PlacedFormula] {
    switch self {
    case .heading(let heading): heading.content.flatMap(\.formulas)
    case .paragraph(let content): content.flatMap(\.formulas)
    case .list(let list): list.items.flatMap { $0.content.flatMap(\.formulas) }
    case .quote(let content): content.flatMap(\.formulas)
    case .table(let table): (table.header + table.rows.joined()).flatMap { $0.flatMap(\.formulas) }
    case .equation(let equation): [(equation.math, true)]
    case .footnotes(let notes): notes.flatMap { $0.content.flatMap(\.formulas) }
    case .directive(let directive): (directive as? DirectiveCall)?.body.flatMap(\.formulas) ?? []
    case .figure(let figure): figure.caption.flatMap(\.formulas)
    case .box(let box):
      box.name.flatMap(\.formulas) + (box.body + (box.details?.content ?? [])).flatMap(\.formulas)
    case .code, .thematicBreak, .rawHTML: []
    }
  }
}

extension Inline {
  var formulas: [PlacedFormula] {
    switch self {
    case .math(let math): [(math, false)]
    case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content):
      content.flatMap(\.formulas)
    case .text, .code, .image, .softBreak, .lineBreak, .footnoteReference, .role, .value, .verdict: []
    }
  }
}
