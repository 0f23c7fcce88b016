import Basics
import Book
import Document
import Figures
import Plot
import Results
import Settings
import Source
import Syntax

/// `{figure}`: a drawing of results with its caption and the data behind it.
package struct FigureDirective: Directive {
  package static let name = "figure"
  package static let summary = "draws results; the body is the caption"
  package static let textOptions: Set<String> = ["alt", "title"]
  package static let counter: String? = "Figure"
  package static let drawsResults = true
  package static let suitsPaper = true
  package static let example = """
    ```{sensitivity} drawn
    error: [squared, rescaled(power: 2)]
    length: 20
    ```

    ```{figure} sensitivities
    plot: curves(of: drawn, curve: profile)
    alt: Two falling curves; the rescaled one stays up for longer.

    The rescaled error has lost half of its sensitivity at {value}`drawn.halfBiasLag[rescaled] %.0f%%`.
    ```
    """

  /// How much of the page's width a figure takes.
  private enum Width: String, CaseIterable {
    case column, full

    var millimetres: Millimetres { self == .column ? .column : 150 }
  }

  /// Where the names of the series stand.
  private enum Legend: String, CaseIterable {
    case automatic, below, above, inside
    case lineEnds = "line-ends"
    case none

    var place: LegendPlace {
      switch self {
      case .automatic: .automatic
      case .below: .below
      case .above: .above
      case .inside: .inside
      case .lineEnds: .lineEnds
      case .none: .none
      }
    }
  }

  /// The colours of the figure: those of the page, or its own.
  private enum Colours: String, CaseIterable {
    case page, light, dark, print, grey

    var theme: Theme? { Theme.all.first { $0.name == rawValue } }
  }

  package let call: DirectiveCall
  private let kind: any FigureKind
  private let alternative: Template
  private let title: Template
  private let width: Width
  /// All settings, defaults included.
  private let canonical: Value
  private let legend: Legend
  private let colours: Colours
  private let hasGrid: Bool
  /// Of the PNG, in pixels an inch at the figure's size in print.
  private let resolution: Int

  package init(_ reading: DirectiveReading) {
    call = reading.call
    _ = reading.requiredLabel()
    let settings = reading.settings()
    kind = settings.part(
      "plot", from: Catalogue.figures, default: "curves(of: bias)", required: true, help: "what is drawn")
    alternative = reading.template(
      "alt", in: settings, required: true, example: "the curves described in words",
      help: "the figure described in words, for readers who cannot see it")
    title = reading.template("title", in: settings, isDrawn: true, help: "a title above the figure")
    width = settings.choice("width", default: .full, help: "one column (84 mm) or the full width (150 mm)")
    legend = settings.choice(
      "legend", default: .automatic,
      help:
        "where the legend is: inside, where it hides nothing; line-ends, beside the curves; automatic, beside the curves where their names fit, else below"
    )
    colours = settings.choice("theme", default: .page, help: "the colours: those of the page, or the same everywhere")
    hasGrid = settings.flag("grid", default: false, help: "whether the panels have grid lines at the ticks")
    resolution = settings.count(
      "resolution", default: 144, 72...600, help: "pixels an inch of the PNG at its size in print; journals want 300")
    reading.finish(settings)
    canonical = settings.canonical
    for problem in Plot.Label(title.text(filling: "0")).problems {
      reading.report(
        SettingProblem(
          problem, remedy: "write Greek letters, sub- and superscripts and hats, or plain text",
          kind: .malformed, span: reading.span(of: "title")))
    }
  }

  package var inputs: Inputs { kind.inputs }

  /// The drawing as SVG, PNG and PDF and its data, in the folder of the report.
  package var paths: [String] {
    let id = call.label ?? ""
    return ["svg", "png", "pdf"].map { "figures/\(id).\($0)" } + ["data/\(id).csv"]
  }

  package func check(in index: BookIndex) -> [Mistake] {
    (kind.check(among: index.offers) + kind.check(judged: index.judged)).map { Mistake($0) }
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let (missing, all) = context.holes
    if missing > 0, missing == all { return [hole(try context.blocks(call.body), missing, in: context)] }
    let id = call.label ?? ""
    let alternative = context.inlines(alternative).plainText
    let title = context.inlines(title).plainText
    let verdicts = self.verdicts(in: context)
    let looks = context.styles.description(like: kind.models)
    let language = context.language
    let words = ([title, alternative, looks, language.rawValue] + verdicts.map(\.description)).map {
      Argument(value: Value(.string($0)))
    }
    let isUnknown = inputs.readsCurves && context.lacksCurves
    let drawing =
      try isUnknown
      ? Drawing.unknown
      : context.drawing(id, Value(.call("figure", [Argument(value: canonical)] + words)), by: Self.self) {
        try Drawing(
          figure(of: $0, verdicts, context.styles, title, alternative, in: language), id: id, theme: colours.theme,
          resolution: resolution)
      }
    let contents = [
      ("SVG", drawing.svg), ("PNG", drawing.png), ("PDF", drawing.pdf), (nil, Array(drawing.data.utf8)),
    ]
    let files = zip(contents, paths).map { OutputFile(title: $0.0, path: $1, content: $0.1) }
    return [
      .figure(
        FigureBlock(
          id: context.anchor, number: context.number, svg: Self.saying(drawing.page, in: language),
          alternative: alternative,
          caption: try context.blocks(call.body)
            + (kind.remark.map { [.paragraph([.text(context.language.sentences($0))])] } ?? [])
            + Self.note(of: missing, among: all, in: context.language), files: files, data: drawing.data,
          source: call.source, provenance: context.provenance(of: shownSettings),
          values: drawing.values.flatMap { $0.blocks(in: context.language) }, explorer: kind.explorer))
    ]
  }

  /// The drawing with the words of its tips in a language; those of its labels are so already.
  private static func saying(_ page: String, in language: Language) -> String {
    if language == .english { return page }
    return page.replacing(/<title>([^<]*)<\/title>/) { match in
      let tip = match.output.1.replacing(" to ", with: " \(language["to"]) ")
      return "<title>\(tip.replacing("corrected", with: language["corrected"]))</title>"
    }
  }

  /// All its settings but its words, which the page has in their places.
  private var shownSettings: Value {
    guard case .call(let name, let arguments) = canonical.kind else { return canonical }
    return Value(.call(name, arguments.filter { !["alt", "title"].contains($0.label) }))
  }

  /// What replaces a figure none of whose runs exists.
  private func hole(_ caption: [Block<Final>], _ missing: Int, in context: CarryingOut) -> Block<Final> {
    let language = context.language
    let words =
      context.isRefused
      ? language["not drawn: its program is not allowed to run on this machine"]
      : missing == 1
        ? language["not drawn: its run is not computed yet"]
        : language("not drawn: none of its {1} runs is computed yet", String(missing))
    return .figure(
      FigureBlock(
        id: context.anchor, number: context.number, svg: HoleDrawing.svg(saying: words), alternative: words,
        caption: caption, files: [], data: "", source: call.source))
  }

  /// "Drawn without 3 of 6 runs, which are not computed yet."
  private static func note(of missing: Int, among all: Int, in language: Language) -> [Block<Final>] {
    if missing == 0 { return [] }
    let runs = language.count(all, "run")
    let words =
      missing == 1
      ? language("Drawn without 1 of {1}, which is not computed yet.", runs)
      : language("Drawn without {1} of {2}, which are not computed yet.", String(missing), runs)
    return [.paragraph([.emphasis([.text(words)])])]
  }

  /// The verdicts that it draws, with their statements in words.
  private func verdicts(in context: CarryingOut) -> [DrawnVerdict] {
    guard inputs.readsEveryVerdict || !inputs.verdicts.isEmpty else { return [] }
    return context.results.findings.filter { inputs.readsEveryVerdict || inputs.verdicts.contains($0.id) }
      .map { DrawnVerdict($0, title: context.inlines($0.title).plainText) }
  }

  private func figure(
    of datasets: [String: Dataset], _ verdicts: [DrawnVerdict], _ styles: SeriesStyles, _ title: String,
    _ alternative: String, in language: Language
  ) -> Figure {
    var figure = Figure(
      panels: kind.panels(from: datasets, verdicts: verdicts, styles: styles), width: width.millimetres, title: title,
      description: alternative, legend: legend.place, grid: hasGrid)
    kind.arrange(&figure)
    if language == .english { return figure }
    // The title is the author's.
    var spoken = figure.saying { language.label($0) }
    spoken.title = title
    return spoken
  }
}

extension ValueTable {
  /// The table, behind the panel's title and a word on what is left out.
  fileprivate func blocks(in language: Language) -> [Block<Final>] {
    let shown = rows.count
    let choice =
      shown < total ? language("{1} of {2} values; all are in the data.", String(shown), String(total)) : ""
    let words = [title.isEmpty ? "" : "\(title).", choice].filter { !$0.isEmpty }.joined(separator: " ")
    let table = Table<Final>(
      alignments: header.map { _ in .left }, header: header.map { [.text(language.name($0))] },
      rows: rows.map { $0.map { [.text($0)] } })
    return (words.isEmpty ? [] : [.paragraph([.text(words)])]) + [.table(table)]
  }
}
