import Basics
import Document
import Settings
import Source

/// Which numbers of a directive a table shows: a row for each value of an axis, a column for each number or axis value.
package struct ResultTable: Sendable {
  package let id: Value
  private let rows: Value?
  private let columns: Value?
  private let numbers: [Value]
  /// What is shown: names of numbers, or columns of a file.
  package var values: [Value] { numbers }
  package let headers: [String]
  package let formats: [NumberFormat]

  package init(_ settings: Settings) {
    id = settings.name(
      "of", allowed: "the label of a directive",
      help: "whose results are shown; without it, those of the file or the table in the body")
    rows = settings.name("rows", allowed: "an axis of its grid", help: "the axis with a row for each value").given
    columns =
      settings.name(
        "columns", allowed: "an axis of its grid", help: "the axis with a column for each value, for a single number"
      ).given
    numbers = settings.names(
      "values", default: "longLagError", allowed: "the name of a number or a list of such",
      help: "what is shown; of a file its columns, by default all")
    headers = settings.texts(
      "headers", example: "[\"task\", \"error\"]", help: "the headings of all columns, including the first"
    ).map(\.text)
    var formats: [NumberFormat] = []
    for text in settings.texts(
      "formats", example: "\"%.1f%% ± sd\"", help: "how the numbers are written: one format, or one for each column")
    {
      do throws(SettingProblem) {
        formats.append(try NumberFormat(text.text, base: text.span.lowerBound + 1))
      } catch { settings.report(error) }
    }
    self.formats = formats
  }

  package var isGiven: Bool { id.given != nil }

  /// What stands behind ±, a sentence that the caption ends with; nil where nothing does.
  package func remark(in language: Language = .english) -> String? {
    let words = formats.compactMap { $0.spread?.words }.reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return words.isEmpty
      ? nil : language("Behind ±: {1}.", words.map { language[$0] }.joined(separator: ", "))
  }

  package func check(among offers: [String: Offer]) -> [Mistake] {
    guard isGiven else { return [] }
    let offer: Offer
    do throws(SettingProblem) { offer = try id.results(among: offers) } catch { return [Mistake(error)] }
    if offer.isUnknown { return [] }
    let unknown =
      offer.unknownNumbers(numbers, of: id.description)
      + offer.unknownAxes([rows, columns].compactMap { $0 }, of: id.description)
    return unknown.isEmpty ? misfits(in: offer) : unknown.map { Mistake($0) }
  }

  private func misfits(in offer: Offer) -> [Mistake] {
    if let columns, numbers.count > 1 {
      return [
        Mistake(
          .malformedTable,
          "with a column for each '\(columns)', a table shows one number", remedy: "name one number in 'values'",
          span: columns.span)
      ]
    }
    if headers.isEmpty || headers.count == width(of: offer) { return [] }
    return [
      Mistake(
        .malformedTable,
        "this table has \(width(of: offer)) columns and \(Words.count(headers.count, "heading"))",
        remedy: "give each column one heading, including the first", span: id.span)
    ]
  }

  private func width(of offer: Offer) -> Int {
    1 + (columns.flatMap(offer.axis)?.choices.count ?? numbers.count)
  }

  /// The table of results, whose numbers lead to where they come from.
  package func table(from dataset: Dataset, source: String?, in language: Language = .english) -> Table<Final> {
    let offer = dataset.offer
    let lines = rows.flatMap(offer.axis) ?? (columns == nil ? offer.axes.first : nil)
    let across = columns.flatMap(offer.axis)
    let (lineNames, columnNames) = (lines.map(AxisNames.init), across.map(AxisNames.init))
    let heads = across?.choices.map { columnNames?[$0] ?? "" } ?? numbers.map { AxisNames.words(of: $0.description) }
    func text(_ name: String) -> [Inline<Final>] { [.text(language.name(name))] }
    let choices: [Offer.Choice?] = lines?.choices.map { $0 } ?? [nil]
    let body = choices.map { choice -> [[Inline<Final>]] in
      let row = selector(lines, choice)
      let cells = (0..<heads.count).map { column -> [Inline<Final>] in
        let selectors = [row, across.flatMap { selector($0, $0.choices[column]) }].compactMap { $0 }
        let number = (across == nil ? numbers[column] : numbers.first)?.description ?? ""
        let format = formats.isEmpty ? NumberFormat() : formats[min(column, formats.count - 1)]
        let samples = dataset.samples(of: number, matching: selectors)
        let inside = selectors.map { "\($0.axis): \($0.value)" }.joined(separator: ", ")
        let text = "\(id).\(number)" + (inside.isEmpty ? "" : "[\(inside)]")
        return [
          CitedNumber.inline(
            of: samples.meanBySample, as: format, called: text, holes: dataset.holes,
            isRefused: dataset.isRefused, source: source, noun: dataset.offer.sampleNoun, language: language)
        ]
      }
      return [text(choice.flatMap { lineNames?[$0] } ?? AxisNames.words(of: id.description))] + cells
    }
    let first = lines.map { AxisNames.words(of: $0.name) } ?? ""
    let header: [[Inline<Final>]] =
      headers.isEmpty ? ([first] + heads).map(text) : headers.map { [.text($0)] }
    return Table(
      alignments: [.left] + heads.map { _ in .decimal }, header: header, rows: body)
  }

  private func selector(_ axis: Offer.Axis?, _ choice: Offer.Choice?) -> Selector? {
    guard let axis, let choice else { return nil }
    return Selector(axis: axis.name, value: choice.given)
  }
}

extension Offer {
  /// The axis that an author calls `word`.
  func axis(_ word: Value) -> Axis? { axes.first { $0.isCalled(word.description) } }
}

extension Value {
  /// A name that was given; nil for the empty one that stands for none.
  package var given: Value? { head?.isEmpty == false ? self : nil }
}
