extension HTMLWriter {
  /// A theorem or a claim: its title and verdict, its statement, and its evidence folded below.
  mutating func box(_ box: Box<Final>) throws {
    let id = ids.unique(box.id)
    let titleID = ids.unique("\(id)-title")
    let verdict = box.verdict.map { " verdict-\($0.rawValue)" } ?? ""
    let style = "box box-\(Label.slug(box.kind))\(verdict)"
    try element("section", ["class": style, "id": id, "aria-labelledby": titleID]) { writer in
      try writer.element("p", ["class": "box-title", "id": titleID]) { writer in
        writer.write("\(HTML.tag("a", ["class": "number", "href": "#\(id)"]))\(HTML.escape(box.title))</a>")
        if !box.name.plainText.isEmpty {
          writer.write(" ")
          try writer.element("span", ["class": "name"]) { try $0.inlines(box.name) }
        }
        if let verdict = box.verdict {
          writer.write(" ")
          writer.badge(verdict)
        }
      }
      writer.write("\n")
      try writer.blocks(box.body)
      guard let details = box.details else { return }
      try writer.element("details") { writer in
        writer.write("<summary>\(HTML.escape(details.summary))</summary>\n")
        try writer.blocks(details.content)
      }
    }
  }
}
