import Book
import DataFiles
import Document
import Results
import Settings
import Source
import Syntax

/// `{table}`: a table with number and caption, of results or by hand, with its numbers under one another at the point.
package struct TableDirective: Directive {
  package static let name = "table"
  package static let summary =
    "shows results, rows of a file, or the Markdown table in its body, with numbers aligned at the point; the rest of the body is the caption"
  package static let textOptions: Set<String> = ["file"]
  package static let counter: String? = "Table"
  package static let suitsPaper = true
  package static let isLabelForReferences = true
  package static let example = """
    ```{sensitivity} lags
    error: [squared, rescaled(power: 2)]
    length: 20
    ```

    ```{table} shares
    of: lags
    rows: error
    values: [meanLag, halfBiasLag]
    headers: ["error", "mean lag", "half-bias lag"]
    formats: "%.1f%%"

    How far each error looks back.
    ```
    """

  package let call: DirectiveCall
  private let results: ResultTable
  private let file: FileTable?

  package init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    let results = ResultTable(settings)
    self.results = results
    let path = settings.text(
      "file", default: "", allowed: "a path from the folder of this file", help: "a CSV, TSV or JSON Lines file to show"
    )
    let lines = settings.counts(
      "lines", default: [], 1...1_000_000_000, most: FileTable.mostRows,
      help: "the rows of the file that are shown, counted from 1; all by default")
    let filters = settings.texts(
      "where", example: #""rate < 0.1""#, help: "conditions on the rows of the file that are shown")
    reading.finish(settings)
    file =
      path.isEmpty
      ? nil
      : DataFile.read(path, in: reading).flatMap { file in
        FileTable(
          file, values: settings.has("values") ? results.values : [], headers: results.headers,
          formats: results.formats, lines: lines, filters: filters, reading)
      }
    let tables = call.body.filter(\.isTable).count
    if !results.isGiven, path.isEmpty, tables == 0 {
      let remedy = "add of: label, add file: path, or put a Markdown table into its body"
      reading.report(
        Mistake(.emptyDirective, "'table' has nothing to show", remedy: remedy, span: call.nameSpan))
    }
  }

  package var inputs: Inputs { Inputs(results: results.isGiven ? [results.id.description] : []) }

  package var dataFiles: [DataFacts] { file.map { [$0.facts] } ?? [] }

  package func check(in index: BookIndex) -> [Mistake] { results.check(among: index.offers) }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let computed = context.results.datasets[results.id.description].map {
      Block<Final>.table(
        results.table(
          from: $0, source: context.target(of: results.id.description)?.anchor, in: context.language))
    }
    let shown = file.map { Block<Final>.table($0.table) }
    let written = try context.blocks(call.body.filter(\.isTable)).map { block -> Block<Final> in
      if case .table(let table) = block { .table(table.aligningNumbers) } else { block }
    }
    return [
      context.captioned(
        "table", [computed, shown].compactMap { $0 } + written,
        caption: try context.blocks(call.body.filter { !$0.isTable })
          + (results.remark(in: context.language).map { [.paragraph([.text($0)])] } ?? [])
          + (file.map { [.paragraph([.text(context.language("From {1}.", context.language[$0.facts.text]))])] } ?? []))
    ]
  }
}

extension Block<Draft> {
  fileprivate var isTable: Bool { if case .table = self { true } else { false } }
}

extension Table<Final> {
  /// The table with the columns of numbers aligned at the point, where the author says nothing else.
  fileprivate var aligningNumbers: Table {
    var table = self
    for column in table.alignments.indices where [.none, .right].contains(table.alignments[column]) {
      let texts = rows.compactMap { $0.indices.contains(column) ? $0[column].plainText : nil }.filter { !$0.isEmpty }
      let isNumbers = texts.allSatisfy { DecimalText($0) != nil || Self.dashes.contains($0) }
      if isNumbers, texts.contains(where: { DecimalText($0) != nil }) { table.alignments[column] = .decimal }
    }
    return table
  }

  private static var dashes: Set<String> { ["-", "–", "—", "n/a", "not available"] }
}
