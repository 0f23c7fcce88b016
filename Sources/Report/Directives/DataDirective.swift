import Book
import DataFiles
import Document
import Jobs
import Results
import Syntax

/// `{data}`: the rows of a file as results that everything else can cite.
package struct DataDirective: Directive {
  package static let name = "data"
  package static let summary =
    "takes results from a CSV, TSV or JSON Lines file: which columns are axes, seeds, numbers or the index of a curve"
  package static let counter: String? = "Data"
  package static let textOptions: Set<String> = ["file"]
  package static let example = """
    ```{data} scores
    file: data/scores.csv
    axes: [model, rate]
    seed: seed
    numbers: [accuracy, seconds]
    derived: columns(error: "1 - accuracy")
    units: columns(seconds: "s")
    where: "rate < 0.5 and not model = baseline"

    Scores of a run on the cluster.
    ```
    """

  package let call: DirectiveCall
  /// Nil where there are mistakes.
  private let content: DataContent?

  package init(_ reading: DirectiveReading) {
    call = reading.call
    _ = reading.requiredLabel()
    let given = reading.settings()
    let settings = DataSettings(given)
    reading.finish(given)
    content = given.has("file") ? DataContent(settings, reading) : nil
  }

  package var offer: Offer? { content?.offer ?? .unknown }

  package var dataFiles: [DataFacts] { content.map { [$0.facts] } ?? [] }

  package func dataset(from outcomes: [String: Outcome]) -> Dataset? { content?.dataset }

  package var exports: Set<Export> {
    content.map { $0.offer.curves.isEmpty ? [.numbers] : [.numbers, .curves] } ?? []
  }

  package func files(of exports: Set<Export>, from outcomes: [String: Outcome]) throws -> [OutputFile] {
    let paths = exports.compactMap(\.path)
    return (content?.dataset.files ?? []).filter { paths.contains($0.path) }
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    guard let content else { return try context.blocks(call.body) }
    let rows = content.columns.map { column -> [[Inline<Final>]] in
      var words = context.language[column.role]
      if let axis = content.offer.axes.first(where: { $0.name == column.name }) {
        words += ": " + axis.choices.prefix(Self.mostChoices).map(\.given.description).joined(separator: ", ")
        if axis.choices.count > Self.mostChoices {
          words += ", " + context.language("and {1} more", String(axis.choices.count - Self.mostChoices))
        }
      }
      let label = content.offer.labels[column.name].map { ", \($0)" } ?? ""
      return [[.code(column.name)], [.text(words + label)]]
    }
    let table = context.table(["Column", "Role"], rows: rows)
    let remarks = content.remarks.map { context.language[$0] }.joined(separator: " ")
    let notes: [Block<Final>] = remarks.isEmpty ? [] : [.paragraph([.text(remarks)])]
    return [
      context.box(
        "experiment", name: [.text(call.label ?? "")], body: try context.blocks(call.body) + notes,
        details: (context.language[content.facts.text], [.table(table)]))
    ]
  }

  /// So many values of an axis are listed.
  private static let mostChoices = 12
}
