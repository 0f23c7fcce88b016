import Foundation
import Testing

@testable import Build
@testable import Command
@testable import Document
@testable import Manuscript
@testable import Manuscript
@testable import Render

@Suite("Figures and tables for a paper", .waiting)
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
    let status = try Self.run(#require(Self.compiler), ["-halt-on-error", "paper.tex"], in: folder)
    let log = (try? String(contentsOf: folder.appending(path: "paper.log"), encoding: .isoLatin1)) ?? ""
    #expect(status == 0, "\(log.suffix(1500))")
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "paper.pdf").path))
  }

  private static func run(_ program: String, _ arguments: [String], in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = program.hasSuffix("bibtex") ? arguments : ["-interaction=nonstopmode"] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    return process.exitCode()
  }

  private static let chapter = """
    # A & B_c

    Words of {citet}`wang2023` and {cite}`see wang2023 p. 5`, *x* < 50 % of $\\RR$, see {ref}`shares` and {ref}`first`[^n].

    [^n]: A note with $x^2$.

    ```{macros}
    \\RR: \\mathbb{R}
    ```

    ## A section {#part}

    $$ \\sum_{t=1}^{T} w_t \\, \\bigl( y_t - \\hat y_t \\bigr)^2 + \\int_0^\\infty f(x)\\,dx + \\int_0^\\infty g(x)\\,dx + \\int_0^\\infty h(x)\\,dx + \\int_0^\\infty k(x)\\,dx = 0 $$ {#wide}

    ```{sensitivity} lags
    error: [squared, rescaled(power: 2)]
    length: 20
    ```

    ```{lemma} first
    title: positive weights

    For every $w > 0$, by {ref}`wide` and {ref}`part`.
    ```

    ```{proof}
    of: first

    Obvious.
    ```

    ```{table} shares
    of: lags
    rows: error
    values: [meanLag, halfBiasLag]

    Shares of 100 %.
    ```

    ```{figure} curve
    plot: curves(of: lags, curve: profile)
    alt: Two curves.

    Both fall.
    ```

    ```{claim} longer
    holds: lags.meanLag[rescaled] > lags.meanLag[squared]
    title: rescaling looks further back
    ```

    - a list with `a_very-long.name(of: something, that: has, no: end, of: its, own: at_all, and: goes, on: further)`
      1. nested

    > A quotation: “ä” → ∞, 3 × 10⁻², Ħ and ✂ and ⇔, x₂.

    $$ \\begin{align} a &= b + ρ \\label{top} \\\\ c &= d \\label{low} \\end{align} $$

    $$ \\begin{gather*} a = b \\\\ c = d \\end{gather*} $$ {#both}

    By {ref}`top`, {ref}`low` and {ref}`both`.

    ![A red bar](bar.svg)

    ```{bibliography}
    file: refs.bib
    ```
    """

  @Test(.enabled(if: compiler != nil)) func `LaTeX takes a whole book without a wide line`() throws {
    let book = try SmallBook(["01-first.md": Self.chapter])
    let works = "@article{wang2023, author={Wang, S. and Yan, Z.}, title={Improve}, journal={A & B}, year={2023}}"
    try Data(works.replacing("A & B", with: "A \\& B").utf8).write(to: book.folder.appending(path: "chapters/refs.bib"))
    let path = "<path d=\"M0 0h30v10z\" fill=\"red\"/>"
    let bar = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 10\">\(path)</svg>"
    try Data(bar.utf8).write(to: book.folder.appending(path: "chapters/bar.svg"))
    let folder = book.folder.appending(path: "paper")
    let command = try ExportLaTeXCommand.parse([
      "--chapters", book.path("chapters"), "--cache", book.path(".report-cache"), "--output", folder.path,
    ])
    try command.run()
    let text = try String(contentsOf: folder.appending(path: "report.tex"), encoding: .utf8)
    var parts = [
      "\\citeyear{wang2023}", "Table~\\ref{shares}", "\\begin{lemma}[{positive weights}]", "\\eqref{low}",
      "\\tag{\\theequation}\\label{low}", "\\begin{gathered}",
    ]
    if PDFPrinter().program != nil { parts += ["figures/image-1.pdf", "\\printed{1}"] }
    for part in parts {
      #expect(text.contains(part), "\(part)")
    }
    let compiler = try #require(Self.compiler)
    let bibtex = compiler.replacing("pdflatex", with: "bibtex")
    #expect(try Self.run(compiler, ["-halt-on-error", "report.tex"], in: folder) == 0)
    #expect(try Self.run(bibtex, ["report"], in: folder) == 0)
    for _ in 1...2 { #expect(try Self.run(compiler, ["report.tex"], in: folder) == 0) }
    let log = try String(contentsOf: folder.appending(path: "report.log"), encoding: .isoLatin1)
    let wide = log.matches(of: /Overfull \\[hv]box \(([0-9.]+)pt/).compactMap { Double($0.1) }.filter { $0 > 10 }
    #expect(wide == [] && !log.contains("undefined references") && !log.contains("undefined citations"))
  }
}
