/// A fenced directive as it stands in a chapter, before anything is known of its meaning.
struct DirectiveCall: Sendable, Equatable {
  /// `name: value`, one line.
  struct Option: Sendable, Equatable {
    var name: String
    var nameSpan: Range<Int>
    /// The text after the colon, trimmed.
    var text: String
    var textSpan: Range<Int>
  }

  var name: String
  var nameSpan: Range<Int>
  /// The word after the name, `poly` in `{experiment} poly`: what references call it.
  var label: String?
  /// Bytes of the label, or the end of the name where there is none.
  var labelSpan: Range<Int>
  var options: [Option]
  /// The Markdown after the options.
  var body: [Block<Draft>]
  /// Bytes of the whole directive, fences included.
  var span: Range<Int>
  /// Bytes of the comments and private notes in it.
  var hidden: [Range<Int>] = []
  var file: SourceFile
}

extension DirectiveCall {
  /// The directive as the author wrote it, without what no reader is to see.
  var source: String {
    var (text, start) = ("", span.lowerBound)
    for range in hidden.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.lowerBound >= start {
      text += file.text(start..<range.lowerBound)
      start = range.upperBound
    }
    return text + file.text(start..<max(start, span.upperBound))
  }

  /// Whether the author wrote an option at `span`.
  func isGiven(at span: Range<Int>) -> Bool { options.contains { $0.textSpan.contains(span.lowerBound) } }

  /// A call without label, options and body.
  static func empty(name: String, label: String? = nil, file: SourceFile) -> DirectiveCall {
    DirectiveCall(
      name: name, nameSpan: 0..<0, label: label, labelSpan: 0..<0, options: [], body: [], span: 0..<0, file: file)
  }
}

/// An inline role, `{value}` followed by a code span.
struct RoleCall: Sendable, Equatable {
  var name: String
  var nameSpan: Range<Int>
  var text: String
  var textSpan: Range<Int>
  var file: SourceFile
}
