import Basics
import Document

/// Writes a figure or a table with its caption as an author puts it into a paper.
package struct LaTeXWriter {

  package init() {}
  /// A line that says what a file needs of the paper around it.
  static let figurePreamble = "% \\usepackage{graphicx}\n"
  static let tablePreamble = "% \\usepackage{booktabs}\n"

  /// A floating figure of the drawing in `file`.
  package func text(of figure: FigureBlock<Final>, file: String) -> String {
    """
    \(Self.figurePreamble)\(macros(of: figure.caption))\\begin{figure}
      \\centering
      \\includegraphics[width=\\linewidth]{\(file)}
      \\caption{\(caption(figure.caption))}
      \(LaTeX.label("fig", figure.id))
    \\end{figure}

    """
  }

  /// A floating table; several tables of one caption stand below one another.
  package func text(of captioned: Captioned<Final>) -> String {
    let tables = captioned.content.compactMap { block in
      if case .table(let table) = block { tabular(table, indent: "  ") } else { nil }
    }
    // What a page folds away below a table belongs to its caption on paper.
    let notes = captioned.content.flatMap { block -> [Block<Final>] in
      if case .details(let details) = block { details.content } else { [] }
    }
    return """
      \(Self.tablePreamble)\(macros(of: captioned.caption))\\begin{table}
        \\centering
        \\caption{\(caption(captioned.caption + notes))}
        \(LaTeX.label("tab", captioned.id))
      \(tables.joined(separator: "\n  \\\\[1ex]\n"))
      \\end{table}

      """
  }

  /// The table itself, with the rules of booktabs.
  func tabular(_ table: Table<Final>, indent: String = "") -> String {
    let columns = table.header.indices.map { column -> String in
      switch table.alignments.indices.contains(column) ? table.alignments[column] : .none {
      case .none, .left: "l"
      case .centre: "c"
      case .right, .decimal: "r"
      }
    }
    let rows = table.groupedRows.flatMap { title, rows -> [String] in
      let head = title.map { "  \\multicolumn{\(columns.count)}{l}{\\textit{\(inlines($0))}} \\\\" }
      return [head].compactMap { $0 } + rows.map { "  \(row($0, columns: columns.count))" }
    }
    let lines =
      ["\\begin{tabular}{\(columns.joined())}", "  \\toprule", "  \(row(table.header, columns: columns.count))"]
      + ["  \\midrule"] + rows + ["  \\bottomrule", "\\end{tabular}"]
    return lines.map { indent + $0 }.joined(separator: "\n")
  }

  private func row(_ cells: [[Inline<Final>]], columns: Int) -> String {
    let texts = (0..<columns).map { cells.indices.contains($0) ? inlines(cells[$0]) : "" }
    return "\(texts.joined(separator: " & ")) \\\\"
  }

  /// The paragraphs of a caption in one, since a caption holds no others.
  private func caption(_ blocks: [Block<Final>]) -> String {
    blocks.compactMap { block -> String? in
      switch block {
      case .paragraph(let content): inlines(content)
      case .equation(let equation): "$\(equation.math.tex.trimmed)$"
      default: nil
      }
    }.joined(separator: " ")
  }

  /// The macros that the formulae of a caption use, a line each.
  private func macros(of blocks: [Block<Final>]) -> String {
    var macros: [String: String] = [:]
    for block in blocks {
      switch block {
      case .paragraph(let content): for math in content.formulae { macros.merge(math.macros) { first, _ in first } }
      case .equation(let equation): macros.merge(equation.math.macros) { first, _ in first }
      default: break
      }
    }
    return macros.sorted { $0.key < $1.key }.map { name, text in
      let count = (1...9).last { text.contains("#\($0)") } ?? 0
      return "\\providecommand{\(name)}\(count > 0 ? "[\(count)]" : ""){\(text)}\n"
    }.joined()
  }

  func inlines(_ content: [Inline<Final>]) -> String { content.map(inline).joined() }

  private func inline(_ inline: Inline<Final>) -> String {
    switch inline {
    case .text(let text), .value(let text, _, _): LaTeX.escape(text)
    case .code(let text): "\\texttt{\(LaTeX.escape(text))}"
    case .emphasis(let content): "\\emph{\(inlines(content))}"
    case .strong(let content): "\\textbf{\(inlines(content))}"
    // The words of a link alone, since what it leads to is in the report.
    case .strikethrough(let content), .link(_, _, let content), .attachment(_, _, let content): inlines(content)
    case .image(_, _, let alternative): LaTeX.escape(alternative)
    case .math(let math): "$\(math.tex.trimmed)$"
    case .verdict(let verdict): verdict.rawValue
    case .softBreak: "\n"
    case .lineBreak: " "
    case .footnoteReference, .markup, .sketch: ""
    }
  }
}

extension [Inline<Final>] {
  var formulae: [Math] {
    flatMap { inline -> [Math] in
      switch inline {
      case .math(let math): [math]
      case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content),
        .attachment(_, _, let content):
        content.formulae
      default: []
      }
    }
  }
}
