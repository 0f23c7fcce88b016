import Directives
import Source

/// Names of directives, settings and roles.
extension Completion {
  var directives: [Candidate] {
    let rest = file.text(context.cursor..<file.bytes(ofLine: file.line(of: context.cursor)).upperBound)
    let isAlone = rest.allSatisfy(\.isWhitespace)
    let line = file.bytes(ofLine: file.line(of: context.cursor))
    let mark = file.bytes[line].drop { [9, 32, UInt8(ascii: ">")].contains($0) }
    let fence = String(decoding: mark.prefix { $0 == mark.first }, as: UTF8.self)
    return reference.everyDirective.map { entry in
      Candidate(
        label: entry.name, kind: .classKind, detail: entry.summary, documentation: ReferenceEntries.markdown(entry),
        text: isAlone ? "\(entry.name)}" : entry.name, snippet: isAlone ? snippet(of: entry, fence: fence) : nil)
    }
  }

  /// The directive with its label and what it needs, closed.
  func snippet(of entry: Vocabulary.Entry, fence: String) -> String {
    var (text, field) = ("\(entry.name)}", 1)
    if DirectiveCatalogue.needsLabel(entry.name) {
      text += " ${\(field):label}"
      field += 1
    }
    text += "\n"
    for setting in entry.settings where setting.fallback == nil {
      let example = setting.example.replacing("\\", with: "\\\\").replacing("}", with: "\\}").replacing(
        "$", with: "\\$")
      text += "\(setting.name): ${\(field):\(example)}\n"
      field += 1
    }
    return text + (field > 1 ? "\n" : "") + "$0\n\(fence)"
  }

  func settings(_ settings: [Vocabulary.Setting], without given: [String]) -> [Candidate] {
    settings.filter { !given.contains($0.name) }.map { setting in
      Candidate(
        label: setting.name, kind: .property, detail: setting.fallback == nil ? "required" : setting.help,
        documentation: ReferenceEntries.markdown(setting), text: "\(setting.name): ")
    }
  }

  var roles: [Candidate] {
    let next = file.text(context.cursor..<min(context.cursor + 1, file.bytes.count))
    return reference.everyRole.map { entry in
      Candidate(
        label: entry.name, kind: .function, detail: entry.summary, documentation: ReferenceEntries.markdown(entry),
        text: next == "}" ? entry.name : "\(entry.name)}`", snippet: next == "}" ? nil : "\(entry.name)}`$1`$0")
    }
  }
}
