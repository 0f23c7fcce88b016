/// One direction of a panel.
package struct Axis: Sendable, Equatable {
  /// The title, which may hold TeX between dollars.
  package var label: String
  package var scale: ScaleKind
  /// What is shown; nil shows all the data.
  package var domain: ClosedRange<Double>?
  /// What the two directions mean, as "better" and "worse", set at the ends of a horizontal axis.
  package var ends: Ends?
  /// The positions of names on a categorical axis that are headings of those behind them.
  package var headings: Set<Int>

  package struct Ends: Sendable, Equatable {
    package var less: String
    package var more: String

    package init(less: String, more: String) {
      self.less = less
      self.more = more
    }
  }

  package init(
    _ label: String = "", scale: ScaleKind = .linear, domain: ClosedRange<Double>? = nil, ends: Ends? = nil,
    headings: Set<Int> = []
  ) {
    self.label = label
    self.scale = scale
    self.domain = domain
    self.ends = ends
    self.headings = headings
  }
}

/// The names of a panel's place in a grid of facets, outermost first; equal neighbours share a heading.
package struct Facet: Sendable, Equatable {
  package var columns: [String]
  package var rows: [String]

  package init(columns: [String] = [], rows: [String] = []) {
    self.columns = columns
    self.rows = rows
  }
}

/// One frame with its axes and marks.
package struct Panel: Sendable {
  package var title: String
  package var x: Axis
  package var y: Axis
  /// What colours stand for, in panels with a heatmap.
  package var colour: ColourAxis
  package var marks: [any Mark]
  /// Where the panel stands among its figure's facets; it counts where every panel of the figure has one.
  package var facet: Facet?
  /// What the names of its series are values of, such as "error"; the legend's title where all panels agree.
  package var legendTitle: String

  package init(
    title: String = "", x: Axis, y: Axis, colour: ColourAxis = ColourAxis(), marks: [any Mark], facet: Facet? = nil,
    legendTitle: String = ""
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.colour = colour
    self.marks = marks
    self.facet = facet
    self.legendTitle = legendTitle
  }
}
