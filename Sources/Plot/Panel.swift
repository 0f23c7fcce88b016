/// One direction of a panel.
package struct Axis: Sendable, Equatable {
  /// The title, which may hold TeX between dollars.
  package var label: String
  package var scale: ScaleKind
  /// What is shown; nil shows all the data.
  package var domain: ClosedRange<Double>?

  package init(_ label: String = "", scale: ScaleKind = .linear, domain: ClosedRange<Double>? = nil) {
    self.label = label
    self.scale = scale
    self.domain = domain
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

  package init(
    title: String = "", x: Axis, y: Axis, colour: ColourAxis = ColourAxis(), marks: [any Mark], facet: Facet? = nil
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.colour = colour
    self.marks = marks
    self.facet = facet
  }
}
