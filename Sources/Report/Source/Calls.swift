/// A fenced directive as it stands in a chapter, before anything is known of its meaning.
struct DirectiveCall: Sendable {
  /// `name: value`, one line.
  struct Option: Sendable {
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
  var file: SourceFile
}

/// An inline role, `{value}` followed by a code span.
struct RoleCall: Sendable {
  var name: String
  var nameSpan: Range<Int>
  var text: String
  var textSpan: Range<Int>
  var file: SourceFile
}
