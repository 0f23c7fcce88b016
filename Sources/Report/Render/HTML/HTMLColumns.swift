import Document

/// The columns of tables that are not set to the left, each as the class of a table and as its own rule, so that no
/// cell says how it is set.
struct HTMLColumns: Codable, Equatable {
  private var columns: Set<Column> = []

  private struct Column: Codable, Hashable, Comparable {
    var alignment: String
    /// Counted from 1.
    var position: Int

    /// "right-3"
    var name: String { "\(alignment)-\(position)" }

    static func < (left: Column, right: Column) -> Bool {
      (left.alignment, left.position) < (right.alignment, right.position)
    }
  }

  init() {}

  init(_ alignments: [Table<Final>.Alignment]) {
    for (index, alignment) in alignments.enumerated() where alignment != .none && alignment != .left {
      columns.insert(Column(alignment: "\(alignment)", position: index + 1))
    }
  }

  var isEmpty: Bool { columns.isEmpty }

  /// The classes of a table with these columns.
  var names: String { columns.sorted().map(\.name).joined(separator: " ") }

  mutating func formUnion(_ other: HTMLColumns) { columns.formUnion(other.columns) }

  var css: String {
    let rules = [
      "centre": "text-align:center", "right": "text-align:right", "decimal": "text-align:right;white-space:nowrap",
    ]
    let kinds = Dictionary(grouping: columns.sorted(), by: \.alignment).sorted { $0.key < $1.key }
    let lines = kinds.map { alignment, columns in
      let cells = columns.map { ".\($0.name)>*>tr>:nth-child(\($0.position))" }
      return "\(cells.joined(separator: ",")){\(rules[alignment] ?? "")}\n"
    }
    return lines.joined()
  }
}
