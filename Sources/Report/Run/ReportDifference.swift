import Core
import Foundation

/// What changed from one finished report to another, a line each.
struct ReportDifference {
  let old: ManifestFile
  let new: ManifestFile

  var lines: [String] { provenance + settings + numbers + verdicts + figures }

  private var provenance: [String] {
    let (before, after) = (old.manifest, new.manifest)
    return [
      ("profile", before.profile, after.profile),
      ("commit", before.provenance.commit ?? "none", after.provenance.commit ?? "none"),
      ("processor", before.provenance.processor, after.provenance.processor),
    ].compactMap { $0.1 == $0.2 ? nil : "\($0.0): \($0.1) → \($0.2)" }
  }

  private var settings: [String] {
    Self.pairs(old.manifest.experiments, new.manifest.experiments, by: \.id).flatMap { id, before, after -> [String] in
      guard let before, let after else { return ["\(id): \(before == nil ? "new" : "gone")"] }
      let names = Set(before.settings.keys).union(after.settings.keys).sorted()
      let changed = names.filter { before.settings[$0] != after.settings[$0] }.map { name in
        "\(id): '\(name)' \(Self.text(before.settings[name])) → \(Self.text(after.settings[name]))"
      }
      let seeds = before.seeds == after.seeds ? [] : ["\(id): seeds \(before.seeds) → \(after.seeds)"]
      return changed + seeds
    }
  }

  /// For each number of each experiment in how many runs that both made it differs, and by how much at most.
  private var numbers: [String] {
    Self.pairs(old.manifest.experiments, new.manifest.experiments, by: \.id).flatMap { id, before, after -> [String] in
      guard let before, let after else { return [] }
      let runs = Self.pairs(before.results, after.results) { "\($0.cell.sorted { $0.key < $1.key }) \($0.seed)" }
      let shared = runs.compactMap { _, before, after in before.flatMap { before in after.map { (before, $0) } } }
      let names = Set(shared.flatMap { Array($0.0.numbers.keys) + Array($0.1.numbers.keys) }).sorted()
      return names.compactMap { name in
        let pairs = shared.map { ($0.0.numbers[name], $0.1.numbers[name]) }.filter { $0.0 != $0.1 }
        guard let most = pairs.map(Self.distance).max() else { return nil }
        let share = String(format: "%.2g %%", 100 * most)
        return "\(id): '\(name)' differs in \(pairs.count) of \(shared.count) runs, by up to \(share)"
      }
    }
  }

  private var verdicts: [String] {
    let (before, after) = (old.manifest, new.manifest)
    return Self.pairs(before.theorems + before.claims, after.theorems + after.claims, by: \.id).compactMap {
      id, before, after in
      guard let before, let after else { return "\(id): \(before == nil ? "new" : "gone")" }
      if before.verdict != after.verdict { return "\(id): \(before.verdict.rawValue) → \(after.verdict.rawValue)" }
      guard before.estimate != after.estimate else { return nil }
      return "\(id): \(before.quantity) \(Self.number(before.estimate)) → \(Self.number(after.estimate))"
    }
  }

  private var figures: [String] {
    Self.pairs(old.manifest.figures, new.manifest.figures, by: \.id).compactMap { id, before, after in
      guard let before, let after else { return "figure \(id): \(before == nil ? "new" : "gone")" }
      let files = Set(before.files).union(after.files).sorted().filter { content($0, old) != content($0, new) }
      return files.isEmpty ? nil : "figure \(id): \(files.joined(separator: ", ")) changed"
    }
  }

  private func content(_ path: String, _ report: ManifestFile) -> Data? {
    FileKind.content(of: report.folder.appending(path: path).path)
  }

  /// What both have of each name, the names of the first in order and then those that only the second has.
  private static func pairs<Item>(_ old: [Item], _ new: [Item], by name: (Item) -> String) -> [(String, Item?, Item?)] {
    let (before, after) = (
      Dictionary(old.map { (name($0), $0) }) { first, _ in first },
      Dictionary(new.map { (name($0), $0) }) { first, _ in first }
    )
    let names = old.map(name) + new.map(name).filter { before[$0] == nil }
    return names.map { ($0, before[$0], after[$0]) }
  }

  /// |a - b| as a share of the larger, infinite where one is absent.
  private static func distance(_ pair: (Double?, Double?)) -> Double {
    guard let a = pair.0, let b = pair.1 else { return .infinity }
    return abs(a - b) / max(abs(a), abs(b), .leastNormalMagnitude)
  }

  private static func text(_ values: [String]?) -> String { values.map { $0.joined(separator: ", ") } ?? "absent" }
  private static func number(_ value: Double?) -> String { value.map { String(format: "%.4g", $0) } ?? "none" }
}
