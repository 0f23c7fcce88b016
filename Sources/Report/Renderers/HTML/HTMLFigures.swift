extension HTMLWriter {
  /// The drawing, its numbered caption, and what it rests on: its data, its files and the author's directive.
  mutating func figure(_ figure: FigureBlock<Final>) throws {
    let id = ids.unique(figure.id)
    try element("figure", ["id": id]) { writer in
      writer.write(HTML.tag("div", ["class": "drawing", "role": "img", "aria-label": figure.alternative]))
      writer.write("\(figure.svg)</div>\n")
      try writer.element("figcaption") { writer in
        let link = HTML.tag("a", ["class": "number", "href": "#\(id)"]) + "Figure \(HTML.escape(figure.number))</a>"
        try writer.blocks(figure.caption, runIn: link)
      }
      writer.sources(of: figure)
    }
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

  private mutating func sources(of figure: FigureBlock<Final>) {
    var links: [String] = []
    if !figure.data.isEmpty {
      let address = HTML.dataAddress(figure.data, type: "text/csv")
      let name = "\(Label.slug(figure.id)).csv"
      links.append(
        HTML.tag("a", ["href": address, "download": name, "title": "Save the data as \(name)"]) + "data</a>")
    }
    for file in figure.files {
      guard let title = file.title, let path = HTML.destination(file.path) else { continue }
      links.append("\(HTML.tag("a", ["href": path]))\(HTML.escape(title))</a>")
    }
    write("<div class=\"sources\">\(links.joined(separator: " "))")
    if !figure.source.isEmpty {
      write("\n<details><summary>source</summary>\n<pre tabindex=\"0\"><code>")
      write("\(HTML.escape(figure.source))</code></pre>")
      for line in figure.provenance { write("\n<p>\(HTML.escape(line))</p>") }
      write("</details>")
    }
    write("</div>")
  }
}
