/// The element about what an `SVGCanvas` has drawn.
struct SVGDocument {
  /// A page is read from further away than paper, so figures are larger there than in print.
  private static let enlargement = 1.2

  let size: Size
  let scale: Double
  let title: String
  let description: String
  let font: String

  /// The element for an HTML page; its ids begin with `id`. One for narrow screens has a class that says so, and the words of
  /// the other.
  func element(id: String, theme: Theme?, isNarrow: Bool = false, _ canvas: SVGCanvas) -> String {
    let id = SVGCanvas.identifier(id)
    var (named, head): ([String], [String]) = ([], [])
    for (element, text) in [("title", title), ("desc", description)] where !text.isEmpty {
      named.append("\(id)-\(element)")
      if !isNarrow { head.append("<\(element) id=\"\(id)-\(element)\">\(text.escapedForMarkup)</\(element)>\n") }
    }
    let labelled = named.isEmpty ? "" : " aria-labelledby=\"\(named.joined(separator: " "))\""
    let shown = (size.width * Self.enlargement * scale).figures
    let (kind, own) = isNarrow ? ("plot narrow", "\(id)-narrow") : ("plot", id)
    let start =
      "<svg class=\"\(kind)\" id=\"\(own)\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"\(labelled) "
      + "width=\"\(shown)pt\" \(frame) font-family=\"'\(font.escapedForMarkup)',Verdana,sans-serif\" \(strokes)>\n"
    let parts = start + head.joined() + (theme.map(ground) ?? "")
    return parts + String(decoding: canvas.content, as: UTF8.self) + "</svg>\n"
  }

  /// The whole file.
  func file(theme: Theme, _ canvas: SVGCanvas) -> [UInt8] {
    let head = [("title", title), ("desc", description)].filter { !$0.1.isEmpty }
      .map { "<\($0.0)>\($0.1.escapedForMarkup)</\($0.0)>\n" }.joined()
    let (width, height) = ((size.width * scale).figures, (size.height * scale).figures)
    let start =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
      + "width=\"\(width)pt\" height=\"\(height)pt\" \(frame) \(strokes)>\n"
    return Array((start + head + ground(theme)).utf8) + canvas.content + Array("</svg>\n".utf8)
  }

  private var frame: String { "viewBox=\"0 0 \(size.width.figures) \(size.height.figures)\"" }
  private var strokes: String { "stroke-linejoin=\"round\" fill=\"none\"" }

  private func ground(_ theme: Theme) -> String {
    "<rect width=\"\(size.width.figures)\" height=\"\(size.height.figures)\" fill=\"\(theme.paper.hexadecimal)\"/>\n"
  }
}
