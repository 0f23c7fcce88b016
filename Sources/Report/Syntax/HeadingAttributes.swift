import Document
import Source

/// The attributes between the braces at the end of a heading: `#label`, `-` or `.unnumbered`, `.appendix` and `.part`.
struct HeadingAttributes {
  /// A word with its bytes of the file.
  typealias Word = (text: String, span: Range<Int>)

  private(set) var label: Word?
  private(set) var numbering = HeadingNumbering.numbered
  /// Those that have no meaning in a heading.
  private(set) var unknown: [Word] = []

  /// Reads `text`, which begins at byte `start` of the file.
  init(_ text: String, start: Int) {
    let bytes = Array(text.utf8)
    for part in bytes.split(whereSeparator: { $0 == 32 || $0 == 9 }) {
      let word = Word(String(decoding: part, as: UTF8.self), start + part.startIndex..<start + part.endIndex)
      switch word.text {
      case "-", ".unnumbered": numbering = .unnumbered
      case ".appendix": numbering = .appendix
      case ".part": numbering = .part
      case _ where word.text.hasPrefix("#") && label == nil:
        label = (String(word.text.dropFirst()), word.span.lowerBound + 1..<word.span.upperBound)
      default: unknown.append(word)
      }
    }
  }
}

extension ChapterReader {
  /// Gives `heading` its label and its numbering, and reports what cannot be given.
  mutating func apply(_ attributes: HeadingAttributes, to heading: inout Heading<Draft>) {
    heading.numbering = attributes.numbering
    if let label = attributes.label {
      if label.text.utf8.allSatisfy(InlineScanner.isLabel), label.text.utf8.first.map(InlineScanner.isLetter) == true {
        heading.label = label.text
        heading.span = label.span
      } else {
        reportLabel(label.text, at: label.span)
      }
    }
    for word in attributes.unknown {
      report(
        .foreignSyntax, "'\(word.text)' has no meaning in a heading",
        remedy: "a heading takes {#label}, {-} for one without a number, and a chapter {.appendix} or {.part}",
        at: word.span)
    }
  }

  /// The label of an equation; nil, and a message, where it cannot be one.
  mutating func checked(_ label: String, at span: Range<Int>) -> String? {
    if label.utf8.allSatisfy(InlineScanner.isLabel) { return label }
    reportLabel(label, at: span)
    return nil
  }

  /// Reports what cannot be a label.
  mutating func reportLabel(_ label: String, at span: Range<Int>) {
    report(
      .malformedLabel, "'\(label)' cannot be a label",
      remedy: "write one word of ASCII letters, digits, '-', '_', '.' or ':', beginning with a letter", at: span)
  }
}
