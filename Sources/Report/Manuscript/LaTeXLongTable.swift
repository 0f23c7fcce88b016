import Document

extension LaTeXBlocks {
  /// A table that goes on over pages; its columns of words are broken into lines where it would be wider than the text.
  mutating func longTable(_ table: Table<Final>, head: String = "") -> String {
    // Columns of pictures, whose numbers stand beside them, are left out.
    let kept = table.header.indices.filter { column in
      !([table.header] + table.rows).contains { row in
        row.indices.contains(column) && row[column].contains { if case .sketch = $0 { true } else { false } }
      }
    }
    let lines = ([table.header] + table.rows).map { row in kept.map { row.indices.contains($0) ? row[$0] : [] } }
    let columns = LaTeXColumns(
      texts: lines.map { $0.map(\.plainText) },
      alignments: kept.map { column in
        table.alignments.indices.contains(column) ? table.alignments[column] : .none
      })
    func cells(_ row: [[Inline<Final>]]) -> String {
      kept.map { row.indices.contains($0) ? inlines(row[$0]) : "" }.joined(separator: " & ") + " \\\\\n"
    }
    var text = "\\settled{\(columns.size)\\setlength{\\tabcolsep}{3pt}\n"
    text += "\\begin{longtable}{\(columns.specification)}\n\(head)"
    text += "\\toprule\n\(cells(table.header))\\midrule\n"
    text += head.isEmpty ? "\\endhead\n" : "\\endfirsthead\n\\toprule\n\(cells(table.header))\\midrule\n\\endhead\n"
    for (title, rows) in table.groupedRows {
      if let title { text += "\\multicolumn{\(kept.count)}{l}{\\textit{\(inlines(title))}} \\\\*\n" }
      for row in rows { text += cells(row) }
    }
    // A table without a caption takes no number.
    let count = head.isEmpty ? "\\addtocounter{table}{-1}\n" : ""
    return text + "\\bottomrule\n\\end{longtable}}\n" + count
  }
}

/// How wide the columns of a table are, in points.
struct LaTeXColumns {
  /// The text's width, and the room between two columns.
  private static let room = 452.0
  private static let gap = 6.0

  /// The command of the letters' size.
  let size: String
  /// "lrp{120pt}".
  let specification: String

  /// `texts` are the words of the cells, the heading first.
  init(texts: [[String]], alignments: [ColumnAlignment]) {
    let sizes: [(name: String, letter: Double)] = [("\\small", 5.3), ("\\footnotesize", 4.8), ("\\scriptsize", 4.2)]
    let longest = alignments.indices.map { column in Double(texts.map { $0[column].count }.max() ?? 0) }
    let words = alignments.indices.map { column in
      Double(texts.flatMap { $0[column].split { " -_./:,;(=".contains($0) } }.map(\.count).max() ?? 0)
    }
    let room = Self.room - Self.gap * Double(alignments.count)
    func natural(_ alignment: ColumnAlignment) -> String {
      switch alignment {
      case .none, .left: "l"
      case .centre: "c"
      case .right, .decimal: "r"
      }
    }
    if let fit = sizes.first(where: { longest.reduce(0, +) * $0.letter <= room }) {
      (size, specification) = (fit.name, alignments.map(natural).joined())
      return
    }
    let chosen = sizes.first { words.reduce(0, +) * $0.letter * 1.15 <= 0.8 * room } ?? sizes[2]
    // Short columns keep their width; what is left is shared by the long ones, by the root of their length.
    let isShort = longest.map { $0 <= 14 }
    let taken = zip(longest, isShort).reduce(0) { $0 + ($1.1 ? $1.0 * chosen.letter : 0) }
    let weights = zip(longest, isShort).map { $1 ? 0 : $0.squareRoot() }
    let share = max(room - taken, 0.3 * room) / max(weights.reduce(0, +), 1)
    size = chosen.name
    specification = alignments.indices.map { column in
      isShort[column]
        ? natural(alignments[column])
        : ">{\\raggedright\\arraybackslash}p{\(Int(weights[column] * share))pt}"
    }.joined()
  }
}

extension Block<Final> {
  /// Every formula in the block.
  var formulae: [Math] {
    switch self {
    case .heading(let heading): heading.content.formulae
    case .paragraph(let content): content.formulae
    case .list(let list): list.items.flatMap { $0.content.flatMap(\.formulae) }
    case .definitions(let definitions):
      definitions.flatMap { $0.term.formulae + $0.meanings.flatMap { $0.flatMap(\.formulae) } }
    case .quote(let blocks): blocks.flatMap(\.formulae)
    case .table(let table): ([table.header] + table.rows).flatMap { $0.flatMap(\.formulae) }
    case .equation(let equation): [equation.math]
    case .footnotes(let notes): notes.flatMap { $0.content.flatMap(\.formulae) }
    case .figure(let figure): figure.caption.flatMap(\.formulae)
    case .captioned(let captioned): (captioned.content + captioned.caption).flatMap(\.formulae)
    case .box(let box): box.name.formulae + (box.body + (box.details?.content ?? [])).flatMap(\.formulae)
    case .results(let rows): rows.flatMap { $0.name.formulae + $0.remarks.flatMap(\.formulae) }
    case .details(let details): details.summary.formulae + details.content.flatMap(\.formulae)
    case .bibliography(let items): items.flatMap(\.content.formulae)
    case .code, .thematicBreak, .rawHTML, .markup, .picture: []
    }
  }
}
