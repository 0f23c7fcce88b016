import Basics
import Document
import Results
import Source
import Syntax

/// Shows behind each `{value}` and `{verdict}` what the store has for it.
struct InlayHints {
  /// The hints for some bytes of a document.
  static func json(_ view: BookView, in key: String, _ file: SourceFile, _ span: Range<Int>) -> JSONTree {
    guard let results = view.results else { return [] }
    let roles = (view.symbols(of: key)?.roles ?? []).filter { call in
      call.file.path == file.path && span.contains(call.textSpan.lowerBound)
    }
    return .array(
      roles.compactMap { call -> JSONTree? in
        switch call.name {
        case "value":
          Hover.value(call, in: view).map { hint($0.text, $0.detail, behind: call, in: file) }
        case "verdict":
          results.finding(call.text.trimmed).map { hint($0.verdict.rawValue, $0.sentence(), behind: call, in: file) }
        default: nil
        }
      })
  }

  private static func hint(_ text: String, _ detail: String, behind call: RoleCall, in file: SourceFile) -> JSONTree {
    var end = call.textSpan.upperBound
    while end < file.bytes.count, file.bytes[end] == 32 { end += 1 }
    while end < file.bytes.count, file.bytes[end] == UInt8(ascii: "`") { end += 1 }
    return [
      "position": file.editorPosition(of: end).json, "label": .string(text), "paddingLeft": true,
      "tooltip": .string(detail),
    ]
  }
}
