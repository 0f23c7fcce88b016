import Plot
import Results
import Settings

/// Which directive a figure draws, and which part of the figure each axis of its grid has.
struct GridSource: Sendable {
  /// A part that an axis can play, `colour`.
  struct Role: Sendable {
    let name: String
    let help: String
  }

  /// The directive that offers the results; its span is where the author named it.
  let id: Value
  /// The roles, the first of which takes the last axis that nothing names; with the axis that the author named.
  private let roles: [(role: Role, axis: Value?)]

  init(_ settings: Settings, roles: [Role], help: String = "the directive whose results are drawn") {
    id = settings.name("of", required: true, allowed: "the label of a directive", help: help)
    self.roles = roles.map { role in
      let axis = settings.name(role.name, allowed: "an axis of its grid", help: role.help)
      return (role, axis.head?.isEmpty == false ? axis : nil)
    }
  }

  /// Mistakes in the names; none where the figure can be drawn. `compared` is an axis that the figure reduces itself.
  func check(
    among offers: [String: Offer], curves: [Value] = [], numbers: [Value] = [],
    compared: (Offer) -> String? = { _ in nil }
  ) -> [SettingProblem] {
    let name = id.description
    let offer: Offer
    do throws(SettingProblem) {
      offer = try id.results(among: offers, suggesting: offers.filter { !$0.value.curves.isEmpty }.map(\.key))
    } catch { return [error] }
    if offer.isUnknown { return [] }
    var problems = offer.unknownCurves(curves, of: name) + offer.unknownNumbers(numbers, of: name)
    problems += offer.unknownAxes(roles.compactMap(\.axis), of: name)
    let reduced = compared(offer)
    let taken = Set(axes(in: offer, except: reduced).values)
    let extra = offer.axes.first { $0.choices.count > 1 && !taken.contains($0.name) && $0.name != reduced }
    let coloured = axes(in: offer, except: reduced)["colour"]
    if problems.isEmpty,
      let axis = offer.axes.first(where: { $0.name == coloured && $0.choices.count > Slot.mostSeries })
    {
      problems.append(
        SettingProblem(
          "'\(axis.name)' has \(axis.choices.count) values, and at most \(Slot.mostSeries) lines are distinguishable",
          remedy: "give 'facet' this axis, or draw fewer values", kind: .incompatible, span: id.span))
    }
    if problems.isEmpty, let extra {
      let names = roles.map(\.role.name).reversed().joined(separator: " or ")
      problems.append(
        SettingProblem(
          "'\(name)' also varies '\(extra.name)', which this figure would average over", remedy: "name it as \(names)",
          kind: .incompatible, span: id.span))
    }
    return problems
  }

  /// The axis of each role: as named, and of the axes with several values that are left, `reduced` excepted, the last
  /// for the first role.
  func axes(in offer: Offer, except reduced: String? = nil) -> [String: String] {
    var axes: [String: String] = [:]
    for (role, word) in roles {
      if let axis = offer.axes.first(where: { axis in word.map { axis.isCalled($0.description) } ?? false }) {
        axes[role.name] = axis.name
      }
    }
    let named = Set(axes.values)
    var free = offer.axes.filter { $0.choices.count > 1 && !named.contains($0.name) && $0.name != reduced }.map(\.name)
    for (role, _) in roles where axes[role.name] == nil {
      if let axis = free.popLast() { axes[role.name] = axis }
    }
    return axes
  }

  /// The cells in groups of equal value on the axis of `role`, in the order of the grid; one group where no axis has it.
  /// `reduced` is an axis that the figure reduces itself.
  func groups(
    of cells: [Int], by role: String, in offer: Offer, except reduced: String? = nil
  ) -> [(choice: Offer.Choice?, title: String, cells: [Int])] {
    let axis = axes(in: offer, except: reduced)[role]
    var groups: [(choice: Offer.Choice?, title: String, cells: [Int])] = []
    for cell in cells {
      let choice = axis.flatMap { offer.cells[cell][$0] }
      let title = choice.map { SeriesStyles.name(of: $0.given) } ?? ""
      if let index = groups.firstIndex(where: { $0.title == title }) {
        groups[index].cells.append(cell)
      } else {
        groups.append((choice, title, [cell]))
      }
    }
    return groups
  }
}

extension GridSource {
  /// What the values of the axis of `role` are, "error"; empty where no axis has it.
  func title(of role: String, in offer: Offer, except reduced: String? = nil) -> String {
    axes(in: offer, except: reduced)[role].map(AxisNames.words) ?? ""
  }
}

extension Settings {
  /// Reads values of axes, `squared` or `[squared, rescaled(power: 2)]`; none where they are not given.
  func choices(_ name: String, help: String) -> [Value] {
    value(
      name, default: [], text: "", allowed: "a value of an axis, or a list of such", help: help, singular: false,
      canonical: { Value(.list($0)) }
    ) { given in
      if case .list(let values) = given.kind { values } else { [given] }
    }
  }

  /// Reads what an axis shows, `[0.001, 10]`; nil, for all the data, where it is not given.
  func range(_ name: String, help: String) -> ClosedRange<Double>? {
    value(
      name, default: nil, text: "", allowed: "two ascending numbers, as [0.001, 10]", help: help, singular: false,
      canonical: { range in
        Value(.list((range.map { [$0.lowerBound, $0.upperBound] } ?? []).map { Value(.number($0)) }))
      }
    ) { given -> ClosedRange<Double>?? in
      if case .list(let items) = given.kind, items.isEmpty { return .some(nil) }
      guard case .list(let items) = given.kind, items.count == 2, case .number(let low) = items[0].kind,
        case .number(let high) = items[1].kind, low < high
      else { return nil }
      return .some(low...high)
    }
  }

  /// Reads a value of an axis, `squared` or `rescaled(power: 2)`; nil where it is not given.
  func choice(_ name: String, help: String) -> Value? {
    let given = value(
      name, default: Value(.name("")), text: "", allowed: "a value of an axis of its grid", help: help,
      canonical: { $0 }
    ) { given in given }
    return given == Value(.name("")) ? nil : given
  }

  /// Reads the scale of an axis.
  func scale(_ name: String, default fallback: AxisScale = .linear, help: String) -> ScaleKind {
    choice(name, default: fallback, help: help).kind
  }
}

/// The scale of an axis as an author names it.
enum AxisScale: String, CaseIterable {
  case linear, logarithmic
  case symmetricLogarithmic = "symmetric-logarithmic"

  var kind: ScaleKind {
    switch self {
    case .linear: .linear
    case .logarithmic: .logarithmic
    case .symmetricLogarithmic: .symmetricLogarithmic()
    }
  }
}
