import Foundation
import Testing

@testable import Book
@testable import Build
@testable import Command
@testable import Jobs
@testable import Render
@testable import Results
@testable import Verify

@Suite("A report made again and compared")
struct VerificationTests {
  /// A report, and the results of its runs.
  private static let made: (files: [String: Data], outcomes: [String: Outcome])? = {
    guard let book = try? SmallBook(), let finished = try? book.build() else { return nil }
    let paths = try? FileManager.default.subpathsOfDirectory(atPath: book.path("output"))
    let files = (paths ?? []).compactMap { path in
      FileManager.default.contents(atPath: book.path("output/\(path)")).map { (path, $0) }
    }
    // They are read now, since the book's store goes with the book.
    let outcomes = finished.results.outcomes.mapValues {
      Outcome(result: $0.result, key: $0.key, seconds: $0.seconds, reused: $0.reused)
    }
    return (Dictionary(files) { $1 }, outcomes)
  }()

  /// A book with the report to change, and with the same report as it was.
  private func copy() throws -> SmallBook {
    let book = try SmallBook()
    for (path, content) in try #require(Self.made).files {
      for folder in ["output", "original"] {
        try book.write(String(), to: "\(folder)/\(path)")
        try content.write(to: book.folder.appending(path: "\(folder)/\(path)"))
      }
    }
    return book
  }

  /// What `verify` finds in the report of `book`; results are those of the build that made it, as if computed again.
  private func findings(
    in book: SmallBook, sample: Int? = nil, tolerance: Double? = nil
  ) throws -> Verification.Findings {
    let outcomes = try #require(Self.made).outcomes
    let file = try ManifestFile(path: book.path("output"))
    let manifest = try file.manifest()
    let verification = Verification(
      report: file, manifest: manifest, folder: try manifest.folder(at: book.path("chapters")), sample: sample,
      tolerance: tolerance, code: .program)
    return try verification.findings { jobs in
      let known = jobs.filter { outcomes[$0.description] != nil }
      return Dictionary(known.map { ($0.description, outcomes[$0.description]) }) { $1 }.compactMapValues(\.self)
    }
  }

  @Test func `is equal as it was built, whether all is computed again, a sample, or on another machine`() throws {
    let book = try copy()
    let all = try findings(in: book)
    #expect(all.differences == [] && all.remarks == [])
    #expect(all.computed == 7 && all.jobs == 7 && all.verdicts == 2 && all.files.count == 9)
    let sample = try findings(in: book, sample: 3)
    #expect(sample.differences == [])
    #expect(sample.computed == 3 && sample.files.count == 5)
    #expect(sample.remarks == ["1 figure with curves of runs that were not computed again: memory"])
    let elsewhere = try findings(in: book, tolerance: 0.01)
    #expect(elsewhere.differences == [])
  }

  @Test(arguments: Falsification.all) func `is told apart from a false one, by verify and by diff`(
    falsification: Falsification
  ) throws {
    let book = try copy()
    try falsification.apply(book)
    let verified = try findings(in: book).differences
    #expect(verified.contains { $0.contains(falsification.verified) }, "\(verified)")
    let compared = ReportDifference(
      old: try ManifestFile(path: book.path("original")), new: try ManifestFile(path: book.path("output"))
    ).lines
    if falsification.compared.isEmpty {
      #expect(compared == [])
    } else {
      #expect(compared.contains { $0.contains(falsification.compared) }, "\(compared)")
    }
    if ProcessInfo.processInfo.environment["REPORT_SHOW_FALSIFICATIONS"] != nil {
      print(
        "| \(falsification.description) | \(verified.joined(separator: "<br>")) | \(compared.joined(separator: "<br>")) |"
      )
    }
  }

  @Test(arguments: [
    "the verdict of a claim", "a run taken away", "a sentence of the page", "a verdict in the page", "no page",
    "a claim that never was", "the evidence of a theorem",
  ]) func `is told apart by a sample too`(name: String) throws {
    let book = try copy()
    try #require(Falsification.all.first { $0.description == name }).apply(book)
    #expect(try findings(in: book, sample: 1).differences != [])
  }

  @Test(arguments: [#""verdict" : "fails", "#, #""\u0076erdict":"fails","#])
  func `a manifest that says two things is refused`(
    other: String
  ) throws {
    let book = try copy()
    let manifest = try book.text("output/report.json")
    try book.write(
      manifest.replacing(#""verdict" : "holds""#, with: other + #""verdict" : "holds""#), to: "output/report.json")
    for command in [["verify"], ["diff", "original", "output"]] {
      let result = try Program.run(in: book, command)
      #expect(result.code == 1 && result.text.contains("'verdict' appears twice in one object"), "\(result)")
    }
  }

  @Test func `files of the user's in its folder are named and make nothing false`() throws {
    let book = try copy()
    try book.write("mine", to: "output/notes.txt")
    let found = try findings(in: book)
    #expect(found.differences == [] && found.remarks == ["1 file that no build writes: notes.txt"])
  }

  @Test func `the author's files beside the chapters are not counted as the report's`() throws {
    let book = try SmallBook()
    let outcomes = try book.build(output: ".").results.outcomes
    try book.write("a,b\n1,2\n", to: "data/own.csv")
    let file = try ManifestFile(path: book.path("."))
    let manifest = try file.manifest()
    let found = try Verification(
      report: file, manifest: manifest, folder: try manifest.folder(at: book.path("chapters")), sample: nil,
      tolerance: nil, code: .program
    ).findings { jobs in
      Dictionary(jobs.map { ($0.description, outcomes[$0.description]) }) { $1 }.compactMapValues(\.self)
    }
    #expect(found.differences == [] && found.remarks == [])
  }

  @Test func `a chapter that changed since is named`() throws {
    let book = try copy()
    try book.write(SmallBook.chapter.replacing("The profile falls.", with: "It rises."), to: "chapters/01-small.md")
    let differences = try findings(in: book).differences
    #expect(differences.first == "'01-small.md' is not the file that the report was made of")
    #expect(differences.contains { $0.hasPrefix("index.html: ") })
  }

  @Test func `a claim of another processor is not taken on trust`() throws {
    let book = try copy()
    let manifest = try book.text("output/report.json")
    let processor = try #require(manifest.firstMatch(of: /"processor" : "([^"]*)"/)).output.1
    try book.write(manifest.replacing(processor, with: "A faster one"), to: "output/report.json")
    let result = try Program.run(in: book, ["verify", "--all"])
    #expect(
      result.code == 1 && result.text.contains("made on 'A faster one'") && result.text.contains("--tolerance 0.01"))
  }

  @Test func `without its chapters it is not verified, and numbers alone only where that is asked for`() throws {
    let book = try copy()
    try FileManager.default.removeItem(atPath: book.path("chapters"))
    let missing = try Program.run(in: book, ["verify"])
    #expect(missing.code == 1 && missing.text.contains("--chapters") && missing.text.contains("--numbers-only"))
    let numbers = try Program.run(in: book, ["verify", "--numbers-only", "--all"])
    #expect(numbers.code == 0 && numbers.text.contains("7 of 7 runs and checks"))
    #expect(numbers.text.contains("not compared: verdicts of claims, figures and pages"))
    try Falsification.emptied.apply(book)
    let none = try Program.run(in: book, ["verify", "--numbers-only", "--all"])
    #expect(none.code == 1 && none.text.contains("has no run and no check"))
  }
}
