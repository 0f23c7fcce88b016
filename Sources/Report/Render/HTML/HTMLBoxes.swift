import Document

extension HTMLWriter {
  /// A statement, a proof or a note: its title and verdict, its text, and its evidence folded below.
  mutating func box(_ box: Box<Final>) throws {
    let id = box.id.isEmpty ? nil : unique(box.id)
    if box.kind == "experiment", let details = box.details { return try settings(box, details, id: id) }
    let verdict = box.verdict.map { " verdict-\($0.rawValue)" } ?? ""
    let style = "box box-\(Label.slug(box.kind))\(verdict)"
    try element("section", ["class": style, "id": id]) { writer in
      try writer.element("p", ["class": "box-title"]) { writer in
        let name = id == nil ? "span" : "a"
        writer.element(name, ["class": "number", "href": id.map { "#\($0)" }]) {
          $0.write(HTML.escape($0.language.title(box.title)))
        }
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
      if writer.moved(details.content, of: box.title) {
        return writer.write("<p class=\"moved\">\(HTML.escape(details.summary))</p>\n")
      }
      try writer.element("details") { writer in
        writer.write("<summary>\(HTML.escape(details.summary))</summary>\n")
        try writer.blocks(details.content)
      }
    }
  }
}

extension HTMLWriter {
  /// What was run, in a line that opens, and what a reader should know of it.
  private mutating func settings(
    _ box: Box<Final>, _ details: (summary: String, content: [Block<Final>]), id: String?
  ) throws {
    let isMoved = moved(details.content, of: box.title)
    try element("section", ["class": "box box-experiment", "id": id]) { writer in
      if isMoved {
        let title = "<span class=\"number\">\(HTML.escape(writer.language.title(box.title)))</span>"
        writer.write("<p class=\"moved\">\(title) \(HTML.escape(details.summary))</p>\n")
        return try writer.blocks(box.body)
      }
      try writer.element("details") { writer in
        let title = "<span class=\"number\">\(HTML.escape(writer.language.title(box.title)))</span>"
        writer.write("<summary>\(title) \(HTML.escape(details.summary))</summary>\n")
        try writer.blocks(details.content)
      }
      writer.write("\n")
      try writer.blocks(box.body)
    }
  }

  /// Puts some content into the supplement; false if there is none.
  mutating func moved(_ content: [Block<Final>], of title: String) -> Bool {
    supplement?.append(Supplement(title: language.title(title), content: content))
    return supplement != nil
  }

  mutating func details(_ details: Details<Final>) throws {
    try element("details", ["class": "fold", "id": details.id.isEmpty ? nil : unique(details.id)]) { writer in
      try writer.element("summary") { try $0.inlines(details.summary.withoutLinks) }
      writer.write("\n")
      try writer.blocks(details.content)
    }
  }

  /// Tables have their caption above them, listings and images below.
  mutating func captioned(_ captioned: Captioned<Final>) throws {
    let id = captioned.id.isEmpty ? nil : unique(captioned.id)
    try element("figure", ["class": "captioned captioned-\(Label.slug(captioned.kind))", "id": id]) { writer in
      let title = HTML.escape(writer.language.title(captioned.title))
      let link = id.map { HTML.tag("a", ["class": "number", "href": "#\($0)"]) + "\(title)</a>" }
      try writer.element("figcaption") { writer in
        try writer.blocks(captioned.caption, runIn: link ?? "<span class=\"number\">\(title)</span>")
      }
      writer.write("\n")
      try writer.blocks(captioned.content)
    }
  }

  /// An image; of two the page shows the one that its ground asks for.
  mutating func picture(_ picture: Picture) {
    let width = picture.width.map { "width:\($0)%" }
    let images: [(String?, String?)] = [
      (picture.light, picture.dark == nil ? nil : "on-light"), (picture.dark, "on-dark"),
    ]
    for case (let source?, let style) in images where HTML.isEmbedded(source) {
      write(HTML.tag("img", ["class": style, "src": source, "alt": picture.alternative, "style": width]))
    }
    write("\n")
  }

  mutating func bibliography(_ items: [BibliographyItem<Final>]) throws {
    try element("ul", ["class": "bibliography"]) { writer in
      for item in items {
        try writer.element("li", ["id": writer.unique(item.id)]) { writer in
          if !item.marker.isEmpty { writer.write("<span class=\"marker\">\(HTML.escape(item.marker))</span> ") }
          try writer.inlines(item.content)
        }
        writer.write("\n")
      }
    }
  }
}
