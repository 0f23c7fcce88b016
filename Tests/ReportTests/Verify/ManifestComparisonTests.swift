import Foundation
import Testing

@testable import Basics
@testable import Document
@testable import Source
@testable import Verify

/// The folder of the package.
private let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path

@Suite("Two reports compared")
struct ManifestComparisonTests {
  private static let tree: JSONTree? = {
    guard let book = try? SmallBook(), (try? book.build()) != nil, let data = try? book.bytes("output/report.json")
    else {
      return nil
    }
    return try? JSONTree(parsing: data)
  }()

  @Test func `no leaf of a manifest can change unseen, but how long something took`() throws {
    let tree = try #require(Self.tree)
    let mutations = tree.mutations()
    #expect(mutations.count > 500)
    for (path, mutated) in mutations {
      let isTime = path.last == "seconds" && mutated != tree.removing(path[...])
      let lines = ManifestComparison(old: tree, new: mutated).lines
      #expect(lines.isEmpty == isTime, "\(path)")
      #expect(ManifestComparison(old: mutated, new: tree, wording: .truth).lines.isEmpty == isTime, "\(path)")
    }
  }

  @Test func `a manifest is equal to itself`() throws {
    let tree = try #require(Self.tree)
    #expect(ManifestComparison(old: tree, new: tree).lines == [])
  }

  private func lines(_ old: String, _ new: String) throws -> [String] {
    let trees = try [old, new].map { try JSONTree(parsing: Data($0.utf8)) }
    return ManifestComparison(old: trees[0], new: trees[1]).lines
  }

  @Test func `what differs is said by its kind and its name`() throws {
    #expect(
      try lines(
        #"{"claims": [{"id": "C", "n": 5, "interval": {"lower": 1}}]}"#,
        #"{"claims": [{"id": "C", "n": 500, "interval": {"lower": 2}}, {"id": "D"}]}"#)
        == ["claim C: 'interval.lower' 1 → 2", "claim C: 'n' 5 → 500", "claim D: new"])
    #expect(
      try lines(
        #"{"experiments": [{"id": "e", "results": [{"cell": {"error": "squared"}, "seed": 2, "outcome": "finished"}]}]}"#,
        #"{"experiments": [{"id": "e", "results": [{"cell": {"error": "squared"}, "seed": 2, "outcome": "diverged"}]}]}"#
      ) == ["experiment e, run error squared, seed 2: 'outcome' finished → diverged"])
  }

  @Test func `what many runs share is said once, with how far numbers lie apart`() throws {
    func manifest(_ error: (Int) -> Double) -> String {
      let runs = (1...5).map { #"{"cell": {}, "seed": \#($0), "numbers": {"error": \#(error($0))}}"# }
      return #"{"experiments": [{"id": "e", "results": [\#(runs.joined(separator: ","))]}]}"#
    }
    #expect(
      try lines(manifest { Double($0) }, manifest { 2 * Double($0) }) == [
        "experiment e: 'error' differs in 5 of 5 runs, by up to 50 %"
      ])
  }

  @Test func `control sequences of a manifest are shown and not obeyed`() throws {
    let hostile = #"{"claims": [{"id": "C\u001b[2J", "verdict": "holds\nthe reports are equal"}]}"#
    for line in try lines(hostile, #"{"claims": [{"id": "C\u001b[2J", "verdict": "fails\u009b1m"}]}"#) {
      #expect(!line.unicodeScalars.contains(where: TerminalText.isUnsafe) && !line.contains("\n"), "\(line)")
    }
  }
}

@Suite("Text on a terminal")
struct TerminalTextTests {
  @Test func `shows every control character and every mark that turns text`() {
    for value in (0...0x2100 as ClosedRange<UInt32>) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = TerminalText.escaped("a\(scalar)b")
      #expect(!shown.unicodeScalars.contains(where: TerminalText.isUnsafe))
      let category = scalar.properties.generalCategory
      if category == .control, scalar != "\n", scalar != "\t" {
        #expect(shown == "a\\u{\(String(value, radix: 16, uppercase: true))}b")
      }
    }
    #expect(TerminalText.escaped("naïve → ∑\n\tüber") == "naïve → ∑\n\tüber")
    #expect(TerminalText.escapedLine("a\r\nb\n") == "a\\u{D}\\nb\\n")
  }

  @Test func `nothing but one piece writes to standard output or standard error`() {
    #expect(ReportSources.all.count > 100)
    for (path, text) in ReportSources.all where !path.hasSuffix("/StandardStreams.swift") {
      // A line is looked into only where one of the names ends in it, since the pattern is slow.
      let calls = ["rint(", "dump(", "puts("]
      for line in text.split(separator: "\n") where calls.contains(where: line.contains) {
        if line.contains("func ") || line.contains("//") { continue }
        #expect(!line.contains(/(^|[^A-Za-z0-9_.])(print|debugPrint|dump|fputs|puts)\(/), "\(path): \(line)")
      }
      #expect(!text.contains("FileHandle.standardOutput") && !text.contains("FileHandle.standardError"), "\(path)")
    }
  }
}

