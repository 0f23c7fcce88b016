/// Writes SVG: an element to stand in an HTML page, or a file by itself.
final class SVGCanvas: Canvas {
  enum Letters {
    /// Text that can be selected, in a font of the reader's machine.
    case text
    /// Outlines, the same on every machine.
    case outlines
  }

  private let id: String
  private let letters: Letters
  /// The colours to draw with; nil leaves them to the page.
  private let theme: Theme?
  private let typesetter: LabelTypesetter?
  private var definitions = ByteText()
  private var body = ByteText()
  /// On top of everything else, so that each can be pointed at.
  private var hints = ByteText()
  private var clips = 0
  /// The series whose marks are being drawn, as the attribute that names it; empty outside of all.
  private var owner = ""
  /// The outlines defined so far, by what they show.
  private var outlines: [LabelTypesetter.Key: Int] = [:]
  /// Whether hints are written.
  let takesHints: Bool
  /// How far a line may be from where it should be, in points; nothing in files, which may be enlarged.
  private let tolerance: Double

  /// A canvas whose ids begin with `id`; the files of one figure need none. Without a typesetter all labels are text.
  init(
    id: String = "", letters: Letters, theme: Theme?, typesetter: LabelTypesetter? = nil, hasHints: Bool = true
  ) {
    self.id = id.isEmpty ? "" : Self.identifier(id) + "-"
    self.letters = letters
    self.theme = theme
    self.typesetter = typesetter
    takesHints = letters == .text && hasHints
    tolerance = letters == .outlines ? 0 : hasHints ? 0.05 : 0.1
  }

  static func identifier(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar in
        let isAllowed =
          scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
        return isAllowed ? Character(scalar) : "-"
      })
  }

  /// What was drawn, with its definitions.
  var content: [UInt8] {
    let defined = definitions.bytes.isEmpty ? [] : Array("<defs>".utf8) + definitions.bytes + Array("</defs>\n".utf8)
    return defined + body.bytes + hints.bytes
  }

  func stroke(_ path: Path, _ pen: Pen) {
    body += "<path d=\""
    body += path.simplified(tolerance)
    body += "\" style=\"stroke:\(colour(pen.paint.ink))\" stroke-width=\"\(pen.width.figures)\""
    if !pen.dash.isEmpty {
      body += " stroke-dasharray=\"\(pen.dash.map(\.figures).joined(separator: " "))\""
    }
    if pen.paint.opacity != 1 { body += " stroke-opacity=\"\(pen.paint.opacity.figures)\"" }
    body += "/>\n"
  }

  func fill(_ path: Path, _ paint: Paint) {
    body += "<path d=\""
    body += path.simplified(tolerance)
    body += "\" \(filled(paint))/>\n"
  }

  func text(_ label: Label, at place: Place, _ lettering: Lettering) {
    guard let typesetter else { return writeText(label, at: place, lettering) }
    guard label.isPlain else {
      return text(typesetter.arrangement(of: label, size: lettering.size, bold: lettering.bold), at: place, lettering)
    }
    switch letters {
    case .text: writeText(label, at: place, lettering)
    case .outlines: writeOutlines(label, at: place, lettering, typesetter)
    }
  }

  private func writeText(_ label: Label, at place: Place, _ lettering: Lettering) {
    let position =
      lettering.upwards
      ? "transform=\"translate(\(place.x.figures) \(place.y.figures)) rotate(-90)\""
      : "x=\"\(place.x.figures)\" y=\"\(place.y.figures)\""
    let anchor = lettering.anchor == .start ? "" : " text-anchor=\"\(lettering.anchor.rawValue)\""
    let weight = lettering.bold ? " font-weight=\"bold\"" : ""
    body += "<text \(position) font-size=\"\(lettering.size.figures)\"\(anchor)\(weight) \(filled(lettering.paint))>"
    body += Self.spans(label, size: lettering.size) + "</text>\n"
  }

  /// Each label's outline is defined once and used wherever it stands.
  private func writeOutlines(
    _ label: Label, at place: Place, _ lettering: Lettering, _ typesetter: LabelTypesetter
  ) {
    let key = LabelTypesetter.Key(runs: label.runs, size: lettering.size, bold: lettering.bold)
    let number = outlines[key] ?? outlines.count + 1
    if outlines[key] == nil {
      outlines[key] = number
      definitions += "<path id=\"\(id)label-\(number)\" d=\""
      for step in typesetter.outline(label, size: lettering.size, bold: lettering.bold) { definitions += step }
      definitions += "\"/>\n"
    }
    let width = typesetter.width(label, size: lettering.size, bold: lettering.bold)
    let shift = lettering.anchor == .start ? 0 : lettering.anchor == .middle ? width / 2 : width
    let position =
      lettering.upwards
      ? "transform=\"translate(\(place.x.figures) \((place.y + shift).figures)) rotate(-90)\""
      : "x=\"\((place.x - shift).figures)\" y=\"\(place.y.figures)\""
    body += "<use href=\"#\(id)label-\(number)\" \(position) \(filled(lettering.paint))/>\n"
  }

  func clip(to box: Box, _ content: () -> Void) {
    clips += 1
    definitions += "<clipPath id=\"\(id)clip-\(clips)\"><path d=\""
    definitions += Path.box(box)
    definitions += "\"/></clipPath>\n"
    body += "<g clip-path=\"url(#\(id)clip-\(clips))\">\n"
    content()
    body += "</g>\n"
  }

  func series(_ name: String, _ part: SeriesPart, _ content: () -> Void) {
    guard letters == .text else { return content() }
    let before = owner
    owner = " data-series=\"\(Label(name).text.escapedForMarkup)\""
    body += "<g class=\"series-\(part)\"\(owner)>\n"
    content()
    body += "</g>\n"
    owner = before
  }

  func hint(_ words: @autoclosure () -> String, over area: Path) {
    guard takesHints else { return }
    let title = "<title>\(words().escapedForMarkup)</title>"
    if area.pieces.count == 1, case .circle(let centre, let radius) = area.pieces[0] {
      let place = "cx=\"\(centre.x.figures)\" cy=\"\(centre.y.figures)\" r=\"\(radius.figures)\""
      hints += "<circle class=\"hint\"\(owner) \(place)>\(title)</circle>\n"
    } else {
      hints += "<path class=\"hint\"\(owner) d=\""
      hints += area
      hints += "\">\(title)</path>\n"
    }
  }

  /// The label's runs; a change of baseline is relative to the run before.
  private static func spans(_ label: Label, size: Double) -> String {
    var rise = 0.0
    return label.runs.map { run in
      var attributes = ""
      if run.rise != rise { attributes += " dy=\"\(((rise - run.rise) * size).figures)\"" }
      if run.scale != 1 { attributes += " font-size=\"\((run.scale * size).figures)\"" }
      if run.italic { attributes += " font-style=\"italic\"" }
      if run.bold { attributes += " font-weight=\"bold\"" }
      rise = run.rise
      let text = run.text.escapedForMarkup
      return attributes.isEmpty ? text : "<tspan\(attributes)>\(text)</tspan>"
    }.joined()
  }

  private func filled(_ paint: Paint) -> String {
    let opacity = paint.opacity == 1 ? "" : " fill-opacity=\"\(paint.opacity.figures)\""
    return "style=\"fill:\(colour(paint.ink))\"\(opacity)"
  }

  private func colour(_ ink: Ink) -> String {
    if let theme { return theme.colour(ink).hexadecimal }
    return "var(\(Theme.property(ink)),\(Theme.light.colour(ink).hexadecimal))"
  }
}
