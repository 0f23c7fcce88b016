import Basics
import Foundation
import Source
import Syntax

/// Offers what may be written at a place of a chapter.
struct Completion {
  /// So many are offered at most; with more the editor asks again as the author types on.
  static let most = 200

  let view: BookView
  let file: SourceFile
  let context: CursorContext
  let knowsSnippets: Bool
  let reference = ReferenceEntries.shared

  init(_ view: BookView, in file: SourceFile, at byte: Int, knowsSnippets: Bool = false) {
    self.view = view
    self.file = file
    self.knowsSnippets = knowsSnippets
    context = CursorContext(file, at: byte)
  }

  /// The answer to the editor.
  var json: JSONTree {
    let (candidates, start) = self.candidates
    let word = file.text(start..<context.cursor).lowercased()
    // A book has many labels, so each is put into small letters once.
    let ranked = candidates.compactMap { candidate -> (rank: Int, candidate: Candidate)? in
      if word.isEmpty { return (0, candidate) }
      let label = candidate.label.lowercased()
      return label.hasPrefix(word) ? (0, candidate) : label.contains(word) ? (1, candidate) : nil
    }
    let sorted = ranked.sorted { ($0.rank, $0.candidate.label) < ($1.rank, $1.candidate.label) }.map(\.candidate)
    let items = sorted.prefix(Self.most).enumerated().map { item($1, at: start, rank: $0) }
    return ["isIncomplete": .bool(sorted.count > Self.most), "items": .array(items)]
  }

  private func item(_ candidate: Candidate, at start: Int, rank: Int) -> JSONTree {
    let snippet = knowsSnippets ? candidate.snippet : nil
    let edit = TextEdit(span: start..<context.cursor, text: snippet ?? candidate.text ?? candidate.label)
    return .members([
      "label": .string(candidate.label), "kind": JSONTree(candidate.kind.rawValue),
      "detail": candidate.detail.isEmpty ? nil : .string(candidate.detail),
      "documentation": candidate.documentation.isEmpty ? nil : Self.markdown(candidate.documentation),
      "filterText": .string(candidate.label), "sortText": .string(String(format: "%05d", rank)),
      "insertTextFormat": JSONTree(snippet == nil ? 1 : 2), "textEdit": edit.json(in: file),
    ])
  }

  private static func markdown(_ text: String) -> JSONTree { ["kind": "markdown", "value": .string(text)] }

  /// All that may stand here, and from where on what is written belongs to it.
  var candidates: (candidates: [Candidate], start: Int) {
    switch context.place {
    case .directive: (directives, context.start)
    case .setting(let directive, let given):
      (settings(reference.directive(directive)?.settings ?? [], without: given), context.start)
    case .value(let directive, let setting): values(of: directive, setting)
    case .frontMatterSetting(let given):
      (settings(reference.frontMatter?.settings ?? [], without: given), context.start)
    case .frontMatterValue(let setting): values(of: FrontMatter.name, setting)
    case .role: (roles, context.start)
    case .roleText(let role): roleTexts(of: role)
    case .link: links
    case .equation(let directive): equationWords(of: directive)
    case .prose, .code: ([], context.cursor)
    }
  }
}
