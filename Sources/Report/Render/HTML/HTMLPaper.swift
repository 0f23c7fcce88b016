import Document

extension HTMLRenderer {
  /// The document as a page for the printer, with a title block and contents; what differs between builds is left out.
  ///
  /// Its script makes the pages, and writes their heads and the numbers in the contents.
  package func paper(_ document: Document) throws -> String {
    var document = document
    document.run.removeAll(where: \.varies)
    var writer = writer()
    writer.carriesFiles = false
    writer.supplement = []
    writer.language = document.byline.language
    let words = document.byline.language
    let text = try writer.captured { writer in
      if !document.summary.isEmpty {
        writer.begin(part: "summary")
        try writer.element("section", ["class": "summary", "aria-label": words["Summary"]]) { writer in
          writer.write("\n<h2 id=\"summary\">\(words["Summary"])</h2>\n")
          try writer.blocks(document.summary)
        }
      }
      for chapter in document.chapters { try writer.chapter(chapter) }
      try writer.writeSupplement(made: document.provenance)
    }
    let entries = writer.gathered.contents.filter { $0.level <= 2 }
    let title = HTML.escape(document.title)
    let front = writer.captured { writer in
      writer.write("<header class=\"title-page\">\n<h1>\(title)</h1>\n")
      writer.authors(of: document.byline)
      writer.facts(document.run)
      writer.write("</header>\n<nav class=\"contents paper\" aria-labelledby=\"contents\">\n")
      let contents = HTMLContents(entries, namesPages: true).html
      writer.write("<h2 id=\"contents\">\(words["Contents"])</h2>\n\(contents)</nav>\n")
    }
    let body = "\(HTMLWriter.shapes)<div class=\"sheets\">\(front)<main id=\"content\">\n\(text)</main></div>\n"
    return try page(
      writer, title: title, of: document, showing: EmbeddedFonts.characters(of: [body]), css: Stylesheet.sheets,
      medium: .paper
    ).text(body)
  }

  /// What stands at the head of each page that a browser prints.
  static func runningHead(_ title: String) -> String { "@page{@top-right{content:\(quoted(title))}}\n" }

  /// A string of a style sheet; what could end it, or the sheet, is written by number.
  static func quoted(_ text: String) -> String {
    let characters = text.unicodeScalars.map { scalar in
      let isSign = " .,:-()\u{2002}".unicodeScalars.contains(scalar)
      let isPlain = isSign || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      return isPlain ? String(scalar) : "\\\(String(scalar.value, radix: 16)) "
    }
    return "\"\(characters.joined())\""
  }
}

extension HTMLWriter {
  /// What the text left to its supplement, in its order, and how the report was made.
  fileprivate mutating func writeSupplement(made facts: [Fact]) throws {
    guard let items = supplement, !items.isEmpty || !facts.isEmpty else { return }
    supplement = nil
    begin(part: "supplement")
    let title: [Inline<Final>] = [.text(language["Supplement"])]
    let id = unique("supplement")
    try enter(title, level: 1, number: "", id: id)
    try element("section", ["class": "chapter supplement", "id": id]) { writer in
      writer.write("\n<h2>\(HTML.escape(title.plainText))</h2>\n")
      for item in items {
        try writer.element("section", ["class": "item"]) { writer in
          writer.write("<h4>\(HTML.escape(item.title))</h4>\n")
          try writer.blocks(item.content)
        }
        writer.write("\n")
      }
      if facts.isEmpty { return }
      writer.element("section", ["class": "item"]) { writer in
        writer.write("<h4 id=\"provenance\">\(HTML.escape(writer.language["How this report was made"]))</h4>\n")
        writer.facts(facts)
      }
    }
    write("\n")
  }
}
