extension Figure {
  /// The figure with each of its words as `said` says it: titles, axes, and names of series, panels and categories. Words
  /// may hold TeX between dollars.
  package func saying(_ said: (String) -> String) -> Figure {
    var figure = self
    (figure.title, figure.subtitle) = (said(title), said(subtitle))
    for index in panels.indices { figure.panels[index].say(said) }
    return figure
  }
}

extension Panel {
  fileprivate mutating func say(_ said: (String) -> String) {
    (title, legendTitle, colour.label) = (said(title), said(legendTitle), said(colour.label))
    facet = facet.map { Facet(columns: $0.columns.map(said), rows: $0.rows.map(said)) }
    x.say(said)
    y.say(said)
    for index in marks.indices {
      marks[index].style.series = marks[index].style.series.map(said)
      if let text = marks[index] as? Text {
        marks[index] = Text(x: text.x, y: text.y, said(text.text), anchor: text.anchor, style: text.style)
      }
    }
  }
}

extension Axis {
  fileprivate mutating func say(_ said: (String) -> String) {
    label = said(label)
    ends = ends.map { Ends(less: said($0.less), more: said($0.more)) }
    if case .categorical(let names) = scale { scale = .categorical(names.map(said)) }
  }
}
