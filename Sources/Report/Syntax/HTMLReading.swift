import Document
import Source

extension ChapterReader {
  /// HTML, copied or as text, and in either case without its comments, which never reach the page.
  mutating func html(_ node: MarkdownNode, in context: Context, depth: Int) -> [Block<Draft>] {
    let first = node.startLine
    let text = context.equations.restored(node.literal, first: first, passage: context.passage)
    let span = context.passage.span(first, first)
    guard text.contains("<!--") else { return shown(text, at: span) }
    let lines = text.utf8.count { $0 == 10 }
    hideComments(in: context.passage.span(first, first + max(lines - 1, 0)))
    let (rest, open) = Self.kept(of: text)
    if let open {
      let line = first + text.utf8.prefix(open).count { $0 == 10 }
      report(
        .unterminatedComment, "this comment is never closed", remedy: "close it with -->",
        at: context.passage.span(line, line))
      return shown(rest, at: span)
    }
    guard text.drop(while: \.isWhitespace).hasPrefix("<!--") else { return shown(rest, at: span) }
    return behindComment(text, first: first, in: context, depth: depth)
  }

  /// What stands behind a comment in its last line, which Markdown takes for a part of it.
  private mutating func behindComment(_ text: String, first: Int, in context: Context, depth: Int) -> [Block<Draft>] {
    guard let end = text.firstRange(of: "-->")?.upperBound else { return [] }
    let number = first + text[..<end].utf8.count { $0 == 10 }
    let tail = text[end...].prefix { !$0.isNewline }.utf8.count
    guard let line = context.passage.line(number), tail <= line.text.count else { return [] }
    let rest = line.text.suffix(tail).trimmed
    if rest.isEmpty { return [] }
    let start = line.start + rest.startIndex - line.text.startIndex
    return blocks(of: Passage(lines: [Passage.Line(text: rest, start: start)]), depth: depth + 1)
  }

  private mutating func shown(_ html: String, at span: Range<Int>) -> [Block<Draft>] {
    if html.allSatisfy(\.isWhitespace) { return [] }
    if passesHTML { return [.markup(html)] }
    reportHTML(at: span)
    return [.rawHTML(html)]
  }

  /// The text without comments, and where one begins that is never closed, from which on nothing is kept.
  private static func kept(of text: String) -> (text: String, open: Int?) {
    let bytes = Array(text.utf8)
    var (kept, index): ([UInt8], Int) = ([], 0)
    while let start = bytes[index...].firstRange(of: Array("<!--".utf8))?.lowerBound {
      kept += bytes[index..<start]
      guard let end = bytes[start...].firstRange(of: Array("-->".utf8))?.upperBound else {
        return (String(decoding: kept, as: UTF8.self), start)
      }
      index = end
    }
    return (String(decoding: kept + bytes[index...], as: UTF8.self), nil)
  }

  /// A text of a setting without its comments.
  static func withoutComments(_ text: String) -> String {
    guard text.contains("<!--") else { return text }
    let (rest, open) = kept(of: text)
    return open == nil ? rest : text
  }

  /// Notes where the comments in some bytes of the file are.
  mutating func hideComments(in span: Range<Int>) {
    let bytes = file.bytes[span]
    var index = span.lowerBound
    while let start = bytes[index...].firstRange(of: Array("<!--".utf8))?.lowerBound {
      let end = bytes[start...].firstRange(of: Array("-->".utf8))?.upperBound ?? span.upperBound
      hidden.append(start..<end)
      index = end
    }
  }

  /// Reports a comment in a formula, of which TeX would make signs.
  mutating func refuseComments(in math: Math) {
    guard let start = math.tex.utf8.firstRange(of: "<!--".utf8)?.lowerBound else { return }
    let place = math.span.lowerBound + math.tex.utf8.distance(from: math.tex.startIndex, to: start)
    report(
      .unterminatedComment, "a comment cannot stand within a formula", remedy: "write it before or behind the formula",
      at: place..<place + 4)
  }

  /// Notes where the comments of a block with running text are.
  mutating func hideComments(of text: InlineText) {
    if hiddenBlock != text.span { hideComments(in: text.span) }
    hiddenBlock = text.span
  }

  /// Tells that HTML is shown as text.
  mutating func reportHTML(at span: @autoclosure () -> Range<Int>) {
    guard shared.diagnostics.count < Self.most else { return }
    report(
      .rawHTML, "raw HTML is shown as text",
      remedy: "write it as Markdown, or begin the file with the lines ---, raw-html: true and ---", at: span())
  }
}
