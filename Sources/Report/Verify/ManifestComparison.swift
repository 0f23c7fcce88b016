import Basics
import Foundation

/// Two manifests compared in every part of them, a line for each difference.
struct ManifestComparison {
  /// How a line says what both have.
  enum Wording {
    /// "80 → 90", from an older report to a newer.
    case change
    /// "is 80 in the report and 90 when computed again".
    case truth
  }

  let old: JSONTree
  let new: JSONTree
  var wording = Wording.change

  /// Where changes lie: in the whole, in one part such as an experiment, or in one of its runs.
  private struct Place: Hashable {
    /// "claim C", "provenance".
    var subject: String
    /// "error squared, seed 2"; nil if it is not a run.
    var run: String?
    /// "steps"; empty where the whole part is new or gone.
    var field: String
    /// The name of the experiment, where it is a run of one.
    var experiment: String?
  }

  /// So many runs are named one by one where they differ in the same.
  private static let mostRuns = 3

  var lines: [String] {
    let changes = TreeChange.changes(from: old, to: new).map { (Self.place(of: $0.path), $0) }
    var done: Set<[String]> = []
    return changes.flatMap { place, change -> [String] in
      guard place.run != nil else { return [line(for: change, at: place)] }
      let kind = place.field.isEmpty ? (change.old == nil ? "new" : "gone") : ""
      guard done.insert([place.subject, place.field, kind]).inserted else { return [] }
      let alike = changes.filter { other, item in
        other.run != nil && other.subject == place.subject && other.field == place.field
          && (kind.isEmpty || (item.old == nil) == (kind == "new"))
      }
      if alike.count <= Self.mostRuns { return alike.map { line(for: $0.1, at: $0.0) } }
      return [line(forRuns: alike.map(\.1), at: place)]
    }
  }

  private func line(for change: TreeChange, at place: Place) -> String {
    let subject = [place.subject, place.run.map { "run \($0)" }].compactMap(\.self).joined(separator: ", ")
    if place.field.isEmpty {
      switch wording {
      case .change: return "\(subject): \(change.old == nil ? "new" : "gone")"
      case .truth:
        return change.old == nil ? "\(subject): missing from the report" : "\(subject): only in the report"
      }
    }
    return "\(subject): '\(place.field)' \(words(for: change))"
  }

  private func words(for change: TreeChange) -> String {
    let (old, new) = (change.old.map(Self.text) ?? "absent", change.new.map(Self.text) ?? "absent")
    switch wording {
    case .change: return "\(old) → \(new)"
    case .truth: return "is \(Self.quoted(old)) in the report and \(Self.quoted(new)) when made again"
    }
  }

  /// One line for a change that many runs have.
  private func line(forRuns changes: [TreeChange], at place: Place) -> String {
    if place.field.isEmpty {
      let isNew = changes.first?.old == nil
      switch wording {
      case .change: return "\(place.subject): \(changes.count) runs are \(isNew ? "new" : "gone")"
      case .truth: return "\(place.subject): \(changes.count) runs are \(isNew ? "missing from" : "only in") the report"
      }
    }
    let numbers = changes.compactMap { change in change.old?.number.flatMap { a in change.new?.number.map { (a, $0) } }
    }
    let most = numbers.map { abs($0 - $1) / max(abs($0), abs($1), .leastNormalMagnitude) }.max() ?? 0
    let extent = numbers.count == changes.count ? String(format: ", by up to %.2g %%", 100 * most) : ""
    return
      "\(place.subject): '\(place.field)' differs in \(changes.count) of \(runs(of: place.experiment)) runs\(extent)"
  }

  /// How many runs of an experiment both reports have, or one of them.
  private func runs(of experiment: String?) -> Int {
    [old, new].compactMap { tree in
      tree["experiments"]?.items?.first { $0["id"]?.text == experiment }?["results"]?.items?.count
    }.max() ?? 0
  }

  private static let kinds = [
    "experiments": "experiment", "theorems": "theorem", "claims": "claim", "figures": "figure", "chapters": "chapter",
  ]

  private static func place(of path: [TreeChange.Step]) -> Place {
    var rest = path[...]
    guard case .member(let first)? = rest.popFirst() else { return Place(subject: "the report", field: "") }
    guard let kind = kinds[first], case .item(let id)? = rest.first else {
      return rest.isEmpty
        ? Place(subject: "the report", field: TerminalText.escapedLine(first))
        : Place(subject: TerminalText.escapedLine(first), field: text(of: rest))
    }
    rest.removeFirst()
    let subject = "\(kind) \(TerminalText.escapedLine(id))"
    guard first == "experiments", rest.first == .member("results"), case .item(let run)? = rest.dropFirst().first else {
      return Place(subject: subject, field: text(of: rest))
    }
    return Place(subject: subject, run: run, field: text(of: rest.dropFirst(2)), experiment: id)
  }

  /// The members on the way, without those that only group others.
  private static func text(of path: ArraySlice<TreeChange.Step>) -> String {
    var names = path.map { step in
      switch step {
      case .member(let name), .item(let name): TerminalText.escapedLine(name)
      }
    }
    if names.count > 1, ["settings", "numbers"].contains(names[0]) { names.removeFirst() }
    return names.joined(separator: ".")
  }

  /// The text between quotes where it has several words, which would run into those around it.
  private static func quoted(_ text: String) -> String { text.contains(" ") ? "'\(text)'" : text }

  /// A value, cut where it is long.
  private static func text(of value: JSONTree) -> String {
    let text = value.description
    return text.isEmpty ? "''" : text.count > 120 ? text.prefix(120) + "…" : text
  }
}
