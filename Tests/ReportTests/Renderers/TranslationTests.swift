import Foundation
import Testing

@testable import Document
@testable import Render

@Suite("What the program says, in the language of a book")
struct TranslationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func `parts are filled in where the translation has them`() {
    let translation = Translation("# a note\n{1} of {2} here = hier sind von {2} nur {1}\nrow = Zeile | Zeilen\n")
    #expect(translation["3 of 7 here"] == "hier sind von 7 nur 3")
    #expect(translation["3 of 7 there"] == nil && translation["# a note"] == nil)
    #expect(translation.noun("row", 1) == "Zeile" && translation.noun("row", 2) == "Zeilen")
    #expect(Translation.filled("{2}{1}{3}", ["a", "b"]) == "ba{3}")
    #expect(
      Language.english.count(2, "analysis", "analyses") == "2 analyses" && Language.english.nouns("row") == "rows")
    #expect(Language.german.count(1, "row") == "1 Zeile" && Language.german.nouns("row") == "Zeilen")
    #expect(Language.german.name("rescaled, power 4") == "umgewichtet, Potenz 4")
    #expect(Language.german.name("airy, shift 9") == "airy, Verschiebung 9")
    #expect(Language.german.title("Figure 1.2") == "Abbildung 1.2" && Language.german["nobody"] == "nobody")
  }

  @Test(arguments: Language.allCases) func `a translation fills in what the phrase has`(language: Language) {
    for (phrase, translated) in language.translation?.phrases ?? [:] {
      let places = [phrase, translated].map { Set($0.matches(of: /\{[0-9]\}/).map { String($0.output) }) }
      #expect(places[0] == places[1], "\(phrase)")
      #expect(!translated.isEmpty && translated == translated.trimmingCharacters(in: .whitespaces), "\(phrase)")
    }
  }

  /// Every phrase that the code asks for by its words, and the code.
  private static func asked() throws -> (phrases: Set<String>, sources: Bytes) {
    let folder = root.appending(path: "Sources")
    var (phrases, sources): (Set<String>, String) = ([], "")
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
      guard file.hasSuffix(".swift") || file.hasSuffix(".js"), !file.contains("/Languages/") else { continue }
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      sources += text
      guard file.hasPrefix("Report/"), Bytes(text).containsAny(of: ["anguage", "words[", "t(\""]) else { continue }
      let calls =
        file.hasSuffix(".js")
        ? text.matches(of: /\bt\("([^"\n]+)"/).map { String($0.output.1) }
        : text.matches(of: /(?:\b[Ll]anguage[\[(]|\bwords\[)\s*"([^"\n]+)"/).map { String($0.output.1) }
          + text.matches(of: /language\.count\([^"\n]*, "([a-z ]+)"\)/).map { String($0.output.1) }
      phrases.formUnion(calls.filter { !$0.contains("\\(") })
    }
    return (phrases, Bytes(sources.lowercased()))
  }

  @Test func `every phrase of the code has a translation, and no translation is left over`() throws {
    let (phrases, sources) = try Self.asked()
    #expect(phrases.count > 80)
    for language in Language.allCases {
      guard let translation = language.translation else { continue }
      let missing = phrases.filter { translation.phrases[$0] == nil }.sorted()
      #expect(missing == [], "\(language)")
      // A phrase with a word that the code has nowhere is said by nothing.
      var known: [Substring: Bool] = [:]
      let unused = translation.phrases.keys.filter { phrase in
        phrase.lowercased().matches(of: /[a-z]{4,}/).contains { word in
          let isKnown = known[word.output] ?? sources.containsAny(of: [String(word.output)])
          known[word.output] = isKnown
          return !isKnown
        }
      }
      #expect(unused.sorted() == [], "\(language)")
    }
  }

  /// A long text in which many words are sought.
  private struct Bytes {
    private let bytes: [CChar]

    init(_ text: String) { bytes = Array(text.utf8CString) }

    func containsAny(of words: [String]) -> Bool { words.contains { strstr(bytes, $0) != nil } }
  }

  private static let chapters = [
    "index.md": """
    ---
    language: de
    ---

    # Vom Vergessen

    Ein kurzer Text.
    """,
    "01-eins.md": """
    # Eins

    Siehe {ref}`bild`, {ref}`zwei`, {ref}`tafel`, {ref}`vergleich`.[^nota]

    [^nota]: Eine Anmerkung.

    - [x] erstens
    - [ ] zweitens

    ```{parameters} gemeinsam
    dauer: 12
    ```

    ```{sensitivity} profile
    error: [squared, rescaled(power: 2)]
    length: gemeinsam.dauer
    ```

    ```{experiment} versuch
    task: linear-functional(memory: [exponential(rate: 0.2), polynomial], length: 12)
    model: linear-rnn(width: 4)
    error: [squared, rescaled(power: 2)]
    steps: 10
    batch: 8
    seeds: 1...3
    ```

    ```{figure} bild
    plot: ratio(of: versuch, number: longLagError, baseline: squared)
    alt: Punkte.

    Ein Bild.
    ```

    ```{comparison} vergleich
    of: versuch
    number: longLagError
    value: rescaled(power: 2)
    baseline: squared
    learned: 0.5

    Ein Vergleich.
    ```

    ```{table} tafel
    of: versuch
    rows: error
    values: [longLagError, shortLagError]
    formats: "%.2f ± ci"

    Eine Tafel.
    ```

    ```{claim} spruch
    title: ein Spruch
    holds: versuch.longLagError[error: rescaled] < versuch.longLagError[error: squared]
    family: primary
    margin: 1.1

    Ein Satz.
    ```

    ```{claim} genau
    title: ein genauer Spruch
    holds: profile.meanLag[rescaled] > profile.meanLag[squared]

    Noch ein Satz.
    ```

    ```{calibration} probe
    replicates: 20

    Eine Probe.
    ```
    """,
    "02-zwei.md": """
    # Zwei {#zwei}

    Der Wert {value}`versuch.longLagError %.2f ± ci` und {verdict}`spruch`.

    ```{claims}
    ```

    ```{theorem} satz
    check: decomposition

    Ein Theorem.
    ```

    ```{proof}
    of: satz

    Klar.
    ```

    ```{model} modell
    settings: [width: 4, rate: 0.5]

    state h[width]
    h' = (1 - rate) * h + rate * tanh(W x + U h + b)
    y = C h' + d
    ```
    """,
  ]

  @Test func `a page says no English word but its author's`() throws {
    let book = try SmallBook(Self.chapters)
    _ = try book.build()
    let page = try book.text("output/index.html")
    let written = Self.words(in: Self.chapters.values.joined(separator: " "))
    let translated = Self.words(in: (Language.german.translation?.phrases.values.joined(separator: " ") ?? ""))
    let names: Set<String> = ["SHA", "CSV", "SVG", "PNG", "PDF", "Holm", "Student", "Benjamini", "Hochberg"]
    let said = try Self.said(page)
    let foreign = Self.words(in: said).subtracting(written).subtracting(translated).subtracting(names)
    #expect(foreign.sorted() == [])
    #expect(said.contains("Behauptung 1.1") && page.contains("\"Search\":\"Suchen\""))
  }

  /// The words of a page and of its attributes, without its code and the names of the machine.
  private static func said(_ page: String) throws -> String {
    var text = page
    for kind in ["script", "style", "code", "pre", "math", "footer"] {
      text.replace(try Regex("(?s)<\(kind)[ >].*?</\(kind)>"), with: " ")
    }
    text.replace(/<dt>Rechner<dd>[^<]*/, with: " ")
    // The key of a run.
    text.replace(/\b[0-9a-f]{12}\b/, with: " ")
    text.replace(/<i class="?katex.*?<\/i>/, with: " ")
    let attributes = text.matches(of: /(?:aria-label|title|alt)=("[^"]*"|[^ >]*)/).map { String($0.output.1) }
    // Of a number's title the name of the number is the author's.
    let told = attributes.map { $0.split(separator: ", ").dropFirst($0.contains(".") ? 1 : 0).joined(separator: ", ") }
    return text.replacing(/<[^>]*>/, with: " ") + told.joined(separator: " ")
  }

  private static func words(in text: String) -> Set<String> {
    Set(text.matches(of: /[A-Za-zÄÖÜäöüß]{3,}/).map { String($0.output) })
  }
}
