import Basics
import Foundation
import Source
import Syntax

/// The remedies of messages as edits.
struct QuickFixes {
  /// An edit with what a person reads of it.
  struct Fix: Equatable {
    var title: String
    var edits: [TextEdit]
    /// Whether it is the one to take.
    var isPreferred = false
  }

  let file: SourceFile

  /// So many words to choose from are offered at most.
  private static let mostChoices = 12

  /// The edits that a message suggests.
  func fixes(for diagnostic: Diagnostic) -> [Fix] {
    var fixes: [Fix] = []
    if let remedy = diagnostic.remedy {
      fixes += replacements(remedy, diagnostic) + insertions(remedy, diagnostic) + removals(diagnostic)
    }
    if diagnostic.rule == .skippedLevel, let fix = heading(diagnostic) { fixes.append(fix) }
    if Rule.adjustable.contains(diagnostic.rule), let fix = suppression(diagnostic.rule) { fixes.append(fix) }
    return fixes
  }

  /// "did you mean 'gru'?" and "choose one of gru, lstm" as edits of the word that is wrong.
  private func replacements(_ remedy: String, _ diagnostic: Diagnostic) -> [Fix] {
    guard let span = wrongWord(of: diagnostic) else { return [] }
    if let match = remedy.firstMatch(of: /did you mean '([^']+)'\?/) {
      let word = String(match.output.1)
      return [Fix(title: "Change to '\(word)'", edits: [TextEdit(span: span, text: word)], isPreferred: true)]
    }
    guard let match = remedy.firstMatch(of: /^choose one of ([^;]+)$/) else { return [] }
    let words = match.output.1.split(separator: ", ").map(String.init).filter { $0 != "…" }
    return words.prefix(Self.mostChoices).map { word in
      Fix(title: "Change to '\(word)'", edits: [TextEdit(span: span, text: word)])
    }
  }

  /// The place of a word that the message quotes, within what the message is about.
  private func wrongWord(of diagnostic: Diagnostic) -> Range<Int>? {
    let text = file.text(diagnostic.span)
    for match in diagnostic.message.matches(of: /'([^']+)'/).reversed() {
      let word = String(match.output.1)
      guard let found = text.firstRange(of: word) else { continue }
      let start = diagnostic.span.lowerBound + text.utf8.distance(from: text.startIndex, to: found.lowerBound)
      return start..<start + word.utf8.count
    }
    return nil
  }

  /// "add steps: 300" as a line below the fence, and a missing label, title or closing fence.
  private func insertions(_ remedy: String, _ diagnostic: Diagnostic) -> [Fix] {
    let line = file.bytes(ofLine: file.line(of: diagnostic.span.lowerBound))
    if diagnostic.rule == .missingSetting, let match = remedy.firstMatch(of: /^add ([a-z][a-z0-9-]*): (.+)$/),
      isFence(line), line.lowerBound == 0 || file.bytes[line].first != 32
    {
      let option = "\(match.output.1): \(match.output.2)"
      let edit = TextEdit(span: line.upperBound..<line.upperBound, text: "\n\(option)")
      return [Fix(title: "Add \(option)", edits: [edit], isPreferred: true)]
    }
    if diagnostic.rule == .missingTitle {
      let name = file.path.split(separator: "/").last?.split(separator: ".").first ?? "Title"
      let words = name.drop { $0.isNumber || $0 == "-" }.replacing("-", with: " ")
      let title = words.isEmpty ? "Title" : words.prefix(1).uppercased() + words.dropFirst()
      return [
        Fix(title: "Begin with '# \(title)'", edits: [TextEdit(span: 0..<0, text: "# \(title)\n\n")], isPreferred: true)
      ]
    }
    if diagnostic.rule == .missingLabel, isFence(line) {
      let end = diagnostic.span.upperBound + 1
      guard end <= line.upperBound else { return [] }
      return [
        Fix(title: "Give it the label 'some-name'", edits: [TextEdit(span: end..<end, text: " some-name")])
      ]
    }
    return []
  }

  private func isFence(_ line: Range<Int>) -> Bool {
    let text = file.bytes[line].drop { [9, 32, UInt8(ascii: ">")].contains($0) }
    return text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
  }

  /// Removes what is unused: the line of an option, or a label.
  private func removals(_ diagnostic: Diagnostic) -> [Fix] {
    switch diagnostic.rule {
    case .repeatedOption, .emptyOption:
      return [Fix(title: "Remove this line", edits: [TextEdit(span: wholeLine(of: diagnostic.span), text: "")])]
    case .unusedLabel:
      guard let span = label(diagnostic.span) else { return [] }
      return [
        Fix(title: "Remove the label '\(file.text(diagnostic.span))'", edits: [TextEdit(span: span, text: "")])
      ]
    default: return []
    }
  }

  /// The line of a place with its end.
  private func wholeLine(of span: Range<Int>) -> Range<Int> {
    let number = file.line(of: span.lowerBound)
    let line = file.bytes(ofLine: number)
    let end = number < file.lineCount ? file.bytes(ofLine: number + 1).lowerBound : line.upperBound
    return line.lowerBound..<end
  }

  /// A label with the signs around it: `` label`` behind a fence, ` (label)` behind an equation.
  private func label(_ span: Range<Int>) -> Range<Int>? {
    var (start, end) = (span.lowerBound, span.upperBound)
    func byte(_ index: Int) -> UInt8? { file.bytes.indices.contains(index) ? file.bytes[index] : nil }
    if byte(start - 1) == UInt8(ascii: "("), byte(end) == UInt8(ascii: ")") {
      (start, end) = (start - 1, end + 1)
    } else if byte(start - 1) == UInt8(ascii: "#"), byte(start - 2) == UInt8(ascii: "{"), byte(end) == UInt8(ascii: "}")
    {
      (start, end) = (start - 2, end + 1)
    } else if byte(start - 1) != 32 {
      return nil
    }
    while byte(start - 1) == 32 { start -= 1 }
    return start..<end
  }

  /// "write ### here": as many marks as the level before allows.
  private func heading(_ diagnostic: Diagnostic) -> Fix? {
    guard let match = diagnostic.remedy?.firstMatch(of: /^write (#+)/) else { return nil }
    let line = file.bytes(ofLine: file.line(of: diagnostic.span.lowerBound))
    let marks = file.bytes[line].prefix { $0 == UInt8(ascii: "#") }
    if marks.isEmpty { return nil }
    let edit = TextEdit(span: marks.startIndex..<marks.endIndex, text: String(match.output.1))
    return Fix(title: "Change to '\(match.output.1)'", edits: [edit], isPreferred: true)
  }

  /// The front matter with a warning more that is not given.
  private func suppression(_ rule: Rule) -> Fix? {
    let title = "Suppress '\(rule.rawValue)' in this file"
    let scan = FenceScan(file, before: file.lineCount + 1)
    if let option = scan.frontMatter.first(where: { $0.name == "ignore" }) {
      let known = option.text.hasPrefix("[") ? String(option.text.dropFirst().dropLast()) : option.text
      return Fix(title: title, edits: [TextEdit(span: option.span, text: "[\(known), \(rule.rawValue)]")])
    }
    let line = "ignore: \(rule.rawValue)\n"
    if let first = scan.frontMatter.first {
      let start = file.bytes(ofLine: file.line(of: first.span.lowerBound)).lowerBound
      return Fix(title: title, edits: [TextEdit(span: start..<start, text: line)])
    }
    if file.text.hasPrefix("---\n") { return nil }
    return Fix(title: title, edits: [TextEdit(span: 0..<0, text: "---\n\(line)---\n\n")])
  }

  /// The answer to the editor: the fixes of all messages that touch some bytes.
  func json(_ diagnostics: [Diagnostic], at span: Range<Int>, _ address: String) -> JSONTree {
    let near = diagnostics.filter { $0.span.lowerBound <= span.upperBound && span.lowerBound <= $0.span.upperBound }
    return .array(
      near.flatMap { diagnostic in
        fixes(for: diagnostic).map { fix -> JSONTree in
          [
            "title": .string(fix.title), "kind": "quickfix", "isPreferred": .bool(fix.isPreferred),
            "diagnostics": [DiagnosticMessage.json(diagnostic) { FileAddress.address(of: FileAddress.key(of: $0)) }],
            "edit": ["changes": .object([address: .array(fix.edits.map { $0.json(in: file) })])],
          ]
        }
      })
  }
}
