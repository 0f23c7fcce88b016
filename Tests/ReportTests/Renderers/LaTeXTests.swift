import Foundation
import Testing

@testable import Build
@testable import Command
@testable import Document
@testable import Render

@Suite("Figures and tables for a paper")
struct LaTeXTests {
  private static let compiler = ["/usr/bin/pdflatex", "/Library/TeX/texbin/pdflatex"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private static let table = Captioned<Final>(
    kind: "table", id: "lags", title: "Table 1.1",
    content: [
      .table(
        Table(
          alignments: [.left, .decimal],
          header: [[.text("error & weight_t")], [.math(SampleDocument.math(#"\hat\rho"#))]],
          rows: [
            [[.code("rescaled(power: 2)")], [.value(text: "79.4\u{202F}%", detail: "", source: nil)]],
            [[.text("squared")], [.text("−1.2 × 10⁻³")]],
          ]))
    ], caption: [.paragraph([.text("Lags of 100 % & more, "), .emphasis([.text("exact")]), .text(".")])])

  @Test func `a table has the rules of booktabs, its caption and its label`() {
    #expect(
      LaTeXWriter().text(of: Self.table) == #"""
        % \usepackage{booktabs}
        \begin{table}
          \centering
          \caption{Lags of 100 \% \& more, \emph{exact}.}
          \label{tab:lags}
          \begin{tabular}{lr}
            \toprule
            error \& weight\_t & $\hat\rho$ \\
            \midrule
            \texttt{rescaled(power: 2)} & 79.4\,\% \\
            squared & $-$1.2 $\times$ 10$^{-3}$ \\
            \bottomrule
          \end{tabular}
        \end{table}

        """#)
  }

  @Test(arguments: [#"\input{x} $ # _ ^ ~ % & { } < > | " ' \"#, "α → β ± 3 × 10⁻²", "“a” – b — c…", "50\u{202F}%"])
  func `no text becomes a command`(text: String) {
    let commands = LaTeX.escape(text).matches(of: /\\([a-zA-Z]+)/).map { String($0.output.1) }
    #expect(!commands.contains("input"))
    #expect(LaTeX.escape(text).replacing(/\\./, with: "").contains { "#%&_".contains($0) } == false)
  }

  @Test(.enabled(if: compiler != nil)) func `LaTeX takes a figure and a table of a book`() throws {
    let book = try SmallBook()
    let finished = try book.build()
    #expect(!finished.summary.written.isEmpty)
    let folder = book.folder.appending(path: "paper")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let figure = FigureBlock<Final>(
      id: "memory", number: "1.1", svg: "", alternative: "", caption: [.paragraph([.text("Memory, 3 seeds.")])],
      files: [
        OutputFile(
          title: "PDF", path: "figures/memory.pdf", content: Array(try book.bytes("output/figures/memory.pdf")))
      ],
      data: "", source: "")
    for file in LaTeXExport(of: [.figure(figure), .captioned(Self.table)]).files {
      try Data(file.content).write(to: folder.appending(path: file.path))
    }
    let paper = """
      \\documentclass{article}\\usepackage{graphicx,booktabs,amsmath,amssymb}\\begin{document}
      See \\ref{fig:memory} and \\ref{tab:lags}. \\input{memory}\\input{lags}
      \\end{document}
      """
    try Data(paper.utf8).write(to: folder.appending(path: "paper.tex"))
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.compiler))
    process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = (try? String(contentsOf: folder.appending(path: "paper.log"), encoding: .isoLatin1)) ?? ""
    #expect(process.terminationStatus == 0, "\(log.suffix(1500))")
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "paper.pdf").path))
  }
}
