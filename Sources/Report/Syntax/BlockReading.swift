import CMarkdown
import Document
import Source

extension ChapterReader {
  /// A paragraph; an equation in it stands on its own.
  mutating func paragraph(_ node: MarkdownNode, in context: Context, depth: Int) -> [Block<Draft>] {
    let text = InlineText(node, passage: context.passage)
    var blocks: [Block<Draft>] = []
    var pending: [MarkdownNode] = []
    let children = node.children
    for child in children {
      guard case .equation(let tex, let label) = text.syntax(of: child) else {
        pending.append(child)
        continue
      }
      blocks += part(pending, of: text, in: context, depth: depth)
      pending = []
      let math = Math(tex: text.string(tex), span: text.map.bytes(tex), file: file)
      blocks.append(equation(math, label: label.map(text.string), labelSpan: text.map.bytes(label ?? tex)))
    }
    if pending.count < children.count {
      blocks += part(pending, of: text, in: context, depth: depth)
      let parts = blocks.flatMap { block in
        if case .paragraph(let content) = block { content } else { [Inline<Draft>]() }
      }
      checkSyntax(of: text, parts)
      return blocks
    }
    let content = runningText(pending, of: text, in: context, depth: depth)
    checkSyntax(of: text, content)
    return content.isEmpty ? [] : [.paragraph(content)]
  }

  /// What stands before, between or behind the equations of a paragraph.
  private mutating func part(
    _ nodes: [MarkdownNode], of text: InlineText, in context: Context, depth: Int
  ) -> [Block<Draft>] {
    var content = runningText(nodes, of: text, in: context, depth: depth)
    while content.first?.isSpace == true { content.removeFirst() }
    while content.last?.isSpace == true { content.removeLast() }
    return content.isEmpty ? [] : [.paragraph(content)]
  }

  mutating func heading(_ node: MarkdownNode, in context: Context, depth: Int) -> Heading<Draft> {
    let text = InlineText(node, passage: context.passage)
    var nodes = node.children
    var heading = Heading<Draft>(
      level: Int(cmark_node_get_heading_level(node.pointer)), file: file,
      span: context.passage.span(node.startLine, node.startLine), content: [])
    var end: Int?
    if let last = nodes.last, case .attributes(let content) = text.syntax(of: last) {
      end = content.lowerBound - 1
      apply(HeadingAttributes(text.string(content), start: text.map.byte(content.lowerBound)), to: &heading)
      nodes.removeLast()
    }
    heading.content = runningText(nodes, of: text, in: context, depth: depth)
    checkSyntax(of: text, heading.content, upTo: end)
    if end != nil, case .text(let end) = heading.content.last {
      heading.content.removeLast()
      let trimmed = String(end.reversed().drop { $0.isWhitespace }.reversed())
      if !trimmed.isEmpty { heading.content.append(.text(trimmed)) }
    }
    return heading
  }

  mutating func list(_ node: MarkdownNode, in context: Context, depth: Int) -> List<Draft> {
    let isOrdered = cmark_node_get_list_type(node.pointer) == CMARK_ORDERED_LIST
    return List(
      start: isOrdered ? Int(cmark_node_get_list_start(node.pointer)) : nil,
      isTight: cmark_node_get_list_tight(node.pointer) != 0,
      items: node.children.map { item in
        List.Item(
          ticked: item.type == "tasklist" ? cmark_gfm_extensions_get_tasklist_item_checked(item.pointer) : nil,
          content: children(of: item, in: context, depth: depth + 1))
      })
  }

  mutating func table(_ node: MarkdownNode, in context: Context, depth: Int) -> Table<Draft> {
    let columns = Int(cmark_gfm_extensions_get_table_columns(node.pointer))
    let marks = cmark_gfm_extensions_get_table_alignments(node.pointer)
    let alignments = (0..<columns).map { column -> Table<Draft>.Alignment in
      switch marks?[column] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .centre
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
    let header = node.headerLine(in: context.passage)
    var rows: [[[Inline<Draft>]]] = []
    for (index, row) in node.children.enumerated() {
      let number = index == 0 ? header : row.startLine
      rows.append(cells(of: row, inLine: number, context, depth: depth))
      checkCells(ofLine: number, columns: columns, in: context.passage)
    }
    return Table(alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst()))
  }

  private mutating func cells(
    of row: MarkdownNode, inLine number: Int, _ context: Context, depth: Int
  ) -> [[Inline<Draft>]] {
    let line = context.passage.line(number)
    var cursor = min(max(row.startColumn - 1, 0), line?.text.count ?? 0)
    return row.children.map { cell in
      let text = InlineText(cell: cell, row: line, cursor: &cursor)
      let content = runningText(cell.children, of: text, in: context, depth: depth + 1)
      checkSyntax(of: text, content)
      return content
    }
  }
}

extension Inline {
  /// Whether this is nothing but white space.
  fileprivate var isSpace: Bool {
    switch self {
    case .softBreak, .lineBreak: true
    case .text(let text): text.allSatisfy(\.isWhitespace)
    default: false
    }
  }
}

extension MarkdownNode {
  /// The lines that the node covers; the parser gives none to a paragraph that a table directly follows.
  func lines(in passage: Passage) -> ClosedRange<Int> {
    if startLine > 0 { return startLine...max(startLine, endLine) }
    guard let next = cmark_node_next(pointer) else { return 1...1 }
    let table = MarkdownNode(pointer: next)
    return max(table.startLine, 1)...max(table.startLine, 1, table.headerLine(in: passage) - 1)
  }

  /// The line of a table's heading, before its line of dashes; lines of a paragraph may stand before it.
  func headerLine(in passage: Passage) -> Int {
    for number in startLine..<max(startLine, endLine) {
      guard let line = passage.line(number + 1) else { break }
      if TableRow.columns(ofDelimiter: LinePrefix(line.text).rest) != nil { return number }
    }
    return startLine
  }
}
