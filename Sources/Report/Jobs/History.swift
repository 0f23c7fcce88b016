import Files
import Foundation
import Settings
import Store

/// What is known of the results in a store: how long each took and what it was of.
package struct History: Sendable {
  private let store: Store
  private let bySubject: [String: [StoreEntry.Header]]
  /// By title and by label, the leaves of some different subjects.
  private let settings: (ofTitle: [String: [[String: String]]], ofLabel: [Substring: [[String: String]]])
  /// The keys that some book has used.
  private let used: Set<String>
  /// Median seconds by subject.
  private let times: [String: Double]
  /// Median seconds for a unit of cost, by the head of the subject.
  private let rates: [String: Double]

  /// Reads the beginning of every stored result.
  package init(of store: Store) {
    self.store = store
    used = store.uses()
    let folder = store.folder.appending(path: Store.Shelf.results.rawValue).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let headers: [StoreEntry.Header] = names.sorted().compactMap { name in
      guard !name.hasPrefix("."), let start = FileKind.start(of: "\(folder)/\(name)", bytes: StoreEntry.longestHeader)
      else { return nil }
      return StoreEntry.header(at: start)
    }
    bySubject = Dictionary(grouping: headers, by: \.subject)
    settings = (Self.settings(of: headers) { $0.title }, Self.settings(of: headers) { Self.label($0.title) })
    times = bySubject.compactMapValues { Self.median($0.map(\.seconds)) }
    rates = Dictionary(grouping: headers.filter { $0.cost >= 1 }) { Self.kind(of: $0.subject) }
      .compactMapValues { Self.median($0.map { $0.seconds / $0.cost }) }
  }

  /// As many different subjects are compared with one that is new.
  private static let mostRelatives = 32

  /// The leaves of a few different subjects of each group.
  private static func settings<Name: Hashable>(
    of headers: [StoreEntry.Header], by name: (StoreEntry.Header) -> Name
  ) -> [Name: [[String: String]]] {
    var subjects: [Name: Set<String>] = [:]
    var leaves: [String: [String: String]] = [:]
    var settings: [Name: [[String: String]]] = [:]
    for header in headers {
      let name = name(header)
      guard subjects[name, default: []].count < mostRelatives,
        subjects[name, default: []].insert(header.subject).inserted
      else { continue }
      if leaves[header.subject] == nil {
        leaves[header.subject] = (try? Value(parsing: header.subject)).map { SettingChange.leaves(of: $0) }
      }
      if let leaves = leaves[header.subject] { settings[name, default: []].append(leaves) }
    }
    return settings
  }

  /// `training` of `training(…)`.
  private static func kind(of subject: String) -> String { String(subject.prefix { $0 != "(" }) }

  /// How long a job will take: as long as it took from other seeds, else as others of its kind for their cost.
  package func expectedSeconds(of job: Job) -> Double? {
    times[job.subjectText] ?? rates[job.subject.head ?? ""].map { $0 * job.cost }
  }

  /// Why a job is computed, found by comparing it with the stored result that is most like it.
  package func reason(toCompute job: Job) -> String {
    let key = store.key(of: job)
    if case .damaged = store.entry(for: key) { return "its stored result is damaged" }
    if used.contains(key) { return "its stored result was removed" }
    let version = store.code.version(of: job.code)
    let same = bySubject[job.subjectText] ?? []
    if let old = same.filter({ $0.seed == job.seed }).max(by: { $0.made < $1.made }) {
      return old.code == version ? "its stored result is gone" : changes(ofCode: old.code, to: job)
    }
    if let seed = job.seed, same.contains(where: { $0.code == version }) { return "seed \(seed) is new" }
    let before = (settings.ofTitle[job.title] ?? []) + (settings.ofLabel[Self.label(job.title)] ?? [])
    let leaves = before.isEmpty ? [:] : SettingChange.leaves(of: job.subject)
    let differences = before.map { SettingChange.changes(from: $0, to: leaves) }
    guard let least = differences.min(by: { $0.count < $1.count }), !least.isEmpty else {
      return "nothing like it was computed before"
    }
    return least.prefix(3).map(\.description).joined(separator: ", ") + (least.count > 3 ? ", and more" : "")
  }

  /// "the code changed: Sources/Core/Models/GRU.swift".
  private func changes(ofCode version: String, to job: Job) -> String {
    let old = store.files(ofCode: version)
    let new = CodeVersions.files(in: store.code.listing(of: job.code))
    if old.isEmpty { return "the code changed" }
    let paths = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
    return "the code changed: " + paths.prefix(3).joined(separator: ", ")
      + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
  }

  /// `poly` in "poly: gru, seed 3".
  private static func label(_ title: String) -> Substring { title.prefix { $0 != ":" && $0 != "," } }

  private static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }
}

/// One setting in which two computations differ.
struct SettingChange: CustomStringConvertible, Equatable {
  /// `task.memory.rate`.
  var path: String
  var old: String?
  var new: String?

  var description: String {
    switch (old, new) {
    case (let old?, let new?): "'\(path)' was \(old) and is \(new)"
    case (nil, let new): "'\(path)' is new: \(new ?? "")"
    case (let old, nil): "'\(path)' is gone: it was \(old ?? "")"
    }
  }

  static func changes(from old: Value, to new: Value) -> [SettingChange] {
    changes(from: leaves(of: old), to: leaves(of: new))
  }

  static func changes(from before: [String: String], to after: [String: String]) -> [SettingChange] {
    Set(before.keys).union(after.keys).sorted().compactMap { path in
      guard before[path] != after[path] else { return nil }
      if let (old, new) = lines(before[path], after[path], at: path) {
        return SettingChange(path: String(path.dropLast(".text".count)), old: old, new: new)
      }
      return SettingChange(path: path, old: before[path], new: after[path])
    }
  }

  /// The first equation in which two definitions differ.
  private static func lines(_ old: String?, _ new: String?, at path: String) -> (old: String?, new: String?)? {
    guard path.hasSuffix(".text"), let old, let new else { return nil }
    func lines(_ text: String) -> [String] {
      text.filter { $0 != "\"" }.split(separator: ";").map { String($0.drop { $0 == " " }) }
    }
    let (before, after) = (lines(old), lines(new))
    for index in 0..<max(before.count, after.count) {
      let one = before.indices.contains(index) ? before[index] : nil
      let two = after.indices.contains(index) ? after[index] : nil
      if one != two { return (one, two) }
    }
    return nil
  }

  /// Heads and plain values by their path.
  static func leaves(of value: Value, path: String = "") -> [String: String] {
    var leaves = path.isEmpty ? [:] : [path: value.head ?? value.description]
    for (index, argument) in value.arguments.enumerated() {
      let name = argument.label ?? "\(index + 1)"
      leaves.merge(Self.leaves(of: argument.value, path: path.isEmpty ? name : "\(path).\(name)")) { $1 }
    }
    return leaves
  }
}
