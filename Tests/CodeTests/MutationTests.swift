import Foundation
import Testing

@testable import Code
@testable import CodeScan

/// Every file of Core is changed in turn, and the keys of computations that may rest on it must change.
@Suite("A changed file of Core")
struct MutationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let sources: [(path: String, text: String)] = ["Core", "Plot", "Report"].flatMap { folder in
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path + "/Sources/\(folder)")) ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let path = "Sources/\(folder)/\(path)"
      return (path, (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? "")
    }
  }

  private static let scans = sources.map { ($0.path, SourceScan($0.text)) }
  private static let table = CodeTable(SourceTable(scans: scans))
  private static let core = sources.indices.filter { sources[$0].path.hasPrefix("Sources/Core/") }
  private static let listed = Set(scans.flatMap(\.1.listed))

  /// The words of the things that a file declares for a catalogue; empty for a file that declares none.
  private static func words(of index: Int) -> [String] {
    scans[index].1.declared.isDisjoint(with: listed) ? [] : scans[index].1.words
  }

  private static func module(of index: Int) -> String { String(sources[index].path.split(separator: "/")[2]) }

  /// What a training run names where a chapter says no more.
  private static let usual: Set<String> = ["linear-rnn", "linear-functional", "polynomial", "squared", "adam", "fresh"]

  /// For each word of Core the key of a run that names it, or of the check of a theorem.
  private static func keys(_ table: CodeTable) -> (runs: [String: String], checks: [String: String]) {
    var (runs, checks): ([String: String], [String: String]) = ([:], [:])
    for index in core {
      for word in words(of: index) {
        if module(of: index) == "Theorems" {
          checks[word] = table.version(of: ["TheoremJob"], using: [word])
        } else {
          runs[word] = table.version(of: ["TrainingJob"], using: usual.union([word]))
        }
      }
    }
    return (runs, checks)
  }

  private static let before = keys(table)

  /// Names nothing that another file has, so that a file needs with it what it needs without.
  private static let addition = "\nprivate let mutated = 1\n"

  private static func changedScan(of index: Int) -> SourceScan { SourceScan(sources[index].text + addition) }

  /// The table of sources in which a file is changed; `is read like any other` compares it with one that is made of the sources.
  private static func changedTable(at index: Int) -> CodeTable {
    var files = table.files
    files[index].checksum = changedScan(of: index).checksum
    return CodeTable(files: files)
  }

  @Test(arguments: Dictionary(grouping: core, by: module(of:)).values.compactMap(\.first).sorted())
  func `is read like any other`(index: Int) {
    var scans = Self.scans
    scans[index].1 = Self.changedScan(of: index)
    #expect(CodeTable(SourceTable(scans: scans)).files == Self.changedTable(at: index).files)
  }

  @Test(arguments: core)
  func `changes every key that it must`(index: Int) throws {
    let after = Self.keys(Self.changedTable(at: index))
    func changed(_ before: [String: String], _ after: [String: String]) -> Set<String> {
      Set(before.keys.filter { before[$0] != after[$0] })
    }
    let (runs, checks) = (changed(Self.before.runs, after.runs), changed(Self.before.checks, after.checks))
    let (words, path) = (Set(Self.words(of: index)), Self.sources[index].path)
    if !words.isEmpty {
      #expect(runs.union(checks).isSuperset(of: words), "\(path)")
    } else if ["Theorems", "Definitions", "Equations"].contains(Self.module(of: index)) {
      #expect(checks.count == Self.before.checks.count && runs.isEmpty, "\(path)")
    } else {
      #expect(runs.count == Self.before.runs.count, "\(path)")
      if Self.module(of: index) != "Training" { #expect(checks.count == Self.before.checks.count, "\(path)") }
    }
  }

  @Test(arguments: core.filter { ["Definitions", "Equations", "Networks"].contains(module(of: $0)) })
  func `changes the key of a run that equations define`(index: Int) throws {
    func key(_ table: CodeTable) -> String {
      table.version(of: ["TrainingJob", "StoredDefinitions"], using: Self.usual.union(["equations"]))
    }
    #expect(key(Self.changedTable(at: index)) != key(Self.table))
  }

  @Test func `is a model, and leaves the runs of other models as they are`() throws {
    let index = try #require(Self.sources.firstIndex { $0.path == "Sources/Core/Models/GRU.swift" })
    let after = Self.keys(Self.changedTable(at: index))
    #expect(Self.before.runs.keys.filter { Self.before.runs[$0] != after.runs[$0] } == ["gru"])
    #expect(Self.before.checks == after.checks)
  }

  @Test func `is one of many, and there are runs and checks to see it`() {
    #expect(Self.core.count > 100 && Self.before.runs.count > 30 && Self.before.checks.count > 5)
    #expect(Set(Self.before.runs.values).count > Self.before.runs.count / 2)
  }
}
