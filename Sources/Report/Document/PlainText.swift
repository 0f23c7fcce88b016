/// What can be said in words alone, for titles, contents and alternative texts.
package protocol Worded {
  var plainText: String { get }
}

extension Array: Worded where Element: Worded {
  package var plainText: String { map(\.plainText).joined() }
}

extension Inline: Worded {
  /// A role, not yet carried out, has no words.
  package var plainText: String {
    switch self {
    case .text(let text), .code(let text), .value(let text, _, _): text
    case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content),
      .attachment(_, _, let content):
      content.plainText
    case .image(_, _, let alternative): alternative
    case .math(let math): math.tex
    case .softBreak, .lineBreak: " "
    case .footnoteReference, .role, .markup, .sketch: ""
    case .verdict(let verdict): verdict.rawValue
    }
  }
}

extension [Inline<Final>] {
  /// The same words where they stand within a link already: no link, no footnote mark, no picture.
  package var withoutLinks: [Inline<Final>] {
    flatMap { inline -> [Inline<Final>] in
      switch inline {
      case .emphasis(let content): [.emphasis(content.withoutLinks)]
      case .strong(let content): [.strong(content.withoutLinks)]
      case .strikethrough(let content): [.strikethrough(content.withoutLinks)]
      case .link(_, _, let content), .attachment(_, _, let content): content.withoutLinks
      case .image(_, _, let alternative): [.text(alternative)]
      case .footnoteReference: []
      case .value(let text, let detail, _): [.value(text: text, detail: detail, source: nil)]
      case .text, .code, .math, .softBreak, .lineBreak, .verdict, .markup, .sketch: [inline]
      }
    }
  }
}

extension [Inline<Final>] {
  /// The same without marks of footnotes, for a second place where the words stand.
  package var withoutNotes: [Inline<Final>] {
    flatMap { inline -> [Inline<Final>] in
      switch inline {
      case .emphasis(let content): [.emphasis(content.withoutNotes)]
      case .strong(let content): [.strong(content.withoutNotes)]
      case .strikethrough(let content): [.strikethrough(content.withoutNotes)]
      case .link(let destination, let title, let content):
        [.link(destination: destination, title: title, content.withoutNotes)]
      case .footnoteReference: []
      default: [inline]
      }
    }
  }
}
