extension Figure {
  /// The most panels that stand below each other; of more, two stand in a row.
  private static let longest = 4

  /// The figure for a narrow screen: its panels below each other, letters as large as in the wide one. Nil where the figure is
  /// hardly wider than such a screen.
  package var narrow: Figure? {
    let room = Millimetres.screen.points
    guard layoutWidth > 1.25 * room else { return nil }
    var narrow = self
    narrow.width = Millimetres(Millimetres.screen.value * enlargement)
    narrow.columns = panels.count > Self.longest ? 2 : 1
    for index in panels.indices {
      guard let facet = panels[index].facet else { continue }
      let names = (facet.columns + facet.rows).filter { !$0.isEmpty }
      narrow.panels[index].facet = nil
      if panels[index].title.isEmpty { narrow.panels[index].title = names.joined(separator: ", ") }
    }
    if [.lineEnds, .automatic, .inside].contains(legend) { narrow.legend = .below }
    // Rows keep their height, whatever the width.
    if panelHeight == nil, let aspect = panelAspect, panels.contains(where: { $0.y.scale.isCategorical }) {
      narrow.panelAspect = aspect * GridPlan(self).frameWidth / GridPlan(narrow).frameWidth
    }
    return narrow
  }
}
