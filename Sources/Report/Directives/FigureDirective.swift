import Core
import Plot

/// `{figure}`: a drawing of results with its caption and the data behind it.
struct FigureDirective: Directive {
  static let name = "figure"
  static let summary = "draws results; the body is the caption"
  static let textOptions: Set<String> = ["alt", "title"]
  static let counter: String? = "Figure"

  /// How much of the page's width a figure takes.
  private enum Width: String, CaseIterable {
    case column, full

    var millimetres: Millimetres { self == .column ? .column : 150 }
  }

  let call: DirectiveCall
  private let kind: any FigureKind
  private let alternative: String
  private let title: String
  private let width: Width

  init(_ reading: DirectiveReading) {
    call = reading.call
    _ = reading.requiredLabel()
    let settings = reading.settings()
    kind = settings.part(
      "plot", from: Catalogue.figures, default: "curves(of: bias)", required: true, help: "what is drawn")
    alternative = settings.text(
      "alt", default: "the curves described in words", required: true,
      help: "the figure in words, for who cannot see it")
    title = settings.text("title", default: "", help: "a title above the figure")
    width = settings.choice("width", default: .full, help: "one column (84 mm) or the whole measure (150 mm)")
    reading.finish(settings)
    let titleSpan = call.options.first { $0.name == "title" }?.textSpan ?? call.nameSpan
    for problem in Plot.Label(title).problems {
      reading.report(
        SettingProblem(
          problem, remedy: "write Greek letters, sub- and superscripts and hats, or plain text", span: titleSpan))
    }
  }

  func check(among offers: [String: Offer]) -> [SettingProblem] { kind.check(among: offers) }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let id = call.label ?? ""
    let figure = Figure(
      panels: kind.panels(from: context.results.datasets, styles: context.styles), width: width.millimetres,
      title: title,
      description: alternative)
    let data = figure.csv()
    let files = [
      OutputFile(title: "SVG", path: "figures/\(id).svg", content: Array(try figure.svg().utf8)),
      OutputFile(title: "PNG", path: "figures/\(id).png", content: try figure.png(scale: 2)),
      OutputFile(title: nil, path: "data/\(id).csv", content: Array(data.utf8)),
    ]
    return [
      .figure(
        FigureBlock(
          id: context.anchor, number: context.number, svg: try figure.page(id: id), alternative: alternative,
          caption: try context.blocks(call.body), files: files, data: data, source: call.file.text(call.span)))
    ]
  }
}
