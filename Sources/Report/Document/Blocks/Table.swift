/// `decimal` puts the points of numbers under one another.
package enum ColumnAlignment: Sendable { case none, left, centre, right, decimal }

package struct Table<P: Phase>: Sendable, Equatable {
  package typealias Alignment = ColumnAlignment

  /// Rows that follow one another, under their own title.
  package struct Group: Sendable, Equatable {
    package var title: [Inline<P>]
    /// How many rows it has.
    package var count: Int

    package init(title: [Inline<P>], count: Int) {
      self.title = title
      self.count = count
    }
  }

  package var alignments: [ColumnAlignment]
  package var header: [[Inline<P>]]
  package var rows: [[[Inline<P>]]]
  /// The groups of the rows, all rows in their order; none where the rows are not grouped.
  package var groups: [Group]

  package init(
    alignments: [ColumnAlignment], header: [[Inline<P>]], rows: [[[Inline<P>]]], groups: [Group] = []
  ) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
    self.groups = groups
  }

  /// The rows by group; all under no title where they are not grouped.
  package var groupedRows: [(title: [Inline<P>]?, rows: ArraySlice<[[Inline<P>]]>)] {
    var rest = rows[...]
    var grouped: [(title: [Inline<P>]?, rows: ArraySlice<[[Inline<P>]]>)] = []
    for group in groups {
      grouped.append((group.title, rest.prefix(group.count)))
      rest = rest.dropFirst(group.count)
    }
    return rest.isEmpty && !grouped.isEmpty ? grouped : grouped + [(nil, rest)]
  }
}
