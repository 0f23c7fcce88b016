import Document
import Plot
import Statistics

extension HTMLWriter {
  package mutating func inlines(_ content: [Inline<Final>]) throws {
    for (index, inline) in content.enumerated() {
      let previous = index > 0 ? content[index - 1] : nil
      try self.inline(inline, after: previous, before: content[(index + 1)...].first)
    }
  }

  private mutating func inline(
    _ inline: Inline<Final>, after previous: Inline<Final>?, before next: Inline<Final>?
  ) throws {
    switch inline {
    case .text(let text):
      let closing = previous?.takesPunctuation == true ? Self.closing(text) : ""
      let opening = next.isVerdict ? Self.opening(text.dropFirst(closing.count)) : ""
      write(HTML.escape(String(text.dropFirst(closing.count).dropLast(opening.count))))
    case .math(let math): try formula(math, before: HTML.escape(String(Self.closing(next))))
    case .code(let text): write("<code>\(Self.breakable(text))</code>")
    case .emphasis(let content): try element("em") { try $0.inlines(content) }
    case .strong(let content): try element("strong") { try $0.inlines(content) }
    case .strikethrough(let content): try element("del") { try $0.inlines(content) }
    case .link(let destination, let title, let content): try link(to: destination, title: title, content)
    case .attachment(let file, let title, let content): try attachment(file, title: title, content)
    case .image(let source, let title, let alternative): image(source, title: title, alternative: alternative)
    case .softBreak: write("\n")
    case .lineBreak: write("<br>\n")
    case .footnoteReference(_, let number): footnoteMark(number: number)
    case .value(let text, let detail, let source):
      let name = source == nil ? "span" : "a"
      write(HTML.tag(name, ["class": "value", "href": source.map(address), "title": detail]))
      write("\(HTML.escape(text))</\(name)>")
    case .verdict(let verdict): badge(verdict, after: previous, before: next)
    case .sketch(let sketch): write(sketch.page(called: language["Interval of the ratio"]))
    case .markup(let text): write(text)
    }
  }

  /// The TeX of a formula that may not fit on a line is longer.
  private static let longFormula = 45

  /// The punctuation at the start of a text that belongs to the word before it.
  private static func closing(_ text: String) -> Substring {
    text.prefix { ",.;:!?)]\u{2019}\u{201D}".contains($0) }
  }

  private static func closing(_ next: Inline<Final>?) -> Substring {
    if case .text(let text) = next { closing(text) } else { "" }
  }

  /// The bracket at the end of a text that belongs to the word behind it.
  private static func opening(_ text: Substring) -> Substring { text.hasSuffix("(") ? text.suffix(1) : "" }

  /// A badge on one line with its brackets and the punctuation behind it, which a browser would part from its picture.
  private mutating func badge(_ verdict: Verdict, after previous: Inline<Final>?, before next: Inline<Final>?) {
    let opening = if case .text(let text) = previous { Self.opening(text[...]) } else { Substring() }
    let closing = Self.closing(next)
    if opening.isEmpty, closing.isEmpty { return badge(verdict) }
    element("span", ["class": "unbroken"]) { writer in
      writer.write(String(opening))
      writer.badge(verdict)
      writer.write(HTML.escape(String(closing)))
    }
  }

  /// A formula in the line, with the punctuation after it inside its last unbreakable part, so that no line begins so.
  private mutating func formula(_ math: Math, before punctuation: String) throws {
    let start = "<span class=\"base\">"
    let end = "</span></span></span>"
    let html = try formula(math, isDisplayed: false)
    // A formula stays on its line, but for one that has no room on any.
    let isLoose = math.tex.count > Self.longFormula
    if isLoose { write("<span class=\"loose\">") }
    defer { if isLoose { write("</span>") } }
    guard !punctuation.isEmpty, html.hasSuffix(end), let base = html.ranges(of: start).last else {
      try write(formula: html)
      return write(punctuation)
    }
    let last = html[base.lowerBound...].dropLast(end.count)
    try write(formula: "\(html[..<base.lowerBound])<span class=\"unbroken\">\(last)</span>\(punctuation)\(end)")
  }

  /// A link, or its words alone where it would lead to a script or another place a page must not lead to.
  private mutating func link(to text: String, title: String, _ content: [Inline<Final>]) throws {
    guard let destination = HTML.destination(text) else { return try inlines(content) }
    let isReference = destination.hasPrefix("#")
    let content = isReference ? content.map(\.unbrokenName) : content
    let attributes: KeyValuePairs<String, String?> = [
      "href": isReference ? address(String(destination.dropFirst())) : destination,
      "title": title.isEmpty ? nil : title, "rel": isReference ? nil : "noreferrer",
    ]
    try element("a", attributes) { try $0.inlines(content) }
  }

