import Basics
import Document
import Foundation

/// Writes the blocks of a report as LaTeX, and notes on the way what the file around them needs.
struct LaTeXBlocks {
  /// The kinds of statement that are counted together.
  static let statements = ["theorem", "lemma", "proposition", "corollary", "definition", "remark", "example"]

  /// Formulae as small as the line where they are wider than it, words of programs that may be broken, and placed links.
  static let definitions = #"""
    \newsavebox{\reportbox}
    \newcommand{\fitted}[2]{\sbox\reportbox{$\displaystyle #2$}%
      \ifdim\wd\reportbox>\dimexpr\linewidth-#1\relax\resizebox{\dimexpr\linewidth-#1}{!}{\usebox\reportbox}%
      \else\usebox\reportbox\fi}
    \newcommand{\code}[1]{{\ttfamily\small #1}}
    \newcommand{\codeline}[1]{\noindent{\ttfamily\footnotesize\raggedright #1\par}}
    \newcommand{\place}[1]{\phantomsection\label{#1}}
    \DeclareMathOperator*{\argmin}{arg\,min}
    \DeclareMathOperator*{\argmax}{arg\,max}
    \providecommand{\R}{\mathbb{R}}\providecommand{\N}{\mathbb{N}}\providecommand{\Z}{\mathbb{Z}}
    """#

  private let works: [String: String]
  private let bibliographies: [String]
  /// The ids that have a label.
  private let labels: Set<String>
  /// The figures and images beside the text.
  private(set) var files: [OutputFile] = []
  /// Whether works are cited by numbers.
  private(set) var isNumeric = false
  private(set) var unknownCharacters: Set<Unicode.Scalar> = []
  private var footnotes: [Int: [Block<Final>]] = [:]
  private var used: Set<Int> = []

  init(works: [String: String], bibliographies: [String], labels: Set<String>) {
    self.works = works
    self.bibliographies = bibliographies
    self.labels = labels
  }

  mutating func chapter(_ chapter: Document.Chapter) -> String {
    footnotes = [:]
    used = []
    for case .footnotes(let notes) in chapter.blocks { for note in notes { footnotes[note.number] = note.content } }
    let title = inlines(chapter.title)
    let head =
      chapter.number == nil
      ? "\\chapter*{\(title)}\\addcontentsline{toc}{chapter}{\(title)}" : "\\chapter{\(title)}"
    return "\n\(macros(of: chapter.blocks))\(head)\(label(chapter.id))\n\n" + blocks(chapter.blocks)
  }

  mutating func blocks(_ blocks: [Block<Final>]) -> String {
    var text = ""
    for block in blocks { text += self.block(block) + "\n" }
    return text
  }

  private mutating func block(_ block: Block<Final>) -> String {
    switch block {
    case .heading(let heading): return self.heading(heading)
    case .paragraph(let content): return inlines(content) + "\n"
    case .list(let list): return self.list(list)
    case .definitions(let definitions):
      var text = "\\begin{description}\n"
      for definition in definitions {
        text += "\\item[\(inlines(definition.term))] "
        for meaning in definition.meanings { text += blocks(meaning) }
      }
      return text + "\\end{description}\n"
    case .code(_, let code), .rawHTML(let code), .markup(let code): return listing(code)
    case .quote(let content): return "\\begin{quote}\n\(blocks(content))\\end{quote}\n"
    case .table(let table): return longTable(table)
    case .thematicBreak: return "\\begin{center}$\\ast\\quad\\ast\\quad\\ast$\\end{center}\n"
    case .equation(let equation): return self.equation(equation)
    case .footnotes: return ""
    case .figure(let figure): return self.figure(figure)
    case .captioned(let captioned): return self.captioned(captioned)
    case .picture(let picture): return "\\begin{center}\(self.picture(picture))\\end{center}\n"
    case .box(let box): return self.box(box)
    case .results(let rows): return results(rows)
    case .details(let details):
      return "\\paragraph{\(inlines(details.summary))}\(label(details.id))\n" + blocks(details.content)
    case .bibliography(let items): return bibliography(items)
    }
  }

  private mutating func heading(_ heading: Heading<Final>) -> String {
    let names = ["section", "subsection", "subsubsection", "paragraph", "subparagraph"]
    let name = names[min(max(heading.level, 2) - 2, names.count - 1)]
    let star = heading.number == nil ? "*" : ""
    return "\\\(name)\(star){\(inlines(heading.content))}\(label(heading.label ?? ""))\n"
  }

  private mutating func list(_ list: List<Final>) -> String {
    let name = list.start == nil ? "itemize" : "enumerate"
    var text = "\\begin{\(name)}\n"
    if let start = list.start, start != 1 { text += "\\setcounter{enumi}{\(start - 1)}\n" }
    for item in list.items {
      let tick = item.ticked.map { $0 ? "[$\\boxtimes$]" : "[$\\square$]" } ?? ""
      text += "\\item\(tick) " + blocks(item.content)
    }
    return text + "\\end{\(name)}\n"
  }

  /// An equation as it is written; one that is too wide becomes smaller, if it is not in separate rows.
  private func equation(_ equation: Equation) -> String {
    let tex = equation.math.tex.trimmed
    let rows = ["align", "gather", "alignat", "equation", "multline"]
    if rows.contains(where: { tex.hasPrefix("\\begin{\($0)") }) { return tex + "\n" }
    guard equation.number != nil else {
      return tex.contains("\\tag") ? "\\[\(tex)\\]\n" : "\\[\\fitted{0pt}{\(tex)}\\]\n"
    }
    return "\\begin{equation}\(label(equation.label ?? ""))\n\\fitted{4em}{\(tex)}\n\\end{equation}\n"
  }

  private mutating func figure(_ figure: FigureBlock<Final>) -> String {
    var drawing = "\\fbox{\(inlines([.text(figure.alternative)]))}"
    if let file = figure.files.first(where: { $0.path.hasSuffix(".pdf") }) {
      let path = "figures/\(Label.slug(figure.id)).pdf"
      files.append(OutputFile(title: nil, path: path, content: file.content))
      drawing = "\\includegraphics{\(path)}"
    }
    return """
      \\begin{figure}[htbp]
      \\centering
      \(drawing)
      \\caption{\(caption(figure.caption))}\(label(figure.id))
      \\end{figure}

      """
  }

  /// Tables with their caption, listings and images as figures without a float.
  private mutating func captioned(_ captioned: Captioned<Final>) -> String {
    let caption = caption(captioned.caption)
    if captioned.kind == "table", case .table(let table)? = captioned.content.first {
      return longTable(table, head: "\\caption{\(caption)}\(label(captioned.id))\\\\\n")
        + blocks(Array(captioned.content.dropFirst()))
    }
    let title = inlines([.text(captioned.title)])
    return blocks(captioned.content) + "\\noindent\(place(captioned.id))\\textbf{\(title).} \(caption)\n"
  }

  private mutating func box(_ box: Box<Final>) -> String {
    let name = inlines(box.name)
    let verdict = box.verdict.map { " \\textsf{[\($0.rawValue)]}" } ?? ""
    let details =
      box.details.map { details in
        "\\par\\noindent\\textit{\(inlines([.text(details.summary)])).}\n\n" + blocks(details.content)
      } ?? ""
    if Self.statements.contains(box.kind), box.title.contains(where: \.isNumber) {
      let option = name.isEmpty && verdict.isEmpty ? "" : "[{\(name)\(verdict)}]"
      return "\\begin{\(box.kind)}\(option)\(label(box.id))\n\(blocks(box.body))\\end{\(box.kind)}\n\(details)"
    }
    if box.kind == "proof" {
      let title = ([inlines([.text(box.title)]), name].filter { !$0.isEmpty }).joined(separator: " ")
      return "\\begin{proof}[\(title)]\n\(blocks(box.body))\\end{proof}\n\(details)"
    }
    let title = inlines([.text(box.title)])
    let head = "\(place(box.id))\\textbf{\(title)}\(name.isEmpty ? "" : " (\(name))")\(verdict)."
    return "\\begin{quote}\n\(head) \(blocks(box.body))\\end{quote}\n\(details)"
  }

  private mutating func results(_ rows: [ResultRow<Final>]) -> String {
    var cells: [[[Inline<Final>]]] = []
    for row in rows {
      cells.append([
        [.text("\(row.title): ")] + row.name, [.verdict(row.verdict)], [.text(row.estimate)], [.text(row.basis)],
      ])
    }
    let table = Table<Final>(
      alignments: [.left, .left, .left, .right],
      header: ["Claim", "Verdict", "Estimate", "n"].map { [.text($0)] }, rows: cells)
    var text = rows.map { place($0.id) }.joined() + longTable(table)
    for row in rows {
      text += "\\noindent\\textbf{\(inlines([.text(row.title)])).} " + blocks(row.remarks) + listing(row.source)
    }
    return text
  }

  private mutating func bibliography(_ items: [BibliographyItem<Final>]) -> String {
    isNumeric = isNumeric || items.contains { !$0.marker.isEmpty }
    if bibliographies.isEmpty {
      return "\\begin{itemize}\n" + items.map { "\\item \(inlines($0.content))\n" }.joined() + "\\end{itemize}\n"
    }
    let keys = items.compactMap { works[$0.id] }.joined(separator: ",")
    return """
      \\nocite{\(keys)}
      \\bibliographystyle{\(isNumeric ? "unsrtnat" : "plainnat")}
      \\bibliography{\(bibliographies.joined(separator: ","))}

      """
  }

  /// The image as a file beside the text, or its words where LaTeX takes no image of its kind.
  private mutating func picture(_ picture: Picture) -> String {
    for (kind, ending) in [("png", "png"), ("jpeg", "jpg")] {
      let head = "data:image/\(kind);base64,"
      guard picture.light.hasPrefix(head), let data = Data(base64Encoded: String(picture.light.dropFirst(head.count)))
      else { continue }
      let path = "figures/image-\(files.count + 1).\(ending)"
      files.append(OutputFile(title: nil, path: path, content: Array(data)))
      return "\\includegraphics[width=\(Double(picture.width ?? 60) / 100)\\linewidth]{\(path)}"
    }
    return "\\fbox{\(inlines([.text(picture.alternative)]))}"
  }

  private func listing(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return "\\par\\smallskip\n"
      + lines.map { line in
        let indent = String(repeating: "~", count: min(line.prefix { $0 == " " }.count, 40))
        let code = LaTeX.code(String(line.drop { $0 == " " }))
        return "\\codeline{\(indent)\(code.isEmpty ? "\\strut" : code)}\n"
      }.joined() + "\\smallskip\n"
  }

  func label(_ id: String) -> String { labels.contains(id) && !id.isEmpty ? "\\label{\(Label.slug(id))}" : "" }

  private func place(_ id: String) -> String { labels.contains(id) && !id.isEmpty ? "\\place{\(Label.slug(id))}" : "" }

  /// The paragraphs of a caption in one, since a caption holds no others.
  private mutating func caption(_ blocks: [Block<Final>]) -> String {
    var parts: [String] = []
    for block in blocks {
      switch block {
      case .paragraph(let content): parts.append(inlines(content))
      case .equation(let equation): parts.append("$\(equation.math.tex.trimmed)$")
      default: break
      }
    }
    return parts.joined(separator: " ")
  }

  mutating func inlines(_ content: [Inline<Final>]) -> String {
    var text = ""
    for inline in content { text += self.inline(inline) }
    return text
  }

  private mutating func prose(_ text: String) -> String {
    let escaped = LaTeX.escape(text)
    unknownCharacters.formUnion(escaped.unicodeScalars.filter { $0.value > 0x17F })
    return escaped
  }

  private mutating func inline(_ inline: Inline<Final>) -> String {
    switch inline {
    case .text(let text), .value(let text, _, _): return prose(text)
    case .code(let text):
      let code = LaTeX.code(text)
      unknownCharacters.formUnion(code.unicodeScalars.filter { $0.value > 0x17F })
      return "\\code{\(code)}"
    case .emphasis(let content): return "\\emph{\(inlines(content))}"
    case .strong(let content): return "\\textbf{\(inlines(content))}"
    case .strikethrough(let content), .attachment(_, _, let content): return inlines(content)
    case .link(let destination, _, let content): return link(to: destination, content)
    case .image(_, _, let alternative): return prose(alternative)
    case .math(let math): return "$\(math.tex.trimmed)$"
    case .verdict(let verdict): return "\\textsf{\(verdict.rawValue)}"
    case .softBreak: return "\n"
    case .lineBreak: return "\\newline "
    case .footnoteReference(_, let number):
      guard let note = footnotes[number], used.insert(number).inserted else { return "\\textsuperscript{\(number)}" }
      return "\\footnote[\(number)]{\(blocks(note).trimmed)}"
    case .markup, .sketch: return ""
    }
  }

  /// A citation as BibTeX makes it, a reference by its number, or a link to elsewhere.
  private mutating func link(to destination: String, _ content: [Inline<Final>]) -> String {
    guard destination.hasPrefix("#") else {
      let address = destination.reduce(into: "") { $0 += "%#{}\\".contains($1) ? "\\\($1)" : String($1) }
      return destination.contains(":") ? "\\href{\(address)}{\(inlines(content))}" : inlines(content)
    }
    let id = String(destination.dropFirst())
    let words = content.plainText
    if let key = works[id], !bibliographies.isEmpty {
      if isNumeric || words.allSatisfy(\.isNumber) && words.count < 4 { return "\\citealp{\(key)}" }
      return words.prefix(4).allSatisfy(\.isNumber) ? "\\citeyear{\(key)}" : "\\citealp{\(key)}"
    }
    guard labels.contains(id) else { return inlines(content) }
    let kinds = ["Figure", "Table", "Section", "Chapter", "Appendix", "Equation", "Abbildung", "Tabelle"]
    let parts = words.split(separator: " ").map(String.init)
    if parts.count == 2, kinds.contains(parts[0]) || Self.statements.contains(parts[0].lowercased()) {
      return "\(parts[0])~\(parts[1].hasPrefix("(") ? "\\eqref" : "\\ref"){\(Label.slug(id))}"
    }
    return "\\hyperref[\(Label.slug(id))]{\(inlines(content))}"
  }

  /// The macros that the formulae of a chapter use, a line each.
  private func macros(of blocks: [Block<Final>]) -> String {
    let macros = blocks.reduce(into: [String: String]()) { macros, block in
      for math in block.formulae { macros.merge(math.macros) { first, _ in first } }
    }
    return macros.sorted { $0.key < $1.key }.map { name, text in
      let count = (1...9).last { text.contains("#\($0)") } ?? 0
      return "\\providecommand{\(name)}{}\\renewcommand{\(name)}\(count > 0 ? "[\(count)]" : ""){\(text)}\n"
    }.joined()
  }
}

extension LaTeX {
  /// A piece of a program, which may be broken behind its signs and within very long words.
  static func code(_ text: String) -> String {
    var (code, run) = ("", 0)
    for character in text {
      code += escape(String(character))
      run += 1
      if "-_./:,;(=)[]{}".contains(character) || run >= 24 { (code, run) = (code + "\\allowbreak{}", 0) }
      if character == " " { run = 0 }
    }
    return code
  }
}
