import Document

extension HTMLWriter {
  /// The title of a report, who wrote it, its abstract and how to cite it.
  mutating func titleBlock(of document: Document) {
    let byline = document.byline
    write("<header>\n<h1>\(HTML.escape(document.title))</h1>\n")
    authors(of: byline)
    if !byline.authors.isEmpty {
      let entry = HTML.escape(byline.bibTeX(title: document.title))
      write("<details class=\"cite\"><summary>\(language["Cite this report"])</summary>\n")
      write("<pre tabindex=\"0\"><code class=\"language-bibtex\">\(entry)</code></pre></details>\n")
    }
    write("</header>\n")
  }

  /// Authors, affiliations and date, then the abstract, the keywords and the licence; nothing of what is not given.
  mutating func authors(of byline: Byline) {
    let places = byline.affiliations
    let names = byline.authors.map { author -> String in
      let place = places.firstIndex(of: author.affiliation).map { "<sup>\($0 + 1)</sup>" } ?? ""
      return HTML.escape(author.name) + (places.count > 1 ? place : "")
    }
    if !names.isEmpty { write("<p class=\"authors\">\(names.joined(separator: ", "))</p>\n") }
    let listed = places.enumerated().map { (places.count > 1 ? "<sup>\($0 + 1)</sup> " : "") + HTML.escape($1) }
    let date = byline.date.isEmpty ? [] : ["<time datetime=\"\(byline.date)\">\(byline.date)</time>"]
    let line = (listed + date).joined(separator: " · ")
    if !line.isEmpty { write("<p class=\"affiliations\">\(line)</p>\n") }
    if !byline.abstract.isEmpty {
      write("<p class=\"abstract\"><strong>\(language["Abstract"]).</strong> \(HTML.escape(byline.abstract))</p>\n")
    }
    let facts = [("Keywords", byline.keywords.joined(separator: ", ")), ("Licence", byline.licence)].filter {
      !$0.1.isEmpty
    }
    let words = facts.map { "\(language[$0.0]): \(HTML.escape($0.1))" }.joined(separator: " · ")
    if !words.isEmpty { write("<p class=\"affiliations\">\(words)</p>\n") }
  }
}

extension Byline {
  /// What Zotero and search engines read of a page: the names of Highwire Press, and those of HTML itself.
  func metadata(title: String) -> String {
    if authors.isEmpty, date.isEmpty, abstract.isEmpty, keywords.isEmpty { return "" }
    var entries = [("citation_title", title)]
    for author in authors {
      entries.append(("citation_author", author.name))
      if !author.affiliation.isEmpty { entries.append(("citation_author_institution", author.affiliation)) }
    }
    entries += [
      ("citation_publication_date", date.replacing("-", with: "/")), ("citation_language", language.rawValue),
      ("citation_keywords", keywords.joined(separator: "; ")), ("author", authors.map(\.name).joined(separator: ", ")),
      ("description", abstract), ("keywords", keywords.joined(separator: ", ")), ("dcterms.license", licence),
    ]
    return entries.filter { !$0.1.isEmpty }.map { HTML.tag("meta", ["name": $0.0, "content": $0.1]) }
      .joined(separator: "\n")
  }
}
