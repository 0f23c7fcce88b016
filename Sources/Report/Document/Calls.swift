import Equations
import Source

/// A fenced directive as the chapter writes it, before anything is known of its meaning.
package struct DirectiveCall: Sendable, Equatable {
  /// `name: value`, one line.
  package struct Option: Sendable, Equatable {
    package var name: String
    package var nameSpan: Range<Int>
    /// The text after the colon, trimmed.
    package var text: String
    package var textSpan: Range<Int>
    /// The text as running text, of an option that is a title; nil for all others.
    package var content: [Inline<Draft>]?

    package init(name: String, nameSpan: Range<Int>, text: String, textSpan: Range<Int>) {
      self.name = name
      self.nameSpan = nameSpan
      self.text = text
      self.textSpan = textSpan
    }
  }

  package var name: String
  package var nameSpan: Range<Int>
  /// The word after the name, `poly` in `{experiment} poly`: what references call it.
  package var label: String?
  /// Bytes of the label, or the end of the name if there is none.
  package var labelSpan: Range<Int>
  package var options: [Option]
  /// The equations with which the body of some directives begins.
  package var equations: [DefinitionLine]
  /// The Markdown after the options.
  package var body: [Block<Draft>]
  /// Bytes of the whole directive, fences included.
  package var span: Range<Int>
  /// Bytes of the comments and private notes in it.
  package var hidden: [Range<Int>]
  package var file: SourceFile

  package init(
    name: String, nameSpan: Range<Int>, label: String? = nil, labelSpan: Range<Int>, options: [Option],
    equations: [DefinitionLine] = [], body: [Block<Draft>], span: Range<Int>, hidden: [Range<Int>] = [],
    file: SourceFile
  ) {
    self.name = name
    self.nameSpan = nameSpan
    self.label = label
    self.labelSpan = labelSpan
    self.options = options
    self.equations = equations
    self.body = body
    self.span = span
    self.hidden = hidden
    self.file = file
  }
}

extension DirectiveCall {
  /// The directive as the author wrote it, without what no reader is to see.
  package var source: String {
    var (text, start) = ("", span.lowerBound)
    for range in hidden.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.lowerBound >= start {
      text += file.text(start..<range.lowerBound)
      start = range.upperBound
    }
    return text + file.text(start..<max(start, span.upperBound))
  }

  /// Whether the author wrote an option at `span`.
  package func isGiven(at span: Range<Int>) -> Bool { options.contains { $0.textSpan.contains(span.lowerBound) } }

  /// A call without label, options and body.
  package static func empty(name: String, label: String? = nil, file: SourceFile) -> DirectiveCall {
    DirectiveCall(
      name: name, nameSpan: 0..<0, label: label, labelSpan: 0..<0, options: [], body: [], span: 0..<0, file: file)
  }
}

/// An inline role, `{value}` followed by a code span.
package struct RoleCall: Sendable, Equatable {
  package var name: String
  package var nameSpan: Range<Int>
  package var text: String
  package var textSpan: Range<Int>
  package var file: SourceFile

  package init(name: String, nameSpan: Range<Int>, text: String, textSpan: Range<Int>, file: SourceFile) {
    self.name = name
    self.nameSpan = nameSpan
    self.text = text
    self.textSpan = textSpan
    self.file = file
  }
}
