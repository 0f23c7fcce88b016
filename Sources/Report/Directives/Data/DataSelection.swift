import DataFiles
import Definitions
import Equations
import Numerics
import Settings
import Source
import Syntax

/// Which rows and columns of a data file are taken, with the columns that formulae add.
///
/// Columns are known by the words of the chapter: their own names, or words that `names` gives them.
struct DataSelection {
  /// The name in the file of each word.
  private(set) var words: [String: String] = [:]
  /// The words that are columns of the file, in the order of the file.
  private(set) var fileWords: [String] = []
  private(set) var derived: [(name: String, formula: Expression<String>)] = []
  private var conditions: [DataCondition] = []
  private var textWords: Set<String> = []
  private var numberWords: Set<String> = []
  private var candidateWords: Set<String> = []
  let file: DataFile
  let blanks: Set<String>

  init(_ file: DataFile, names: [(word: String, text: Value)], blanks: [Value], _ reading: DirectiveReading) {
    self.file = file
    self.blanks = Set(blanks.map(\.text))
    var given: [String: String] = [:]
    for (word, value) in names {
      guard file.columns.contains(value.text) else {
        reading.report(
          SettingProblem(
            "'\(file.path)' has no column '\(value.text)'",
            remedy: Suggestion.remedy(for: value.text, among: file.columns), kind: .unknownName, span: value.span))
        continue
      }
      given[value.text] = word
    }
    for name in file.columns where !name.isEmpty {
      let word = given[name] ?? name
      words[word] = name
      fileWords.append(word)
    }
  }

  /// Every word that a formula or a setting may name.
  var known: [String] { fileWords + derived.map(\.name) }

  /// Whether there is a column of this word; a message says so if there is none.
  func has(_ word: Value, _ reading: DirectiveReading) -> Bool {
    if known.contains(word.description) { return true }
    reading.report(
      SettingProblem(
        "'\(file.path)' has no column '\(word)'", remedy: Suggestion.remedy(for: word.description, among: known),
        kind: .unknownName, span: word.span))
    return false
  }

  mutating func derive(_ columns: [(word: String, text: Value)], _ reading: DirectiveReading) {
    for (word, value) in columns {
      if known.contains(word) {
        reading.report(
          SettingProblem(
            "there is a column '\(word)' already", remedy: "choose another word", kind: .repeated, span: value.span))
        continue
      }
      let (names, base) = (known, value.span.lowerBound + 1)
      let formula: Expression<String>? = made(of: value, reading) { text throws(SettingProblem) in
        try Expression(parsing: text, variables: names, base: base)
      }
      if let formula { derived.append((word, formula)) }
    }
    derived.forEach { needNumbers($0.formula.leaves) }
  }

  mutating func filter(_ texts: [Value], _ reading: DirectiveReading) {
    for value in texts {
      let (names, base) = (known, value.span.lowerBound + 1)
      let condition: DataCondition? = made(of: value, reading) { text throws(SettingProblem) in
        try DataCondition(parsing: text, columns: names, base: base)
      }
      guard let condition else { continue }
      needNumbers(condition.numberColumns)
      needTexts(condition.textColumns)
      conditions.append(condition)
    }
  }

  /// What `read` makes of a text between quotes with the functions of the book put in; nil, and a message, where it has a mistake.
  private func made<Made>(
    of value: Value, _ reading: DirectiveReading, _ read: (String) throws(SettingProblem) -> Made
  ) -> Made? {
    let expanded: ExpandedFormula?
    do throws(DefinitionProblem) {
      expanded = try reading.scope.bookDefinitions.expanded(
        value.text, start: value.span.lowerBound + 1, variables: known)
    } catch {
      reading.note(Diagnostic(error, in: reading.call.file))
      return nil
    }
    do throws(SettingProblem) {
      let plain = try read(expanded?.plain ?? value.text)
      return try expanded.map { item throws(SettingProblem) in try read(item.text) } ?? plain
    } catch {
      reading.report(error)
      return nil
    }
  }

  mutating func needTexts(_ words: [String]) { textWords.formUnion(words) }
  mutating func needNumbers(_ words: [String]) { numberWords.formUnion(words) }
  /// Columns that are taken where they hold numbers alone.
  mutating func tryNumbers(_ words: [String]) { candidateWords.formUnion(words) }

