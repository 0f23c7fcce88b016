import Book
import Citations
import Results

/// The text of inline calls.
extension Completion {
  func roleTexts(of role: String) -> ([Candidate], Int) {
    switch role {
    case "ref": return (labels(context.text), context.start)
    case "verdict":
      let judged = view.index.judged
      return (labels(context.text) { judged.contains($0.label) }, context.start)
    case "cite", "citet": return works
    case "value": return expressions
    default: return ([], context.cursor)
    }
  }

  var works: ([Candidate], Int) {
    let word = String(context.text.reversed().prefix { !$0.isWhitespace && !",;".contains($0) }.reversed())
    let fitting = view.index.bibliography.entries.values.filter {
      word.isEmpty || $0.key.lowercased().contains(word.lowercased())
    }
    let shown = fitting.sorted { $0.key < $1.key }.prefix(Self.most + 1)
    return (
      shown.map { entry in
        Candidate(
          label: entry.key, kind: .reference, detail: entry.title,
          documentation: fitting.count <= Self.most ? entry.plainReference : "")
      }, context.cursor - word.utf8.count
    )
  }

  /// Numbers of results, as sentences and claims cite them.
  var expressions: ([Candidate], Int) {
    let text = context.text
    if let match = text.firstMatch(of: /([A-Za-z_][A-Za-z0-9_-]*)\.[A-Za-z0-9_.]+\[([^\]]*)$/),
      let offer = view.index.offers[String(match.output.1)]
    {
      let word = match.output.2.split(separator: /[,:]\s*/, omittingEmptySubsequences: false).last ?? ""
      let axes = offer.axes.map { Candidate(label: $0.name, kind: .property, detail: "axis", text: "\($0.name): ") }
      return (offer.axes.flatMap(Self.choices) + axes, context.cursor - word.utf8.count)
    }
    if let match = text.firstMatch(of: /([A-Za-z_][A-Za-z0-9_-]*)\.([A-Za-z0-9_.]*)$/) {
      let offer = view.index.offers[String(match.output.1)]
      return (offer.map(numbers) ?? [], context.cursor - match.output.2.utf8.count)
    }
    if text.contains(/%[^\s]*$/) { return ([], context.cursor) }
    let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || "_-".contains($0) }.reversed())
    let offers = view.index.offers
    return (labels(word) { offers[$0.label] != nil }, context.cursor - word.utf8.count)
  }
}
