import Basics
import Foundation

/// The language of what the program itself says in a report, from "Figure" to a sentence on a verdict.
///
/// The code says everything in English; a `Translation` has the same phrases in another language. A translator adds a case
/// here and a file with its table beside `German.swift`.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case german = "de"

  /// Its table; nil for English, in which the code is written.
  package var translation: Translation? {
    switch self {
    case .english: nil
    case .german: .german
    }
  }

  /// A phrase in this language; as it is where the table lacks it.
  package subscript(_ phrase: String) -> String { translation?[phrase] ?? phrase }

  /// A phrase whose `{1}`, `{2}` and so on are some texts.
  package func callAsFunction(_ phrase: String, _ parts: String...) -> String {
    Translation.filled(self[phrase], parts)
  }

  /// "1 seed", "5 seeds"; `plural` where English takes more than an s. The table has both forms: `seed = Seed | Seeds`.
  package func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    guard let translation else { return Words.count(number, noun, plural) }
    return "\(number) \(translation.noun(noun, number))"
  }

  /// "seeds", the form for many.
  package func nouns(_ noun: String) -> String { String(count(2, noun).dropFirst(2)) }

  /// "Abbildung 1.2" for "Figure 1.2": the kind is translated, the number stays.
  package func title(_ title: String) -> String {
    guard self != .english, let space = title.firstIndex(of: " "), translation?[title] == nil else {
      return self[title]
    }
    return self[String(title[..<space])] + title[space...]
  }

  /// Several sentences, one by one.
  package func sentences(_ text: String) -> String {
    guard self != .english else { return text }
    let sentences = text.components(separatedBy: ". ")
    return sentences.enumerated().map { index, sentence in
      index < sentences.count - 1 ? self[sentence + "."] : self[sentence]
    }
    .joined(separator: " ")
  }

  /// A label of a figure, whose formulas between dollars stay as they are.
  package func label(_ label: String) -> String {
    label.split(separator: "$", omittingEmptySubsequences: false).enumerated().map { index, part in
      guard index.isMultiple(of: 2), let first = part.firstIndex(where: { $0 != " " }) else { return String(part) }
      let words = part[first...].trimmed
      return String(part[..<first]) + name(words) + String(part[first...].dropFirst(words.count))
    }
    .joined(separator: "$")
  }

  /// A name that is made of the words of settings, such as "rescaled, power 4", part by part.
  package func name(_ name: String) -> String {
    guard let translation else { return name }
    if let whole = translation.phrases[name] { return whole }
    if let whole = translation.matching(name, part: { self.name($0) }) { return whole }
    return name.split(separator: ", ", omittingEmptySubsequences: false).map { part in
      if let whole = translation.phrases[String(part)] { return whole }
      if let whole = translation.matching(String(part), part: { self.name($0) }) { return whole }
      return part.split(separator: " ", omittingEmptySubsequences: false)
        .map { translation[String($0)] ?? String($0) }.joined(separator: " ")
    }
    .joined(separator: ", ")
  }
}