  /// Rows that were taken, with their columns by word.
  struct Rows {
    var columns: [String: DataColumn]
    var count: Int
    /// How many rows the file has.
    var all: Int
    /// The byte at which each row begins.
    var starts: [Int]
    var problems: [DataProblem]

    func numbers(_ word: String) -> [Double] { columns[word]?.numbers ?? [] }
  }

  /// Reads the file once, adds the derived columns and keeps the rows for which all conditions hold.
  func rows() -> Rows {
    var kinds: [String: DataColumnKind] = [:]
    for word in candidateWords { kinds[words[word] ?? word] = .numbersIfAll }
    for word in numberWords { kinds[words[word] ?? word] = .numbers }
    for word in textWords { kinds[words[word] ?? word] = .texts }
    let reading = file.read(kinds, blanks: blanks)
    var rows = Rows(
      columns: [:], count: reading.rowStarts.count, all: reading.rowStarts.count, starts: reading.rowStarts,
      problems: reading.problems)
    for word in fileWords { rows.columns[word] = reading.columns[words[word] ?? word] }
    var numbers: [String: [Double]] = [:]
    for word in numberWords.union(conditions.flatMap(\.numberColumns)) where words[word] != nil {
      numbers[word] = self.numbers(of: word, in: &rows)
    }
    for (name, formula) in derived {
      let values = (0..<rows.count).map { row in formula.evaluate { numbers[$0]?[row] ?? .nan } }
      numbers[name] = values.map { $0.isFinite ? $0 : .nan }
      rows.columns[name] = .numbers(numbers[name] ?? [])
    }
    if conditions.isEmpty || !rows.problems.isEmpty { return rows }
    let kept = (0..<rows.count).filter { row in
      conditions.allSatisfy { condition in
        condition.holds {
          numbers[$0]?[row] ?? .nan
        } text: {
          rows.columns[$0]?.text(row)
        }
      }
    }
    rows.columns = rows.columns.mapValues { $0.rows(kept) }
    rows.starts = kept.map { rows.starts[$0] }
    rows.count = kept.count
    return rows
  }

  /// A column as numbers, also where it was read as texts; a text that is not a number is a problem.
  private func numbers(of word: String, in rows: inout Rows) -> [Double] {
    guard case .texts(let codes, let texts)? = rows.columns[word] else { return rows.columns[word]?.numbers ?? [] }
    var values: [Double] = []
    for (code, text) in texts.enumerated() {
      switch Array(text.utf8).withUnsafeBytes(NumberText.read) {
      case .number(let number): values.append(number)
      case .missing: values.append(.nan)
      case .text:
        values.append(.nan)
        let row = codes.firstIndex { Int($0) == code } ?? 0
        rows.problems.append(
          DataProblem(
            "'\(DataQuote.text(Array(text.utf8)))' is not a number in the column '\(words[word] ?? word)'",
            remedy: "write it as 12, 0.5 or 1e-3, or use the column in no formula",
            span: span(ofRow: row, column: word, in: rows)))
      }
    }
    return codes.map { $0 < 0 ? .nan : values[Int($0)] }
  }

  /// Where a field stands in the file.
  func span(ofRow row: Int, column word: String, in rows: Rows) -> Range<Int> {
    guard rows.starts.indices.contains(row) else { return 0..<0 }
    return file.span(ofRowAt: rows.starts[row], column: words[word] ?? word)
  }
}

extension Settings {
  /// Reads `columns(word: "text", …)`; none by default.
  func columnTexts(_ name: String, example: String, help: String) -> [(word: String, text: Value)] {
    value(
      name, default: [], text: "", allowed: "columns(\(example)), one for each column", help: help, singular: false,
      canonical: { pairs in
        Value(.call("columns", pairs.map { Argument(label: $0.word, value: $0.text) }))
      }
    ) { given in
      guard given.head == "columns", !given.arguments.isEmpty else { return nil }
      var pairs: [(word: String, text: Value)] = []
      for argument in given.arguments {
        guard let label = argument.label, case .string = argument.value.kind else { return nil }
        pairs.append((label, argument.value))
      }
      return pairs
    }
  }
}
