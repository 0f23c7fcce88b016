@testable import Document
@testable import Source
@testable import Statistics

/// A document with every block and every inline, made by hand.
enum SampleDocument {
  static let file = SourceFile(path: "chapters/sample.md", text: "")

  static func math(_ tex: String) -> Math { Math(tex: tex, span: 0..<tex.utf8.count, file: file) }

  static func text(_ text: String) -> [Inline<Final>] { [.text(text)] }

  static func heading(_ text: String, level: Int, number: String?, label: String? = nil) -> Block<Final> {
    .heading(Heading(level: level, label: label, file: file, span: 0..<0, number: number, content: [.text(text)]))
  }

  static let inlines: [Inline<Final>] = [
    .text("Plain & <b>bold</b>, "), .code("let x = \"<&>\""), .text(", "), .emphasis([.text("emphasis")]), .text(", "),
    .strong([.text("strong"), .emphasis([.text(" and both")])]), .text(", "), .strikethrough([.text("struck")]),
    .softBreak, .link(destination: "https://example.org/a?b=c&d", title: "A \"title\"", [.text("a link")]), .text(", "),
    .link(destination: "#memory", title: "", [.text("a reference")]), .text(", "),
    .image(source: "data:image/png;base64,\(pixel)", title: "", alternative: "one pixel"), .text(", "),
    .image(source: "https://example.org/far.png", title: "", alternative: "a far picture"), .lineBreak,
    .text("the mathematics "), .math(math(#"\rho(s) = e^{-\lambda s}"#)), .text(" in the line, a note"),
    .footnoteReference(label: "why", number: 1), .text(" and again"), .footnoteReference(label: "why", number: 1),
    .text(", a number "),
    .value(text: "12.4 %", detail: "poly.longLagError, mean of 5 seeds, 95 % in 11.0 to 13.9", source: "memory"),
    .text(", and verdicts "), .verdict(.holds), .text(" "), .verdict(.fails), .text(" "), .verdict(.undecided),
    .text("."),
  ]

  private static let pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="

  static let table = Block<Final>.table(
    Table(
      alignments: [.left, .right, .centre, .none],
      header: [text("error"), text("long-lag error"), text("verdict"), text("weights")],
      rows: [
        [text("squared"), text("0.412"), [.verdict(.fails)], [.math(math("w_t = 1"))]],
        [
          text("rescaled(power: 2)"), text("0.083"), [.verdict(.holds)],
          [.math(math(#"w_t = \big(\tfrac{t+1}{T+1}\big)^2"#))],
        ],
        [text("last step only"), text("0.079"), [.verdict(.undecided)], [.math(math(#"w_t = \mathbb{1}[t = T-1]"#))]],
      ]))

  static let lists: [Block<Final>] = [
    .list(
      List(
        start: nil, isTight: true,
        items: [
          .init(ticked: nil, content: [.paragraph(text("first"))]),
          .init(
            ticked: nil,
            content: [
              .paragraph(text("second")),
              .list(List(start: 3, isTight: true, items: [.init(ticked: nil, content: [.paragraph(text("third"))])])),
            ]),
        ])),
    .list(
      List(
        start: nil, isTight: false,
        items: [
          .init(ticked: true, content: [.paragraph(text("done"))]),
          .init(ticked: false, content: [.paragraph(text("to do"))]),
        ])),
  ]

  static let figure = FigureBlock<Final>(
    id: "memory", number: "1.1",
    svg: """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 260" width="640" height="260">
      <g fill="none" stroke="currentColor"><path d="M40 20V220H620"/><path d="M40 40C120 190 300 215 620 218" stroke="#1f77b4" \
      stroke-width="2"/><path d="M40 40C90 120 250 190 620 205" stroke="#d62728" stroke-width="2" stroke-dasharray="6 4"/></g>
      <g fill="currentColor" font-size="13"><text x="310" y="250">lag</text><text x="400" y="190">rescaled</text></g></svg>
      """,
    alternative: "The learned memory functions against the target.",
    caption: [
      .paragraph([
        .text("Learned memory. Over long lags the rescaled error is off by "),
        .value(text: "8.3 %", detail: "poly.longLagError[rescaled(power: 2)]", source: nil), .text(" where "),
        .math(math(#"\hat\rho"#)), .text(" is the model's memory function."),
      ])
    ],
    files: [
      OutputFile(title: "SVG", path: "figures/memory.svg", content: []),
      OutputFile(title: "PNG", path: "figures/memory.png", content: []),
    ], data: "lag,target\n0,1\n1,0.5\n",
    source: "```{figure} memory\nplot: memory(of: poly, colour: error)\n```")

  static func box(_ kind: String, _ title: String, _ name: String, _ verdict: Verdict?) -> Block<Final> {
    .box(
      Box(
        kind: kind, id: Label.slug(title), title: title, name: text(name), verdict: verdict,
        body: [
          .paragraph([
            .text("For white inputs of unit variance "),
            .math(math(#"\mathbb{E} \sum_t w_t (y_t-\hat y_t)^2 = \sum_s B_w(s)\, \delta(s)^2"#)),
            .text(", with the sensitivity profile "), .math(math(#"B_w(s) = \sum_{t \ge s} w_t"#)), .text("."),
          ])
        ],
        details: verdict.map { _ in
          ("evidence: 3 checks, 4096 trials", [.paragraph(text("Enumerated exactly.")), table])
        }))
  }

  static let blocks: [Block<Final>] =
    [
      heading("A first look", level: 2, number: "1.1"), .paragraph(inlines), .paragraph(text(lorem)),
      .equation(
        Equation(
          math: math(
            #"\begin{aligned} E_{w,q} &= \frac{1}{T} \sum_{t=0}^{T-1} w_t\, |y_t - \hat y_t|^q \\ &= \int_0^T \!\! B_w(s)\, \delta(s)^2\, ds \end{aligned}"#
          ), label: "error", labelSpan: 0..<0, number: "1.1")),
      .paragraph(text(lorem)), lists[0], lists[1], .figure(figure), heading("Evidence", level: 2, number: "1.2"),
      box("theorem", "Theorem 1", "decomposition", .holds), box("claim", "Claim C4", "long-term memory", .fails),
      box("claim", "Claim C5", "", .undecided), box("definition", "Definition 1", "memory function", nil),
      .code(language: "swift", text: "let memory = polynomial(rate: 0.1, power: 1.1)\n"),
      .quote([.paragraph(text(lorem))]),
      table, .thematicBreak, .rawHTML("<script>alert('no')</script>\n"), heading("Evidence", level: 3, number: nil),
      .equation(
        Equation(
          math: math(
            #"\mathcal{F} : \bm{x} \mapsto \left( \sum_{s=0}^{t} \rho(s) x_{t-s} \right)_{t \in \mathbb{N}}, \qquad \mathrm{prox}_{\lambda}(x) = \operatorname*{arg\,min}_{u} \left\{ \frac{1}{2\lambda} \lVert u - x \rVert^2 + f(u) \right\}"#
          ), label: nil, labelSpan: 0..<0, number: nil)),
      .captioned(
        Captioned(
          kind: "table", id: "shares", title: "Table 1.1",
          content: [
            .table(
              Table(
                alignments: [.left, .decimal], header: [text("error"), text("share")],
                rows: [
                  [text("squared"), text("12.25 ± 0.08")], [text("rescaled"), text("7.5")], [text("none"), text("—")],
                ]))
          ], caption: [.paragraph(text("Shares."))])),
      .captioned(
        Captioned(
          kind: "listing", id: "", title: "Listing 1.1", content: [.code(language: "", text: "1\n")], caption: [])),
      box("proof", "Proof", "", nil),
      .box(Box(kind: "note", id: "", title: "Note", name: [], verdict: nil, body: [], details: nil)),
      .details(Details(id: "", summary: text("The derivation"), content: [.paragraph(text("Sum by parts."))])),
      .markup("<i>unchanged</i>\n"),
      .bibliography([BibliographyItem(id: "ref-wang", marker: "[1]", content: text("Wang, S. (2023)."))]),
      .footnotes([Footnote(label: "why", number: 1, content: [.paragraph(text("Because a note says so."))])]),
    ]

  private static let lorem = """
    Every temporally positive-weighted error is biased towards short-term memory when a linear functional is learned: \
    outputs early in the sequence have no long past to remember, so that the sensitivity to the residual at lag s \
    counts only the outputs after it. Rescaling the error temporally moves the weight to where the long past is.
    """

  static let document = Document(
    title: "Long-term memory and the temporal weighting of errors",
    summary: [.paragraph(text("What the report finds, in one table.")), table],
    chapters: [
      .init(
        id: "01-memory-bias", number: "1", title: [.text("Memory bias of "), .math(math("w_t")), .text(" errors")],
        blocks: blocks),
      .init(
        id: "02-rescaling", number: "2", title: text("Rescaling"),
        blocks: [
          heading("A first look", level: 2, number: "2.1"), .paragraph(text(lorem)),
        ]),
    ],
    provenance: [
      Fact(label: "profile", value: "standard"), Fact(label: "processor", value: "x86-64-v3, 2 threads"),
    ])
}