@Suite("The command that makes a report again")
struct BuildRequestTests {
  @Test func `names the folder and every value that --set gave, quoted for a shell`() {
    let request = BuildRequest(
      program: .package, chapters: "my book's", profile: .quick,
      parameters: ["shared.length": "50", "shared.memory": "\"exp(-0.05 * s)\""])
    #expect(
      request.command
        == #"swift run report --chapters 'my book'\''s' --profile quick --set shared.length=50 --set 'shared.memory="exp(-0.05 * s)"'"#
    )
  }

  @Test func `calls the program as the person did`() {
    func program(_ path: String, in folder: String = checkout) -> BuildRequest.Program {
      BuildRequest.Program(calledAs: path, in: folder)
    }
    #expect(program("report") == .installed)
    #expect(program("/usr/local/bin/report") == .installed)
    #expect(program(".build/debug/report") == .package)
    #expect(program("/home/a/.build/x86_64-unknown-linux-gnu/debug/report") == .package)
    #expect(program("/home/a/.build/debug/report", in: "/tmp") == .installed, "the book of somebody else")
  }

  @Test func `stands in the page and in the manifest`() throws {
    let book = try SmallBook([
      "01.md": """
      # A

      ```{parameters} shared
      length: 20
      ```

      ```{sensitivity} short
      error: squared
      length: shared.length
      ```

      ```{figure} drawn
      plot: curves(of: short, curve: profile)
      alt: A curve.
      ```

      """
    ])
    let arguments = ["--chapters", "chapters/", "--format", "html", "--profile", "quick", "--set", "shared.length=50"]
    #expect(try Program.run(in: book, arguments).code == 0)
    let command = "report --chapters chapters/ --profile quick --set shared.length=50"
    let page = try book.text("output/index.html")
    #expect(page.components(separatedBy: command).count == 3)
    let tree = try JSONTree(parsing: book.bytes("output/report.json"))
    #expect(tree["request"]?["parameters"]?["shared.length"] == .string("50"))
    #expect(tree["sources"]?.items?.compactMap { $0["path"]?.text } == ["01.md"])
  }
}

extension JSONTree {
  /// The tree with each leaf changed, each member and each item removed or added, each by itself.
  func mutations() -> [(path: [String], tree: JSONTree)] {
    switch self {
    case .object(let members):
      members.flatMap { name, value in
        value.mutations().map { path, mutated -> ([String], JSONTree) in
          var copy = members
          copy[name] = mutated
          return ([name] + path, .object(copy))
        } + [([name], removing([name]))]
      } + [(["another"], .object(members.merging(["another": .null]) { $1 }))]
    case .array(let items):
      items.indices.flatMap { index in
        items[index].mutations().map { path, mutated -> ([String], JSONTree) in
          var copy = items
          copy[index] = mutated
          return (["\(index)"] + path, .array(copy))
        } + [(["\(index)"], removing(["\(index)"])), (["\(index) twice"], .array(items + [items[index]]))]
      } + (items.count > 1 && items.first != items.last ? [(["turned"], .array(items.reversed()))] : [])
    case .null: [([], .string("x"))]
    case .bool(let bool): [([], .bool(!bool))]
    case .number(let number): [([], .number(number + max(1, abs(number) * 1e-15)))]
    case .string(let text): [([], .string(text + "x"))]
    }
  }

  func removing(_ path: ArraySlice<String>) -> JSONTree {
    guard let first = path.first else { return self }
    switch self {
    case .object(var members):
      members[first] = path.count == 1 ? nil : members[first]?.removing(path.dropFirst())
      return .object(members)
    case .array(var items):
      guard let index = Int(first), items.indices.contains(index) else { return self }
      if path.count == 1 { items.remove(at: index) } else { items[index] = items[index].removing(path.dropFirst()) }
      return .array(items)
    default: return self
    }
  }
}