  /// A link that saves a file from within the page; on paper its words and the file's name.
  private mutating func attachment(_ file: Attachment, title: String, _ content: [Inline<Final>]) throws {
    guard carriesFiles else {
      try inlines(content)
      if content.plainText != file.name { write(" (<code>\(HTML.escape(file.name))</code>)") }
      return
    }
    let attributes: KeyValuePairs<String, String?> = [
      "href": "data:application/octet-stream;base64,\(file.base64)", "download": file.name,
      "title": title.isEmpty ? nil : title,
    ]
    try element("a", attributes) { try $0.inlines(content) }
  }

  /// A picture that is in the document itself; one elsewhere becomes a link, for a page asks for nothing.
  private mutating func image(_ source: String, title: String, alternative: String) {
    let title = title.isEmpty ? nil : title
    if HTML.isEmbedded(source) {
      write(HTML.tag("img", ["src": source, "alt": alternative, "title": title]))
    } else if let destination = HTML.destination(source) {
      let words = alternative.isEmpty ? destination : alternative
      write(HTML.tag("a", ["class": "image", "href": destination, "title": title, "rel": "noreferrer"]))
      write("\(language["image"]): \(HTML.escape(words))</a>")
    } else {
      write(HTML.escape(alternative))
    }
  }

  private mutating func footnoteMark(number: Int) {
    let note = footnoteID(number)
    let id = unique("\(note)-mark")
    footnoteMarks[number, default: []].append(id)
    let attributes: KeyValuePairs<String, String?> = [
      "href": "#\(note)", "id": id, "aria-label": language("Footnote {1}", String(number)),
    ]
    write("<sup class=\"footnote-mark\">\(HTML.tag("a", attributes))\(number)</a></sup>")
  }

  func footnoteID(_ number: Int) -> String { "\(part)-note-\(number)" }

  /// The verdict by word and by shape.
  mutating func badge(_ verdict: Verdict) {
    let word = verdict.rawValue
    let shape = "<svg aria-hidden=\"true\"><use href=\"#shape-\(word)\"/></svg>"
    write("<span class=\"verdict\">\(shape)\(language[word])</span>")
  }

  /// The shapes of the verdicts, once for a page.
  static let shapes: String = {
    let shapes = Verdict.allCases.map { verdict in
      let shape =
        switch verdict {
        case .holds: "<circle cx=\"8\" cy=\"8\" r=\"7\"/><path d=\"M4.6 8.3l2.3 2.3 4.5-5\"/>"
        case .fails:
          "<path d=\"M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z\"/><path d=\"M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2\"/>"
        case .equivalent: "<circle cx=\"8\" cy=\"8\" r=\"7\"/><path d=\"M4.8 6.3h6.4M4.8 9.7h6.4\"/>"
        case .undecided: "<path d=\"M8 .9L15.1 8 8 15.1.9 8z\"/><path d=\"M4.9 8h6.2\"/>"
        }
      return "<symbol id=\"shape-\(verdict.rawValue)\" viewBox=\"0 0 16 16\">\(shape)</symbol>"
    }
    return "<svg class=\"shapes\" aria-hidden=\"true\">\(shapes.joined())</svg>\n"
  }()
}

extension Inline<Final> {
  /// Whether punctuation behind it stands within it, so that no line begins with it.
  fileprivate var takesPunctuation: Bool {
    switch self {
    case .math, .verdict: true
    default: false
    }
  }

  /// "Figure 12.1" and the like with no end of a line before its number.
  fileprivate var unbrokenName: Inline<Final> {
    guard case .text(let text) = self else { return self }
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy(\.isLetter) else { return self }
    var number = parts[1]
    if number.first == "(" { number.removeFirst() }
    if number.last == ")" { number.removeLast() }
    let isNumber =
      !number.isEmpty && number.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || $0 == 46 }
    return isNumber ? .text(parts.joined(separator: "\u{A0}")) : self
  }
}

extension Inline<Final>? {
  fileprivate var isVerdict: Bool { if case .verdict = self { true } else { false } }
}

extension HTMLWriter {
  /// Code without white space that is longer than a narrow column has places where a line may end.
  private static let longestWord = 40

  /// The code as HTML, in long words with places where a line may end: behind `_`, `.`, `/` and `-`, or else anywhere.
  fileprivate static func breakable(_ code: String) -> String {
    guard code.utf8.count > longestWord,
      code.split(whereSeparator: \.isWhitespace).contains(where: { $0.count > longestWord })
    else { return HTML.escape(code) }
    var (html, run) = ("", 0)
    for character in code {
      html += HTML.escape(String(character))
      run = character.isWhitespace ? 0 : run + 1
      if "_./-".contains(character) && run > 8 || run == longestWord {
        html += "<wbr>"
        run = 0
      }
    }
    return html
  }
}
