import Basics
import DataFiles
import Results
import Settings
import Source
import Statistics
import Syntax
import Theorems

/// The rows of a data file as a directive takes them.
struct DataContent: Sendable {
  let offer: Offer
  let dataset: Dataset
  /// The file with the number of rows taken.
  let facts: DataFacts
  /// Each column with what it is.
  let columns: [(name: String, role: String)]
  /// What a reader should know of the rows: those left out, combinations without a row, and missing values.
  let remarks: [String]

  /// Reads the file; nil, and messages, where there is a mistake.
  init?(_ settings: DataSettings, _ reading: DirectiveReading) {
    guard
      let file = DataFile.read(settings.path, format: settings.format, separator: settings.separator, in: reading),
      let plan = Plan(settings, file, reading)
    else { return nil }
    let rows = plan.selection.rows()
    let words = plan.wanted.filter { word in
      if case .numbers? = rows.columns[word] { return true }
      return false
    }
    let grid =
      rows.problems.isEmpty
      ? DataGrid(
        rows, plan.selection, axes: plan.axes, samples: plan.samples, numbers: words, index: plan.index,
        reduction: settings.reduction) : nil
    let problems = rows.problems + (grid?.problems ?? [])
    DataProblem.diagnostics(problems, in: file.bytes, path: file.path).forEach(reading.note)
    guard problems.isEmpty, let grid else { return nil }
    guard rows.count > 0 else {
      let isFiltered = !settings.filters.isEmpty
      reading.report(
        Mistake(
          .emptyDirective,
          isFiltered ? "no row of '\(file.path)' satisfies 'where'" : "'\(file.path)' has no rows",
          remedy: isFiltered ? "loosen its conditions" : "add some below the names of the columns",
          span: reading.span(of: isFiltered ? "where" : "file")))
      return nil
    }
    guard !words.isEmpty else {
      reading.report(
        SettingProblem(
          "no other column of '\(file.path)' contains only numbers",
          remedy: "name one in numbers: to see which of its rows do not", kind: .missingSetting,
          span: reading.span(of: "file")))
      return nil
    }
    offer = Self.offer(grid, plan, words, settings)
    dataset = Dataset(offer: offer, numbers: grid.numbers, curves: Self.curves(grid.series, offer))
    var facts = file.facts
    facts.rows = rows.count
    self.facts = facts
    columns = plan.columns(words)
    remarks = Self.remarks(grid, rows, omits: settings.omitsMissing)
  }

  /// Which columns are read, and as what.
  private struct Plan {
    var selection: DataSelection
    let axes: [String]
    let seed: String?
    let index: String?
    let samples: DataGrid.Samples
    /// The columns that are taken where they hold numbers.
    let wanted: [String]

    /// Nil, and messages, where a setting names a column that is not there.
    init?(_ settings: DataSettings, _ file: DataFile, _ reading: DirectiveReading) {
      var selection = DataSelection(file, names: settings.names, blanks: settings.blanks, reading)
      selection.derive(settings.derived, reading)
      selection.filter(settings.filters, reading)
      let isRows = settings.seed?.description == "row" && !selection.known.contains("row")
      let seeds = isRows ? [] : [settings.seed].compactMap(\.self)
      let mentioned = settings.axes + seeds + [settings.index].compactMap(\.self) + settings.numbers
      let isKnown = mentioned.map { selection.has($0, reading) }
      guard isKnown.allSatisfy(\.self), reading.diagnostics.isEmpty else { return nil }
      axes = settings.axes.map(\.description)
      index = settings.index?.description
      if let word = seeds.first?.description {
        (seed, samples) = (word, .column(word))
      } else {
        (seed, samples) = (nil, isRows ? .rows : .one)
      }
      let taken = Set(axes + [seed, index].compactMap(\.self))
      let named = settings.numbers.map(\.description)
      let derived = selection.derived.map(\.name).filter { !taken.contains($0) && !named.contains($0) }
      wanted =
        named.isEmpty ? selection.known.filter { !taken.contains($0) && Self.isWord($0) } : named + derived
      selection.needTexts(axes + [seed].compactMap(\.self))
      selection.needNumbers([index].compactMap(\.self))
      if named.isEmpty { selection.tryNumbers(wanted) } else { selection.needNumbers(named) }
      self.selection = selection
    }

    /// Whether a reference can name it.
    private static func isWord(_ text: String) -> Bool {
      guard var lexer = try? Lexer(text), case .name(text) = lexer.token, (try? lexer.advance()) != nil else {
        return false
      }
      return lexer.token == .end
    }

    func columns(_ words: [String]) -> [(name: String, role: String)] {
      let derived = selection.derived.map(\.name)
      var columns: [(name: String, role: String)] = axes.map { (name: $0, role: "axis") }
      if let seed { columns.append((name: seed, role: "seed")) }
      if let index { columns.append((name: index, role: "index")) }
      for word in words {
        columns.append((name: word, role: derived.contains(word) ? "derived" : index == nil ? "number" : "curve"))
      }
      return columns
    }
  }

  private static func offer(_ grid: DataGrid, _ plan: Plan, _ words: [String], _ settings: DataSettings) -> Offer {
    var offer = grid.offer
    offer.omitsMissing = settings.omitsMissing
    offer.labels = settings.labels(of: words + plan.axes + [plan.index].compactMap(\.self))
    offer.numbers = words.reduce(into: [:]) { $0[$1] = "the column '\(plan.selection.words[$1] ?? $1)'" }
    if let index = plan.index {
      offer.curves = words.reduce(into: [:]) { curves, word in
        curves[word] = Curve(word, x: offer.labels[index] ?? index, y: offer.labels[word] ?? word)
      }
    }
    return offer
  }

  private static func curves(
    _ series: [String: [[Series?]]], _ offer: Offer
  ) -> [[(@Sendable () -> [String: Series])?]] {
    if series.isEmpty { return [] }
    return offer.cells.indices.map { cell in
      (0..<offer.sampleCount).map { sample in { series.compactMapValues { $0[cell][sample] } } }
    }
  }

  private static func remarks(_ grid: DataGrid, _ rows: DataSelection.Rows, omits: Bool) -> [String] {
    var remarks: [String] = []
    if rows.count < rows.all {
      remarks.append("\(rows.count) of \(Words.count(rows.all, "row")) satisfy the conditions.")
    }
    if grid.absent > 0 {
      let all = grid.offer.cells.count * grid.offer.sampleCount
      remarks.append("\(grid.absent) of \(all) combinations of cell and seed have no row.")
    }
    let gaps = grid.missing.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    if !gaps.isEmpty {
      let words = gaps.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")
      let what = omits ? "samples without them are left out" : "what rests on them has no value"
      remarks.append("Missing values: \(words); \(what).")
    }
    return remarks
  }
}
