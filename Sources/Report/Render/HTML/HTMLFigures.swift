import Document
import Settings

extension HTMLWriter {
  /// The drawing, its numbered caption, and what it rests on: its data, its files and the author's directive.
  mutating func figure(_ figure: FigureBlock<Final>) throws {
    let id = unique(figure.id)
    let attributes: KeyValuePairs<String, String?> = [
      "id": id, "data-explore": figure.explorer?.kind.rawValue,
      "data-power": figure.explorer.map { Value.text(of: $0.power) },
      "data-length": figure.explorer.map { String($0.length) },
    ]
    try element("figure", attributes) { writer in
      writer.write(HTML.tag("div", ["class": "drawing", "role": "img", "aria-label": figure.alternative]))
      writer.write("\(Self.scaled(figure.svg))</div>\n")
      try writer.element("figcaption") { writer in
        let link =
          HTML.tag("a", ["class": "number", "href": "#\(id)"])
          + HTML.escape(writer.language.title("Figure \(figure.number)")) + "</a>"
        try writer.blocks(figure.caption, runIn: link)
        try writer.sources(of: figure)
      }
    }
  }

  /// The drawing with its width in points, by which the page sets all to one scale, so that their letters are alike; one much
  /// wider than high takes more than the column of the text.
  private static func scaled(_ svg: String) -> String {
    let start = "<svg class=\"plot\""
    guard svg.hasPrefix(start), let end = svg.utf8.firstIndex(of: UInt8(ascii: ">")),
      let frame = svg[..<end].firstRange(of: "viewBox=\"0 0 ")
    else { return svg }
    let sides = svg[frame.upperBound..<end].prefix { $0 != "\"" }.split(separator: " ").map { Double($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1], width < 10_000 else { return svg }
    let style = width > 350 && width > 1.55 * height ? "plot wide" : "plot"
    return "<svg class=\"\(style)\" style=\"--width:\(Int(width))\"" + svg.dropFirst(start.count)
  }

  /// Blocks whose first paragraph begins with some HTML.
  mutating func blocks(_ content: [Block<Final>], runIn lead: String) throws {
    guard case .paragraph(let first) = content.first else {
      write("<p>\(lead)</p>\n")
      return try blocks(content)
    }
    write("<p>\(lead) ")
    try inlines(first)
    write("</p>\n")
    try blocks(Array(content.dropFirst()))
  }

  /// What the figure can be saved as, its values, and what made it.
  private mutating func sources(of figure: FigureBlock<Final>) throws {
    write("<div class=\"sources\">\(saved(figure).joined(separator: " "))")
    if !figure.values.isEmpty {
      try element("details") { writer in
        writer.write("<summary>\(writer.language["values"])</summary>\n")
        try writer.blocks(figure.values)
      }
    }
    if !figure.source.isEmpty {
      write("\n<details><summary>\(language["source"])</summary>\n<pre tabindex=\"0\"><code>")
      write("\(HTML.escape(Self.options(of: figure.source)))</code></pre>\n")
      facts(figure.provenance)
      write("</details>")
    }
    write("</div>")
  }

  /// The directive without its caption, which stands above.
  private static func options(of source: String) -> String {
    guard let gap = source.firstRange(of: "\n\n"), let fence = source.split(separator: "\n").last else { return source }
    return "\(source[..<gap.lowerBound])\n\n…\n\(fence)"
  }

  /// Links to the data, which the page holds, and to the drawing as files.
  private func saved(_ figure: FigureBlock<Final>) -> [String] {
    var links: [String] = []
    let slug = Label.slug(figure.id)
    if !figure.data.isEmpty {
      let address = HTML.dataAddress(figure.data, type: "text/csv")
      links.append(HTML.tag("a", ["href": address, "download": "\(slug).csv"]) + "\(language["data"])</a>")
    }
    for file in figure.files {
      guard let title = file.title, let path = HTML.destination(file.path) else { continue }
      let attributes: KeyValuePairs<String, String?> = [
        "href": path, "download": "\(slug).\(title.lowercased())", "data-save": title.lowercased(),
      ]
      links.append("\(HTML.tag("a", attributes))\(HTML.escape(title))</a>")
    }
    return links
  }
}

extension HTMLWriter {
  /// A list of labels with what each is.
  mutating func facts(_ facts: [Fact]) {
    if facts.isEmpty { return }
    write("<dl class=\"facts\">\n")
    for fact in facts {
      let value = HTML.escape(fact.value)
      let shown =
        fact.isCommand ? "<code>\(value)</code>" : fact.varies ? "<span class=\"varies\">\(value)</span>" : value
      write("<dt>\(HTML.escape(fact.label))</dt><dd>\(shown)</dd>\n")
    }
    write("</dl>\n")
  }
}
