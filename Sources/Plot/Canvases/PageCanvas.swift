/// Writes an SVG element to stand in an HTML page: real text, colours from the page's style sheet, ids of its own.
final class PageCanvas: Canvas {
  /// A page is read from further away than paper, so figures are larger there than in print.
  private static let enlargement = 1.2

  private let id: String
  private let size: Size
  private let title: String
  private let summary: String
  private var definitions: [String] = []
  private var body: [String] = []

  init(id: String, size: Size, title: String, description: String) {
    self.id = String(id.unicodeScalars.map { Self.isIdentifier($0) ? Character($0) : "-" })
    self.size = size
    self.title = title
    summary = description
  }

  private static func isIdentifier(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
  }

  /// The whole element.
  func finish() -> String {
    let (width, height) = (size.width.figures, size.height.figures)
    let shown = (size.width * Self.enlargement).figures
    var named: [String] = []
    var head: [String] = []
    for (element, text) in [("title", title), ("desc", summary)] where !text.isEmpty {
      named.append("\(id)-\(element)")
      head.append("<\(element) id=\"\(id)-\(element)\">\(text.escapedForMarkup)</\(element)>")
    }
    let labelled = named.isEmpty ? "" : " aria-labelledby=\"\(named.joined(separator: " "))\""
    let start =
      "<svg class=\"plot\" id=\"\(id)\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"\(labelled) "
      + "width=\"\(shown)pt\" viewBox=\"0 0 \(width) \(height)\" "
      + "font-family=\"'DejaVu Sans',Verdana,sans-serif\" stroke-linejoin=\"round\" fill=\"none\">"
    let clips = definitions.isEmpty ? [] : ["<defs>\(definitions.joined())</defs>"]
    return ([start] + head + clips + body + ["</svg>", ""]).joined(separator: "\n")
  }

  func stroke(_ path: Path, _ pen: Pen) {
    let dash =
      pen.dash.isEmpty ? "" : " stroke-dasharray=\"\(pen.dash.map(\.figures).joined(separator: " "))\""
    let opacity = pen.paint.opacity == 1 ? "" : " stroke-opacity=\"\(pen.paint.opacity.figures)\""
    body.append(
      "<path d=\"\(Self.data(path))\" style=\"stroke:\(Self.colour(pen.paint.ink))\" "
        + "stroke-width=\"\(pen.width.figures)\"\(dash)\(opacity)/>")
  }

  func fill(_ path: Path, _ paint: Paint) {
    body.append("<path d=\"\(Self.data(path))\" \(Self.filled(paint))/>")
  }

  func text(_ label: Label, at place: Place, _ lettering: Lettering) {
    let position =
      lettering.upwards
      ? "transform=\"translate(\(place.x.figures) \(place.y.figures)) rotate(-90)\""
      : "x=\"\(place.x.figures)\" y=\"\(place.y.figures)\""
    let anchor = lettering.anchor == .start ? "" : " text-anchor=\"\(lettering.anchor.rawValue)\""
    let weight = lettering.bold ? " font-weight=\"bold\"" : ""
    body.append(
      "<text \(position) font-size=\"\(lettering.size.figures)\"\(anchor)\(weight) \(Self.filled(lettering.paint))>"
        + Self.spans(label, size: lettering.size) + "</text>")
  }

  func clip(to box: Box, _ content: () -> Void) {
    let clip = "\(id)-clip-\(definitions.count + 1)"
    definitions.append("<clipPath id=\"\(clip)\"><path d=\"\(Self.data(.box(box)))\"/></clipPath>")
    body.append("<g clip-path=\"url(#\(clip))\">")
    content()
    body.append("</g>")
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

  private static func filled(_ paint: Paint) -> String {
    let opacity = paint.opacity == 1 ? "" : " fill-opacity=\"\(paint.opacity.figures)\""
    return "style=\"fill:\(colour(paint.ink))\"\(opacity)"
  }

  private static func colour(_ ink: Ink) -> String {
    "var(\(Theme.property(ink)),\(Theme.light.colour(ink).hexadecimal))"
  }

  private static func data(_ path: Path) -> String {
    path.pieces.map { piece in
      switch piece {
      case .lines(let places, let closed):
        let points = places.map { "\($0.x.figures) \($0.y.figures)" }
        return "M" + points.joined(separator: "L") + (closed ? "Z" : "")
      case .circle(let centre, let radius):
        let (r, left) = (radius.figures, "\((centre.x - radius).figures) \(centre.y.figures)")
        let diameter = (2 * radius).figures
        return "M\(left)a\(r) \(r) 0 1 0 \(diameter) 0a\(r) \(r) 0 1 0 -\(diameter) 0Z"
      }
    }.joined()
  }
}

extension Double {
  /// The length to hundredths of a point, as short as it can be written.
  var figures: String {
    guard isFinite, abs(self) < 1e9 else { return "0" }
    let hundredths = Int((self * 100).rounded())
    let (whole, part) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    if part == 0 { return "\(sign)\(whole)" }
    let decimals = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
    return "\(sign)\(whole).\(decimals)"
  }
}
