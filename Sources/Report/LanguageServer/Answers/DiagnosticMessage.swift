import Basics
import Source

/// A message about a chapter as editors take it.
enum DiagnosticMessage {
  /// `address` gives the address of a path.
  static func json(_ diagnostic: Diagnostic, address: (String) -> String) -> JSONTree {
    let inclusions = diagnostic.file.inclusions.map { inclusion -> JSONTree in
      let place = SourceFile.EditorPosition(line: inclusion.line - 1, column: inclusion.column - 1).json
      return related(
        "included from here", ["uri": .string(address(inclusion.file)), "range": ["start": place, "end": place]])
    }
    let notes = diagnostic.notes.map { note in
      related(note.message, ["uri": .string(address(note.file.path)), "range": note.file.range(note.span)])
    }
    return .members([
      "range": diagnostic.file.range(diagnostic.span), "severity": JSONTree(diagnostic.severity == .error ? 1 : 2),
      "code": .string(diagnostic.rule.rawValue), "source": "report",
      "message": .string(diagnostic.message + (diagnostic.remedy.map { "\n\($0)" } ?? "")),
      "tags": diagnostic.rule == .unusedLabel || diagnostic.rule == .unusedFootnote ? .array([1]) : nil,
      "relatedInformation": (notes + inclusions).isEmpty ? nil : .array(notes + inclusions),
    ])
  }

  private static func related(_ message: String, _ location: JSONTree) -> JSONTree {
    ["message": .string(message), "location": location]
  }
}
