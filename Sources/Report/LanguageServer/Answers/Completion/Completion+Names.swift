import Directives
import Results

/// What a book names: labels, and the numbers, curves and axes of results.
extension Completion {
  /// Labels, numbers, curves and axes, where a setting takes the name of such.
  func names(for setting: Vocabulary.Setting) -> [Candidate] {
    if setting.name == "of" {
      let isOfStatement = setting.allowed == "the label of a statement"
      let word = ValueContext(context.text).word
      let offers = view.index.offers
      return labels(word) { isOfStatement || offers[$0.label] != nil }
    }
    let offers = sources.compactMap { view.index.offers[$0] }
    switch setting.allowed {
    case _ where setting.allowed.contains("name of a number") || setting.allowed.contains("names of numbers"):
      return offers.flatMap(numbers)
    case _ where setting.allowed.contains("name of a curve"):
      return offers.flatMap { offer in
        offer.curves.map { Candidate(label: $0.key, kind: .property, detail: "\($0.value.y)") }
      }
    case _ where setting.allowed.hasPrefix("an axis"):
      return offers.flatMap { $0.axes.map { Candidate(label: $0.name, kind: .property, detail: "axis") } }
    case _ where setting.allowed.hasPrefix("a value of an axis"):
      return offers.flatMap { $0.axes.flatMap(Self.choices) }
    default: return []
    }
  }

  static func choices(of axis: Offer.Axis) -> [Candidate] {
    axis.choices.map { Candidate(label: $0.given.description, kind: .choice, detail: axis.name) }
  }

  /// The labels that `of:` gives in the directive so far.
  var sources: [String] {
    let texts = context.options.map { $0.name == "of" ? "of: \($0.text)" : $0.text } + [context.text]
    return texts.flatMap { text in
      text.matches(of: /\bof:\s*([A-Za-z_][A-Za-z0-9_.:-]*)/).map { String($0.output.1) }
    }
  }

  func numbers(of offer: Offer) -> [Candidate] {
    offer.numbers.map { Candidate(label: $0.key, kind: .property, detail: $0.value) }
  }

  /// Labels in which a word stands, those first that begin with it, and no more than are offered.
  func labels(_ word: String, where isMeant: (BookWorker.Whole.Label) -> Bool = { _ in true }) -> [Candidate] {
    let word = word.lowercased()
    let known = view.whole?.labels ?? []
    var found: [Candidate] = []
    func take(where fits: (String) -> Bool) {
      for label in known where found.count <= Self.most && fits(label.lowered) && isMeant(label) {
        found.append(Candidate(label: label.label, kind: .reference, detail: label.title))
      }
    }
    take { $0.hasPrefix(word) }
    if !word.isEmpty { take { !$0.hasPrefix(word) && $0.contains(word) } }
    let saved = view.labels
    for key in view.documents.keys where view.isOfBook(key) {
      for definition in view.symbols(of: key)?.definitions ?? [] where saved[definition.label] == nil {
        found.append(Candidate(label: definition.label, kind: .reference, detail: definition.kind))
      }
    }
    return found
  }
}
