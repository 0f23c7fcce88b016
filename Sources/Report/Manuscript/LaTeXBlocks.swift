import Basics
import Document
import Foundation

/// Writes the blocks of a report as LaTeX, and notes on the way what the file around them needs.
struct LaTeXBlocks {
  /// The kinds of statement that are counted together.
  static let statements = ["theorem", "lemma", "proposition", "corollary", "definition", "remark", "example"]

  /// Formulae and figures no larger than their room, no figure that waits for a page where a long table begins, which would run
  /// off its page, words of programs that may be broken, and placed links.
  static let definitions = #"""
    \newsavebox{\reportbox}
    \newcommand{\fitted}[2]{\sbox\reportbox{$\displaystyle #2$}%
      \ifdim\wd\reportbox>\dimexpr\linewidth-#1\relax\resizebox{\dimexpr\linewidth-#1}{!}{\usebox\reportbox}%
      \else\usebox\reportbox\fi}
    \newcommand{\figurefile}[1]{\sbox\reportbox{\includegraphics{#1}}%
      \ifdim\ht\reportbox>.75\textheight\resizebox{!}{.75\textheight}{\usebox\reportbox}%
      \else\ifdim\wd\reportbox>\linewidth\resizebox{\linewidth}{!}{\usebox\reportbox}\else\usebox\reportbox\fi\fi}
    \makeatletter
    \newcommand{\settled}{\par\penalty0\ifx\@deferlist\@empty\else\clearpage\fi}
    \makeatother
    \newcommand{\code}[1]{{\ttfamily\small #1}}
    \newcommand{\codeline}[1]{\noindent{\ttfamily\footnotesize\raggedright #1\par}}
    \newcommand{\place}[1]{\phantomsection\label{#1}}
    \DeclareRobustCommand{\printed}[1]{\raisebox{-.3em}{\includegraphics[height=1.4em,page=#1]{figures/characters.pdf}}}
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
  /// Characters of the text and of formulae that pdflatex does not know by itself.
  private(set) var unknownCharacters: Set<Unicode.Scalar> = []
  private let prints = LaTeXPrints()
  /// Paths of images by their addresses; nil for one that could not be printed.
  private var images: [String: String?] = [:]
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
  private mutating func equation(_ equation: Equation) -> String {
    let tex = formula(equation.math)
    let hasRows = ["align", "gather", "alignat", "equation", "multline"].contains { name in
      ["}", "*}"].contains { tex.hasPrefix("\\begin{\(name)\($0)") }
    }
    guard equation.number != nil else {
      if hasRows { return labelled(tex, rows: equation.rows) + "\n" }
      return tex.contains("\\tag") ? "\\[\(tex)\\]\n" : "\\[\\fitted{0pt}{\(tex)}\\]\n"
    }
    let body = hasRows ? Self.inner(tex) : tex
    return "\\begin{equation}\(label(equation.label ?? ""))\n\\fitted{4em}{\(body)}\n\\end{equation}\n"
  }

  /// Rows whose numbers are those that LaTeX counts, with the labels by which they are cited.
  private func labelled(_ tex: String, rows: [EquationRow]) -> String {
    let tags = tex.matches(of: /\\tag\{[^{}]*\}/)
    guard tags.count == rows.count else { return rows.map { place($0.label) }.joined() + tex }
    var (text, end) = ("", tex.startIndex)
    for (tag, row) in zip(tags, rows) {
      text += tex[end..<tag.range.lowerBound] + "\\stepcounter{equation}\\tag{\\theequation}\(label(row.label))"
      end = tag.range.upperBound
    }
    return text + tex[end...]
  }

  /// Rows as they stand within an equation that has one number for all of them.
  private static func inner(_ tex: String) -> String {
    [("alignat", "alignedat"), ("align", "aligned"), ("gather", "gathered"), ("multline", "multlined")].reduce(tex) {
      $0.replacing("{\($1.0)*}", with: "{\($1.1)}").replacing("{\($1.0)}", with: "{\($1.1)}")
    }.replacing("\\begin{equation*}", with: "").replacing("\\end{equation*}", with: "")
  }

  /// The TeX of a formula.
  private mutating func formula(_ math: Math) -> String {
    noteCharacters(of: math.tex)
    return math.tex.trimmed
  }

  /// Notes what the preamble has to say of characters.
  private mutating func noteCharacters(of text: String) {
    for scalar in text.unicodeScalars where scalar.value >= 0x80 {
      if !LaTeX.hasLetter(scalar) || LaTeX.meaning(of: scalar) != nil { unknownCharacters.insert(scalar) }
    }
  }

  private mutating func figure(_ figure: FigureBlock<Final>) -> String {
    var drawing = "\\fbox{\(inlines([.text(figure.alternative)]))}"
    if let file = figure.files.first(where: { $0.path.hasSuffix(".pdf") }) {
      let path = "figures/\(Label.slug(figure.id)).pdf"
      files.append(OutputFile(title: nil, path: path, content: file.content))
      drawing = "\\figurefile{\(path)}"
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

  private mutating func picture(_ picture: Picture) -> String {
    guard let path = imageFile(picture.light) else { return "\\fbox{\(inlines([.text(picture.alternative)]))}" }
    return "\\includegraphics[width=\(Double(picture.width ?? 60) / 100)\\linewidth]{\(path)}"
  }

  /// The path of an image that the document holds, as a file beside the text: as it is where LaTeX takes its kind, else as
  /// PDF; nil where nothing here can make one of it.
  private mutating func imageFile(_ address: String) -> String? {
    if let known = images[address] { return known }
    let kinds = [("png", "png"), ("jpeg", "jpg")]
    let taken = kinds.lazy.compactMap { kind, ending -> (ending: String, content: [UInt8])? in
      let head = "data:image/\(kind);base64,"
      guard address.hasPrefix(head) else { return nil }
      return Data(base64Encoded: String(address.dropFirst(head.count))).map { (ending, Array($0)) }
    }.first
    let print = taken == nil && HTML.isEmbedded(address) ? prints.image(at: address) : nil
    let printed = taken ?? print.map { (ending: "pdf", content: $0) }
    let path = printed.map { "figures/image-\(images.count + 1).\($0.ending)" }
    if let printed, let path { files.append(OutputFile(title: nil, path: path, content: printed.content)) }
    images[address] = path
    return path
  }

  /// The characters that neither LaTeX nor a command has, each as a page of a file beside the text.
  mutating func printCharacters() -> [Unicode.Scalar] {
    let scalars = unknownCharacters.filter { LaTeX.meaning(of: $0) == nil }.sorted()
    guard let content = prints.characters(scalars) else { return [] }
    files.append(OutputFile(title: nil, path: "figures/characters.pdf", content: content))
    return scalars
  }

  private mutating func listing(_ text: String) -> String {
    noteCharacters(of: text)
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
      case .equation(let equation): parts.append("$\(formula(equation.math))$")
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

  mutating func prose(_ text: String) -> String {
    let escaped = LaTeX.escape(text)
    noteCharacters(of: escaped)
    return escaped
  }

  private mutating func inline(_ inline: Inline<Final>) -> String {
    switch inline {
    case .text(let text), .value(let text, _, _): return prose(text)
    case .code(let text):
      let code = LaTeX.code(text)
      noteCharacters(of: code)
      return "\\code{\(code)}"
    case .emphasis(let content): return "\\emph{\(inlines(content))}"
    case .strong(let content): return "\\textbf{\(inlines(content))}"
    case .strikethrough(let content), .attachment(_, _, let content): return inlines(content)
    case .link(let destination, _, let content): return link(to: destination, content)
    case .image(let source, _, let alternative):
      return imageFile(source).map { "\\includegraphics[height=1.5em]{\($0)}" } ?? prose(alternative)
    case .math(let math): return "$\(formula(math))$"
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
