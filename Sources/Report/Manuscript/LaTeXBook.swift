import Basics
import Document
import Foundation

/// A whole report as one LaTeX file, ready for a preprint server: figures as PDF, tables, statements, citations and labels.
///
/// It is compiled by `pdflatex`, `bibtex` and `pdflatex` twice, and needs only packages of TeX Live's recommended collection.
package struct LaTeXBook {
  private let document: Document
  /// The keys of works by their ids in the page.
  private let works: [String: String]
  /// Names of the BibTeX files without their ending.
  private let bibliographies: [String]

  package init(_ document: Document, works: [String: String], bibliographies: [String]) {
    self.document = document
    self.works = works
    self.bibliographies = bibliographies
  }

  /// The text and the figures beside it.
  package var files: [OutputFile] {
    var writer = LaTeXBlocks(works: works, bibliographies: bibliographies, labels: document.anchors)
    let body = body(by: &writer)
    let text = preamble(by: &writer) + body + "\\end{document}\n"
    return [OutputFile(title: nil, path: "report.tex", content: Array(text.utf8))]
      + writer.files.map { OutputFile(title: nil, path: $0.path, content: $0.content) }
  }

  private func body(by writer: inout LaTeXBlocks) -> String {
    var text = "\\begin{document}\n\\maketitle\n"
    let byline = document.byline
    if !byline.abstract.isEmpty {
      text += "\\begin{abstract}\n\(writer.prose(byline.abstract))\n\\end{abstract}\n"
    }
    if !byline.keywords.isEmpty {
      let words = writer.prose(byline.keywords.joined(separator: ", "))
      text += "\\noindent\\textbf{\(byline.language["Keywords"]):} \(words)\n\n"
    }
    text += "\\tableofcontents\n"
    if !document.summary.isEmpty {
      let title = byline.language["Summary"]
      text += "\\chapter*{\(title)}\n\\addcontentsline{toc}{chapter}{\(title)}\n" + writer.blocks(document.summary)
    }
    var isAppendix = false
    for chapter in document.chapters {
      if !isAppendix, chapter.number?.first?.isLetter == true {
        text += "\\appendix\n"
        isAppendix = true
      }
      text += writer.chapter(chapter)
    }
    let facts = document.provenance.filter { !$0.varies }
    if !facts.isEmpty {
      text += "\\section*{\(byline.language["How this report was made"])}\n"
      for fact in facts { text += "\\noindent \(writer.prose("\(fact.label): \(fact.value)"))\n\n" }
    }
    return text
  }

  private func preamble(by writer: inout LaTeXBlocks) -> String {
    let byline = document.byline
    let title = writer.prose(document.title)
    var authors: [String] = []
    for author in byline.authors {
      let place = author.affiliation.isEmpty ? "" : "\\\\\\small \(writer.prose(author.affiliation))"
      authors.append(writer.prose(author.name) + place)
    }
    let printed = writer.printCharacters()
    let theorems = LaTeXBlocks.statements.map { kind in
      let title = byline.language[kind.capitalised]
      return kind == "theorem" ? "\\newtheorem{theorem}{\(title)}[chapter]" : "\\newtheorem{\(kind)}[theorem]{\(title)}"
    }
    let unknown = writer.unknownCharacters.sorted().map { scalar in
      let code = String(format: "%04X", scalar.value)
      let page = printed.firstIndex(of: scalar).map { "\\printed{\($0 + 1)}" }
      return "\\DeclareUnicodeCharacter{\(code)}{\(LaTeX.meaning(of: scalar) ?? page ?? "[U+\(code)]")}"
    }
    return """
      \\documentclass[11pt,oneside]{report}
      \\usepackage[T1]{fontenc}
      \\usepackage[utf8]{inputenc}
      \\usepackage{lmodern,textcomp,microtype}
      \\usepackage[a4paper,textwidth=160mm,textheight=235mm]{geometry}
      \\usepackage{amsmath,amssymb,amsthm,mathtools,graphicx,booktabs,longtable,array}
      \\usepackage[\(writer.isNumeric ? "numbers" : "authoryear,round")]{natbib}
      \\usepackage[hidelinks]{hyperref}
      \\setcounter{secnumdepth}{3}
      \\setlength{\\emergencystretch}{4em}
      \\setlength{\\parskip}{.4ex plus .2ex}
      \\setlength{\\LTcapwidth}{\\linewidth}
      \\raggedbottom
      \(LaTeXBlocks.definitions)
      \(theorems.joined(separator: "\n"))
      \(unknown.joined(separator: "\n"))
      \\title{\(title)}
      \\author{\(authors.joined(separator: " \\and "))}
      \\date{\(LaTeX.escape(byline.date))}

      """
  }
}

extension Document {
  /// The ids of everything that a LaTeX label stands for, with the kind that its reference names, empty for words alone.
  var anchors: Set<String> {
    var anchors = Set(chapters.map(\.id))
    for chapter in chapters { chapter.blocks.forEach { $0.collectAnchors(&anchors) } }
    summary.forEach { $0.collectAnchors(&anchors) }
    return anchors
  }
}

extension Block<Final> {
  fileprivate func collectAnchors(_ anchors: inout Set<String>) {
    switch self {
    case .heading(let heading): if let label = heading.label { anchors.insert(label) }
    case .equation(let equation):
      if equation.number != nil, let label = equation.label { anchors.insert(label) }
      anchors.formUnion(equation.rows.map(\.label))
    case .figure(let figure): anchors.insert(figure.id)
    case .captioned(let captioned): anchors.insert(captioned.id)
    case .box(let box):
      anchors.insert(box.id)
      (box.body + (box.details?.content ?? [])).forEach { $0.collectAnchors(&anchors) }
    case .results(let rows): rows.forEach { anchors.insert($0.id) }
    case .details(let details):
      anchors.insert(details.id)
      details.content.forEach { $0.collectAnchors(&anchors) }
    case .quote(let blocks): blocks.forEach { $0.collectAnchors(&anchors) }
    case .list(let list): list.items.forEach { $0.content.forEach { $0.collectAnchors(&anchors) } }
    case .definitions(let definitions):
      definitions.forEach { $0.meanings.forEach { $0.forEach { $0.collectAnchors(&anchors) } } }
    case .paragraph, .code, .table, .thematicBreak, .rawHTML, .markup, .footnotes, .picture, .bibliography: break
    }
  }
}
