import Source

package struct Heading<P: Phase>: Sendable, Equatable {
  package var level: Int
  /// What references call it; filled in from the text where the author gave none.
  package var label: String?
  package var file: SourceFile
  /// Bytes of the label in the file, or of the heading.
  package var span: Range<Int>
  /// "2.1", nil before numbering.
  package var number: String?
  package var content: [Inline<P>]
  package var numbering: HeadingNumbering

  package init(
    level: Int, label: String? = nil, file: SourceFile, span: Range<Int>, number: String? = nil, content: [Inline<P>],
    numbering: HeadingNumbering = HeadingNumbering.numbered
  ) {
    self.level = level
    self.label = label
    self.file = file
    self.span = span
    self.number = number
    self.content = content
    self.numbering = numbering
  }
}
