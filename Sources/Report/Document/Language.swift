/// The language of a book's own words, such as "Figure" and "Contents"; a translator adds a case and its column.
///
/// What the program says in sentences, of a verdict or of a run, is English in all of them.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case german = "de"

  /// The word in this language; the English one where nobody has translated it.
  package subscript(_ word: String) -> String {
    switch self {
    case .english: word
    case .german: Self.germanWords[word] ?? word
    }
  }

  /// "Abbildung 1.2" for "Figure 1.2": the kind is translated, the number stays.
  package func title(_ title: String) -> String {
    guard self != .english, let space = title.firstIndex(of: " ") else { return self[title] }
    return self[String(title[..<space])] + title[space...]
  }

  private static let germanWords = [
    "Appendix": "Anhang", "Chapter": "Kapitel", "Claim": "Behauptung", "Corollary": "Korollar",
    "Definition": "Definition", "Equation": "Gleichung", "Example": "Beispiel", "Experiment": "Experiment",
    "Figure": "Abbildung", "Lemma": "Lemma", "Listing": "Listing", "Note": "Hinweis", "Parameters": "Parameter",
    "Part": "Teil", "Proof": "Beweis", "Proposition": "Satz", "Remark": "Bemerkung", "Section": "Abschnitt",
    "Sensitivity": "Empfindlichkeit", "Table": "Tabelle", "Theorem": "Theorem", "Tip": "Tipp", "Warning": "Warnung",
    "Contents": "Inhalt", "Supplement": "Anhang der Einzelheiten", "Summary": "Zusammenfassung",
    "Abstract": "Zusammenfassung", "Keywords": "Schlagwörter",
    "Licence": "Lizenz", "Cite this report": "Diesen Bericht zitieren", "Skip to the text": "Zum Text",
    "What was run": "Was gerechnet wurde", "How this report was made": "Wie dieser Bericht entstand",
    "Verdict": "Urteil", "Estimate": "Schätzung", "Statement": "Aussage", "Evidence": "Beleg",
    "test and comparison": "Test und Vergleich",
    "data": "Daten", "values": "Werte", "source": "Quelltext", "holds": "gilt", "fails": "gilt nicht",
    "undecided": "unentschieden", "equivalent": "gleichwertig",
  ]
}
