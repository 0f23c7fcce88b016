import DataFiles
import Settings

/// What a chapter says of a data file: which rows are taken, and what each column is.
struct DataSettings {
  /// What is done about missing values.
  private enum Missing: String, CaseIterable { case keep, omit }

  let path: String
  let format: String
  let separator: String
  let names: [(word: String, text: Value)]
  let axes: [Value]
  /// A column, or `row` for every row as a sample; nil where each cell has one row.
  let seed: Value?
  let numbers: [Value]
  let index: Value?
  let reduction: DataGrid.Reduction
  let filters: [Value]
  let derived: [(word: String, text: Value)]
  let units: [(word: String, text: Value)]
  let labels: [(word: String, text: Value)]
  /// Whether samples with a missing number are left out.
  let omitsMissing: Bool
  let blanks: [Value]

  init(_ settings: Settings) {
    path = settings.text(
      "file", default: "data/scores.csv", required: true, allowed: "a path from the folder of this file",
      help: "the file with the rows")
    format = settings.word(
      "format", default: "ending", among: ["ending"] + DataFormat.allCases.map(\.rawValue),
      help: "how the rows are written; by default as the ending of the file says")
    separator = settings.text(
      "separator", default: "", allowed: "one character between quotes", help: "what stands between the fields of a row"
    )
    names = settings.columnTexts(
      "names", example: #"accuracy: "test accuracy (%)""#, help: "words for columns whose names are not words")
    axes = settings.names(
      "axes", default: "", allowed: "a column or a list of such", help: "the columns whose values span the grid"
    ).compactMap(\.given)
    seed =
      settings.name(
        "seed", allowed: "a column, or row", help: "what tells the samples of a cell apart; row takes every row as one"
      ).given
    numbers = settings.names(
      "numbers", default: "", allowed: "a column or a list of such",
      help: "the columns of numbers; by default all others that hold numbers alone"
    ).compactMap(\.given)
    index =
      settings.name(
        "index", allowed: "a column", help: "the column along which the numbers are curves, such as a step"
      ).given
    reduction = settings.choice(
      "reduce", default: DataGrid.Reduction.last, help: "what of a curve is cited as a number")
    filters = settings.texts(
      "where", example: #""rate < 0.1 and model = gru""#, help: "the rows that are taken; by default all")
    derived = settings.columnTexts(
      "derived", example: #"error: "1 - accuracy""#, help: "further columns, by a formula in the others")
    units = settings.columnTexts("units", example: #"seconds: "s""#, help: "units that figures show")
    labels = settings.columnTexts(
      "labels", example: #"loss: "validation loss""#, help: "what figures call columns")
    let missing = settings.choice(
      "missing", default: Missing.keep,
      help: "whether a sample with a missing number keeps all that rests on it undecided, or is left out")
    omitsMissing = missing == .omit
    blanks = settings.texts("blanks", example: #""-99""#, help: "further words for a missing value")
  }

  /// "validation loss (nats)" for each of `words` that has a label or a unit.
  func labels(of words: [String]) -> [String: String] {
    words.reduce(into: [:]) { texts, word in
      let label = labels.first { $0.word == word }?.text.text
      let unit = units.first { $0.word == word }?.text.text
      if label != nil || unit != nil { texts[word] = (label ?? word) + (unit.map { " (\($0))" } ?? "") }
    }
  }
}
