import Directives
import Settings
import Source
import Syntax

/// What settings may be.
extension Completion {
  func values(of directive: String, _ name: String) -> ([Candidate], Int) {
    guard let outer = reference.setting(name, of: directive) else { return ([], context.cursor) }
    if outer.allowed.hasPrefix("a path") { return files(endings: Self.endings(of: directive, name)) }
    if name == "holds" { return expressions }
    let inner = ValueContext(context.text)
    if inner.isInQuotes { return ([], context.cursor) }
    if let last = inner.calls.last, last.head == "profile", last.label == nil {
      let names = Profile.allCases.map(\.rawValue).filter { !last.given.contains($0) }
      let entries = names.map { Candidate(label: $0, kind: .property, detail: "a profile", text: "\($0): ") }
      return (entries, context.cursor - inner.word.utf8.count)
    }
    let (setting, owner, level) = reference.place(in: inner, of: outer)
    let word = inner.word
    let start = context.cursor - word.utf8.count
    if let point = word.firstIndex(of: "."), let known = view.parameters[String(word[..<point])] {
      return (parameters(known), context.cursor - word[word.index(after: point)...].utf8.count)
    }
    var found: [Candidate] = []
    if let owner, let level, level.label == nil {
      found += settings(owner.settings, without: level.given)
      if level.commas == 0, let first = owner.settings.first { found += choices(for: first, of: directive) }
    } else if let setting {
      found += choices(for: setting, of: directive)
      found += view.parameters.keys.map {
        Candidate(label: $0, kind: .variable, detail: "parameters", text: "\($0).")
      }
    }
    return (found, start)
  }

  /// What a setting may be.
  func choices(for setting: Vocabulary.Setting, of directive: String) -> [Candidate] {
    let things = reference.entries(for: setting).map { entry in
      Candidate(
        label: entry.name, kind: .value, detail: entry.summary, documentation: ReferenceEntries.markdown(entry))
    }
    let words = setting.choices.map { word in
      Candidate(label: word, kind: .choice, detail: reference.rules[word]?.summary ?? "")
    }
    let flags = setting.allowed == "true or false" ? ["true", "false"].map { Candidate(label: $0, kind: .choice) } : []
    let found = things + defined(for: setting) + words + flags + names(for: setting)
    if !found.isEmpty { return found }
    let example = setting.fallback ?? setting.example
    return example.isEmpty ? [] : [Candidate(label: example, kind: .value, detail: ReferenceEntries.standard(setting))]
  }

  /// The models, errors and tasks that the book defines, where a setting takes such.
  func defined(for setting: Vocabulary.Setting) -> [Candidate] {
    guard let kind = setting.allowed.split(separator: " ").dropFirst().first.map(String.init),
      EquationBody.names.contains(kind)
    else { return [] }
    return (view.whole?.symbols.values.flatMap(\.definitions) ?? []).filter { $0.kind == kind }.map {
      Candidate(label: $0.label, kind: .value, detail: "defined in this book")
    }
  }

  func parameters(_ values: [String: Value]) -> [Candidate] {
    values.map { Candidate(label: $0.key, kind: .variable, detail: "\($0.value)") }
  }
}
