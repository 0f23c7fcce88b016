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

/// One frame with its axes and marks.
package struct Panel: Sendable {
  package var title: String
  package var x: Axis
  package var y: Axis
  package var marks: [any Mark]

  package init(title: String = "", x: Axis, y: Axis, marks: [any Mark]) {
    self.title = title
    self.x = x
    self.y = y
    self.marks = marks
  }
}
