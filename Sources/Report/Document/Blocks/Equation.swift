import Source

package struct Equation: Sendable, Equatable {
  package var math: Math
  package var label: String?
  package var labelSpan: Range<Int>
  /// "1.2" once numbered; only equations with a label have a number.
  package var number: String?
  /// What the author wrote in place of a number, `\tag{*}`.
  package var tag: String?
  /// The labels that `\label` gives to rows of it.
  package var rows: [EquationRow]

  package init(
    math: Math, label: String? = nil, labelSpan: Range<Int>, number: String? = nil, rows: [EquationRow] = []
  ) {
    self.math = math
    self.label = label
    self.labelSpan = labelSpan
    self.number = number
    self.rows = rows
  }
}

/// A row of an equation that can be cited.
package struct EquationRow: Sendable, Equatable {
  package var label: String
  package var file: SourceFile
  /// Bytes of the label.
  package var span: Range<Int>
  /// What the author wrote in place of a number, `\tag{*}`.
  package var tag: String?

  package init(label: String, file: SourceFile, span: Range<Int>, tag: String? = nil) {
    self.label = label
    self.file = file
    self.span = span
    self.tag = tag
  }
}
