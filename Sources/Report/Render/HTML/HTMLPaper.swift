import Document

extension HTMLRenderer {
  /// The document as a page for the printer: title page, contents, running heads; what differs between builds is left out.
  ///
  /// `numbers` says on which page each id stands, which is known once it was printed.
  package func paper(_ document: Document, numbers: [String: Int] = [:]) throws -> String {
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
    let entries = writer.contents.filter { $0.level <= 2 }
    let pages = numbers.isEmpty ? Dictionary(entries.map { ($0.id, 0) }) { first, _ in first } : numbers
    let title = HTML.escape(document.title)
    let front = writer.captured { writer in
      writer.write("<header class=\"title-page\">\n<h1>\(title)</h1>\n")
      writer.authors(of: document.byline)
      writer.facts(document.run)
      writer.write("</header>\n<nav class=\"contents paper\" aria-labelledby=\"contents\">\n")
      writer.write("<h2 id=\"contents\">\(words["Contents"])</h2>\n\(HTMLContents(entries, pages: pages).html)</nav>\n")
    }
    return try page(writer, title: title, of: document, css: Self.runningHeads(of: document), medium: .paper)
      .text("\(HTMLWriter.shapes)\(front)<main id=\"content\">\n\(text)</main>\n")
  }

  /// Each chapter's pages have its number and title at their head.
  private static func runningHeads(of document: Document) -> String {
    let heads = document.chapters.enumerated().map { index, chapter -> String in
      let title = (chapter.number.map { "\($0)\u{2002}" } ?? "") + chapter.title.plainText
      return """
        @page chapter\(index + 1){@top-left{content:\(quoted(title))}@top-right{content:\(quoted(document.title))}}
        .chapter[id=\(quoted(chapter.id))]{page:chapter\(index + 1)}

        """
    }
    let details = document.byline.language["Supplement"]
    return heads.joined() + """
      @page supplement{@top-left{content:\(quoted(details))}@top-right{content:\(quoted(document.title))}}
      .supplement{page:supplement}

      """
  }

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
      if !facts.isEmpty {
        writer.write("<h4 id=\"provenance\">\(HTML.escape(writer.language["How this report was made"]))</h4>\n")
        writer.facts(facts)
      }
    }
    write("\n")
  }
}
