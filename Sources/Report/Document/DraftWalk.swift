/// What a walk over a draft meets, in the order of the text.
package enum DraftItem {
  case heading(Heading<Draft>)
  case equation(Equation)
  case formula(Math)
  case directive(DirectiveCall)
  case role(RoleCall)
}

extension [Block<Draft>] {
  /// Visits all headings, formulae, directives and roles, also those in the bodies of directives, and the formulae of titles.
  package func walk(_ visit: (DraftItem) -> Void) {
    for block in self {
      switch block {
      case .heading(let heading):
        visit(.heading(heading))
        heading.content.walk(visit)
      case .paragraph(let inlines): inlines.walk(visit)
      case .list(let list): list.items.forEach { $0.content.walk(visit) }
      case .definitions(let definitions):
        for definition in definitions {
          definition.term.walk(visit)
          definition.meanings.forEach { $0.walk(visit) }
        }
      case .quote(let blocks): blocks.walk(visit)
      case .table(let table): ([table.header] + table.rows).forEach { $0.forEach { $0.walk(visit) } }
      case .equation(let equation): visit(.equation(equation))
      case .footnotes(let notes): notes.forEach { $0.content.walk(visit) }
      case .directive(let call):
        visit(.directive(call))
        for option in call.options {
          // The roles of a title are those of its directive.
          option.content?.walk { if case .formula = $0 { visit($0) } }
        }
        call.body.walk(visit)
      case .figure(let figure): figure.caption.walk(visit)
      case .captioned(let captioned): (captioned.content + captioned.caption).walk(visit)
      case .box(let box): (box.body + (box.details?.content ?? [])).walk(visit)
      case .results(let rows):
        for row in rows {
          row.name.walk(visit)
          row.remarks.walk(visit)
        }
      case .details(let details):
        details.summary.walk(visit)
        details.content.walk(visit)
      case .bibliography(let items): items.forEach { $0.content.walk(visit) }
      case .code, .thematicBreak, .rawHTML, .markup, .picture: break
      }
    }
  }
}

extension [Inline<Draft>] {
  /// Visits all formulae and roles.
  package func walk(_ visit: (DraftItem) -> Void) {
    for inline in self {
      switch inline {
      case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content),
        .attachment(_, _, let content):
        content.walk(visit)
      case .math(let math): visit(.formula(math))
      case .role(let call): visit(.role(call))
      case .text, .code, .image, .softBreak, .lineBreak, .footnoteReference, .value, .verdict, .markup, .sketch: break
      }
    }
  }
}
