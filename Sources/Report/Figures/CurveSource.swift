import Core
import Plot

/// Which curves of a directive a figure draws, in which panels and under which names.
struct CurveSource: Sendable {
  /// The directive that offers the curves; its span is where the author named it.
  let id: Value
  /// The axis whose values have a panel each, and the axis whose values have a line each.
  let facet: Value?
  let colour: Value?

  init(_ settings: Settings) {
    id = settings.name("of", required: true, allowed: "the label of a directive", help: "whose curves are drawn")
    let (facet, colour) = (
      settings.name("facet", allowed: "an axis of its grid", help: "the axis with a panel for each value"),
      settings.name("colour", allowed: "an axis of its grid", help: "the axis with a line for each value")
    )
    self.facet = facet.head?.isEmpty == false ? facet : nil
    self.colour = colour.head?.isEmpty == false ? colour : nil
  }

  /// The cells of one panel.
  struct Group: Sendable {
    let title: String
    /// For each line, the value it stands for and its cell.
    let lines: [(choice: Offer.Choice?, cell: Int)]
  }

  /// Mistakes in the names; none where `groups` can be formed.
  func check(among offers: [String: Offer], curves: [Value]) -> [SettingProblem] {
    let name = id.description
    guard let offer = offers[name] else {
      let known = offers.filter { !$0.value.curves.isEmpty }.map(\.key)
      return [
        SettingProblem("no result is called '\(name)'", remedy: Offer.remedy(for: name, among: known), span: id.span)
      ]
    }
    var problems = curves.filter { offer.curves[$0.description] == nil }.map { curve in
      SettingProblem(
        "'\(name)' has no curve '\(curve)'",
        remedy: Suggestion.remedy(for: curve.description, among: Array(offer.curves.keys)), span: curve.span)
    }
    for axis in [facet, colour].compactMap({ $0 }) where !offer.axes.contains(where: { $0.isCalled(axis.description) })
    {
      let names = offer.axes.map(\.name)
      problems.append(
        SettingProblem(
          "'\(name)' has no axis '\(axis)'",
          remedy: names.isEmpty
            ? "remove it: '\(name)' has one cell" : Suggestion.remedy(for: axis.description, among: names),
          span: axis.span))
    }
    if problems.isEmpty, let extra = unassigned(in: offer).first {
      problems.append(
        SettingProblem(
          "'\(name)' also varies '\(extra.name)', which this figure would mix",
          remedy: "name it as facet or colour", span: id.span))
    }
    return problems
  }

  /// The axes with several values that are neither facet nor colour.
  private func unassigned(in offer: Offer) -> [Offer.Axis] {
    let (facetAxis, colourAxis) = assigned(in: offer)
    return offer.axes.filter { $0.choices.count > 1 && $0.name != facetAxis && $0.name != colourAxis }
  }

  /// Facet and colour as named; where nothing is named, the last axis has the colour and the one before it the panels.
  private func assigned(in offer: Offer) -> (facet: String?, colour: String?) {
    func name(_ word: Value?) -> String? {
      word.flatMap { word in offer.axes.first { $0.isCalled(word.description) }?.name }
    }
    let (namedFacet, namedColour) = (name(facet), name(colour))
    var free = offer.axes.filter { $0.choices.count > 1 }.map(\.name).filter { $0 != namedFacet && $0 != namedColour }
    let colourAxis = namedColour ?? free.popLast()
    return (namedFacet ?? free.popLast(), colourAxis)
  }

  /// The panels and their lines, in the order of the grid.
  func groups(in offer: Offer) -> [Group] {
    let (facetAxis, colourAxis) = assigned(in: offer)
    var order: [String] = []
    var lines: [String: [(choice: Offer.Choice?, cell: Int)]] = [:]
    for (index, cell) in offer.cells.enumerated() {
      let title = facetAxis.flatMap { cell[$0].map { SeriesStyles.name(of: $0.given) } } ?? ""
      if lines[title] == nil { order.append(title) }
      lines[title, default: []].append((colourAxis.flatMap { cell[$0] }, index))
    }
    return order.map { Group(title: $0, lines: lines[$0] ?? []) }
  }
}

extension Settings {
  /// Reads a bare name, keeping its place; an empty one where it is not given.
  func name(_ name: String, required: Bool = false, allowed: String, help: String) -> Value {
    value(
      name, default: Value(.name("")), text: required ? "poly" : "", required: required, allowed: allowed, help: help,
      canonical: { $0 }
    ) { given in given.head != nil && given.arguments.isEmpty ? given : nil }
  }

  /// Reads a bare name or a list of such, keeping their places.
  func names(_ name: String, default fallback: String, allowed: String, help: String) -> [Value] {
    value(
      name, default: [Value(.name(fallback))], text: fallback, allowed: allowed, help: help, singular: false,
      canonical: { Value(.list($0)) }
    ) { given in
      var items = [given]
      if case .list(let list) = given.kind { items = list }
      return !items.isEmpty && items.allSatisfy { $0.head != nil && $0.arguments.isEmpty } ? items : nil
    }
  }
}
