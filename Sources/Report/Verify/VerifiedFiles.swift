import Basics
import Build
import Document
import Files
import Foundation
import Render

/// The files of a report beside those that are made again for it.
struct VerifiedFiles {
  let report: ManifestFile
  let document: Document
  /// The folder of the chapters.
  let chapters: String
  /// Whether another machine made the report, so that drawings and the style of pages may differ.
  let isTolerant: Bool

  /// Figures whose curves are not known, so that they were not drawn again.
  private var undrawn: [FigureBlock<Final>] { document.figures.filter { $0.svg.isEmpty } }

  /// Compares every file that a build in some formats writes.
  func compare(
    _ formats: Set<String>, renderer: HTMLRenderer, comparesPDF: Bool, into findings: inout Verification.Findings
  ) throws {
    compareFigures(into: &findings)
    var pages: [OutputFile] = []
    if formats.contains(OutputFormat.html.rawValue) {
      pages.append(OutputFile(title: nil, path: "index.html", content: Array(try renderer.render(document).utf8)))
    }
    if formats.contains(OutputFormat.site.rawValue) {
      pages += try renderer.site(document).filter { !$0.content.isEmpty }
    }
    for page in pages { comparePage(page, into: &findings) }
    compareOthers(than: Set(pages.map(\.path) + document.figures.flatMap(\.files).map(\.path)), into: &findings)
    try comparePDF(formats.contains(OutputFormat.pdf.rawValue), renderer, isWanted: comparesPDF, into: &findings)
  }

  private func compareFigures(into findings: inout Verification.Findings) {
    let unknown = Set(undrawn.map(\.id))
    for figure in document.figures {
      for file in figure.files {
        guard let content = report.content(file.path) else {
          findings.differences.append("\(file.path): missing")
          continue
        }
        if unknown.contains(figure.id) || (isTolerant && !file.path.hasSuffix(".csv")) { continue }
        findings.files.append(file.path)
        if content != Data(file.content) {
          findings.differences.append("\(file.path): differs from what is drawn again")
        }
      }
    }
    if isTolerant {
      findings.remarks.append("drawings, which differ from machine to machine")
    } else if !unknown.isEmpty {
      findings.remarks.append(
        "\(Words.count(unknown.count, "figure")) with curves of runs that were not computed again: "
          + unknown.sorted().joined(separator: ", "))
    }
  }

  private func comparePage(_ page: OutputFile, into findings: inout Verification.Findings) {
    guard let content = report.content(page.path) else {
      findings.differences.append("\(page.path): missing")
      return
    }
    findings.files.append(page.path)
    let made = Data(page.content)
    if content == made { return }
    let texts = [content, made].map { data -> PageText in
      let html = String(decoding: data, as: UTF8.self)
      let known = undrawn.reduce(html) { Self.withoutDrawing($0, of: $1.id) }
      let text = PageText(html: undrawn.isEmpty ? known : Self.withoutFonts(known), hasTimes: true)
      return isTolerant ? text.visible : text
    }
    if let difference = texts[0].difference(from: texts[1]) {
      findings.differences.append("\(page.path): \(difference.old) in the report and \(difference.new) when made again")
    }
  }

  /// A page without the fonts that were cut to its characters, those of its drawings among them.
  private static func withoutFonts(_ html: String) -> String {
    var rest = html[...]
    var text = ""
    while let start = rest.range(of: "@font-face{font-family:\""),
      let end = rest.range(of: "}\n", range: start.upperBound..<rest.endIndex)
    {
      text += rest[..<start.lowerBound]
      rest = rest[end.upperBound...]
    }
    return text + rest
  }

  /// A page without the drawing, its width and the values of one figure.
  private static func withoutDrawing(_ html: String, of id: String) -> String {
    let starts = ["<figure id=\(Label.slug(id)) ", "<figure id=\(Label.slug(id))>"]
    guard let start = starts.lazy.compactMap({ html.range(of: $0) }).first,
      let tag = html.range(of: ">", range: html.index(before: start.upperBound)..<html.endIndex),
      let caption = html.range(of: "<figcaption>", range: tag.upperBound..<html.endIndex),
      let sources = html.range(of: "<div class=sources>", range: caption.upperBound..<html.endIndex),
      let end = Language.allCases.lazy.compactMap({ language in
        html.range(of: "<summary>\(language["source"])</summary>", range: sources.upperBound..<html.endIndex)
      }).first
    else { return html }
    let drawing = ["<svg", "</div>"].lazy.compactMap {
      html.range(of: $0, range: tag.upperBound..<caption.lowerBound)
    }
    let cut = drawing.first?.lowerBound ?? caption.lowerBound
    // The width of the drawing is a class of the figure.
    let head = html[..<html.index(before: start.upperBound)] + html[tag.lowerBound..<cut]
    return String(head + html[caption.lowerBound..<sources.upperBound] + html[end.lowerBound...])
  }

  /// Files that no build of these chapters writes: where a reader takes them for parts of the report they make it false.
  private func compareOthers(than known: Set<String>, into findings: inout Verification.Findings) {
    var others: [String] = []
    // A folder that holds the chapters too has files of the author's own, which no report wrote.
    let place = FolderPath.resolved(report.folder.path)
    let isShared = FolderPath.isInside(FolderPath.resolved(chapters), place)
    let own = isShared ? OwnedFolder(report.folder.path).writtenPaths : []
    for path in report.files.filter({ !isShared || own.contains($0) })
    where !known.contains(path) && !["report.json", "report.pdf"].contains(path) {
      let name = TerminalText.escapedLine(path)
      if path.hasSuffix(".html") || path.hasPrefix("figures/") || path.hasPrefix("data/") {
        findings.differences.append("\(name): only in the report; no build in its formats writes it")
      } else {
        others.append(name)
      }
    }
    if !others.isEmpty {
      let names = others.prefix(5).joined(separator: ", ") + (others.count > 5 ? ", …" : "")
      findings.remarks.append("\(Words.count(others.count, "file")) that no build writes: \(names)")
    }
  }

  /// The print, which is made again where everything on it is known and a browser is there.
  private func comparePDF(
    _ isExpected: Bool, _ renderer: HTMLRenderer, isWanted: Bool, into findings: inout Verification.Findings
  ) throws {
    let path = "report.pdf"
    let content = report.content(path)
    guard isExpected else {
      if content != nil {
        findings.differences.append("\(path): only in the report; it was not built with --format pdf")
      }
      return
    }
    guard let content else {
      findings.differences.append("\(path): missing")
      return
    }
    if !isWanted || isTolerant {
      findings.remarks.append(path)
    } else if !undrawn.isEmpty {
      findings.remarks.append("\(path), which shows figures that were not drawn again")
    } else {
      let printed = try PDFPrinter().data(printing: renderer.paper(document))
      findings.files.append(path)
      if content != printed {
        findings.differences.append(
          "\(path): differs from what this browser prints; another browser prints other bytes, and --skip-pdf leaves it out"
        )
      }
    }
  }
}
