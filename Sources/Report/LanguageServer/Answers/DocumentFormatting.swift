import Directives
import Source
import Syntax

/// The canonical text of a document, as `report format` writes it.
enum DocumentFormatting {
  /// What it changes, none overlapping another.
  static func edits(of file: SourceFile) -> [TextEdit] {
    var end = 0
    return ChapterFormatter.edits(of: file).sorted { $0.span.lowerBound < $1.span.lowerBound }.compactMap { edit in
      guard edit.span.lowerBound >= end else { return nil }
      end = edit.span.upperBound
      return TextEdit(span: edit.span, text: edit.text)
    }
  }
}
