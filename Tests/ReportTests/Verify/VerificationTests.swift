import Foundation
import Testing

@testable import Basics
@testable import Book
@testable import Build
@testable import Command
@testable import Files
@testable import Jobs
@testable import Mathematics
@testable import Render
@testable import Results
@testable import Services
@testable import Settings
@testable import Source
@testable import Verify

/// A way in which somebody could make a report say what its chapters do not give.
struct Falsification: CustomTestStringConvertible, Sendable {
  let description: String
  /// Words in what `verify` says of it.
  let verified: String
  /// Words in what `diff` says of it, beside the original.
  let compared: String
  let apply: @Sendable (SmallBook) throws -> Void

  var testDescription: String { description }

  /// One that replaces text in a file of the report.
  private static func text(
    _ description: String, in file: String, _ old: String, _ new: String, verified: String, compared: String
  ) -> Falsification {
    files(description, verified: verified, compared: compared) { book in
      let text = try book.text("output/\(file)")
      let replaced = text.replacing(old, with: new, maxReplacements: 1)
      #expect(text != replaced, "'\(old)' is not in \(file)")
      try book.write(replaced, to: "output/\(file)")
    }
  }

  /// One that changes files of the report.
  private static func files(
    _ description: String, verified: String, compared: String, apply: @escaping @Sendable (SmallBook) throws -> Void
  ) -> Falsification {
    Falsification(description: description, verified: verified, compared: compared, apply: apply)
  }

  /// One that changes the manifest as data.
  private static func manifest(
    _ description: String, verified: String, compared: String,
    change: @escaping @Sendable (inout [String: Any]) throws -> Void
  ) -> Falsification {
    files(description, verified: verified, compared: compared) { book in
      var manifest = try #require(
        JSONSerialization.jsonObject(with: book.bytes("output/report.json")) as? [String: Any])
      try change(&manifest)
      try JSONSerialization.data(withJSONObject: manifest).write(to: URL(filePath: book.path("output/report.json")))
    }
  }

  /// Changes one item of a list of the manifest.
  private static func item(
    of list: String, in manifest: inout [String: Any], at index: Int = 0, _ change: (inout [String: Any]) throws -> Void
  ) throws {
    var items = try #require(manifest[list] as? [[String: Any]])
    try change(&items[index])
    manifest[list] = items
  }

  /// Changes the runs of the experiment.
  private static func runs(
    in manifest: inout [String: Any], _ change: (inout [[String: Any]]) throws -> Void
  ) throws {
    try item(of: "experiments", in: &manifest) { experiment in
      var runs = try #require(experiment["results"] as? [[String: Any]])
      try change(&runs)
      experiment["results"] = runs
    }
  }

  static let emptied = manifest("neither runs nor checks", verified: "", compared: "") { manifest in
    for list in ["experiments", "theorems"] { manifest[list] = [[String: Any]]() }
  }

  static let all: [Falsification] = [
    .manifest(
      "the verdict of a claim", verified: "claim C: 'verdict' is fails in the report and holds",
      compared: "claim C: 'verdict' holds → fails"
    ) { try item(of: "claims", in: &$0) { $0["verdict"] = "fails" } },
    .manifest(
      "the estimate of a claim", verified: "claim C: 'estimate' is 9 in the report",
      compared: "claim C: 'estimate'"
    ) { try item(of: "claims", in: &$0) { $0["estimate"] = 9 } },
    .manifest(
      "the interval of a claim", verified: "claim C: 'interval.upper' is 9 in the report",
      compared: "claim C: 'interval.upper'"
    ) { try item(of: "claims", in: &$0) { $0["interval"] = ["lower": 1.1, "upper": 9] } },
    .manifest("the samples behind a claim", verified: "claim C: 'n' is 500", compared: "claim C: 'n' 1 → 500") {
      try item(of: "claims", in: &$0) { $0["n"] = 500 }
    },
    .manifest("a claim that never was", verified: "claim D: only in the report", compared: "claim D: new") { manifest in
      var claims = try #require(manifest["claims"] as? [[String: Any]])
      claims.append(claims[0].merging(["id": "D"]) { $1 })
      manifest["claims"] = claims
    },
    .manifest("a claim taken away", verified: "claim C: missing from the report", compared: "claim C: gone") {
      $0["claims"] = [[String: Any]]()
    },
    .manifest(
      "the verdict on a theorem", verified: "theorem T: 'verdict' is fails in the report and holds",
      compared: "theorem T: 'verdict' holds → fails"
    ) { try item(of: "theorems", in: &$0) { $0["verdict"] = "fails" } },
    .manifest(
      "the evidence of a theorem", verified: "theorem T: 'evidence", compared: "theorem T: 'evidence"
    ) { manifest in
      try item(of: "theorems", in: &manifest) { theorem in
        var evidence = try #require(theorem["evidence"] as? [[String: Any]])
        evidence[0]["summary"] = "all that there are"
        theorem["evidence"] = evidence
      }
    },
    .manifest(
      "a number of a run", verified: "run error squared, seed 1: 'longLagError' is 0.5 in the report",
      compared: "experiment tiny, run error squared, seed 1: 'longLagError'"
    ) { manifest in
      try runs(in: &manifest) { runs in
        var numbers = try #require(runs[0]["numbers"] as? [String: Any])
        numbers["longLagError"] = 0.5
        runs[0]["numbers"] = numbers
      }
    },
    .manifest(
      "a run taken away", verified: "run error squared, seed 1: missing from the report",
      compared: "experiment tiny, run error squared, seed 1: gone"
    ) { try runs(in: &$0) { $0.removeFirst() } },
    .manifest(
      "a run under another cell", verified: "seed 1: missing from the report", compared: "seed 1: gone"
    ) { try runs(in: &$0) { $0[0]["cell"] = ["error": "masked"] } },
    .manifest(
      "the numbers of two cells exchanged", verified: "experiment tiny", compared: "experiment tiny"
    ) { manifest in
      try runs(in: &manifest) { runs in
        for name in ["numbers", "settings", "key"] {
          let first = runs[0][name]
          runs[0][name] = runs[3][name]
          runs[3][name] = first
        }
      }
    },
    .manifest(
      "how a run ended", verified: "'outcome' is 'diverged after 3 steps", compared: "'outcome' finished → diverged"
    ) { try runs(in: &$0) { $0[0]["outcome"] = "diverged after 3 steps: the error was not finite" } },
    .manifest(
      "a run said not to be computed", verified: "'outcome' is 'not computed yet' in the report",
      compared: "'outcome' finished → not computed yet"
    ) { try runs(in: &$0) { $0[0]["outcome"] = "not computed yet" } },
    .manifest("the key of a run", verified: "'key' is 0", compared: "'key'") {
      try runs(in: &$0) { $0[0]["key"] = "0" }
    },
    .manifest(
      "no experiment at all", verified: "experiment tiny: missing from the report", compared: "experiment tiny: gone"
    ) {
      $0["experiments"] = [[String: Any]]()
    },
    .manifest("the seeds of an experiment", verified: "experiment tiny: 'seeds'", compared: "'seeds' 1, 2, 3 → 1") {
      try item(of: "experiments", in: &$0) { $0["seeds"] = [1] }
    },
    .manifest("a setting of an experiment", verified: "experiment tiny: 'steps'", compared: "'steps' 20 → 2000") {
      try item(of: "experiments", in: &$0) { experiment in
        var settings = try #require(experiment["settings"] as? [String: Any])
        settings["steps"] = ["2000"]
        experiment["settings"] = settings
      }
    },
    .manifest("the title of a chapter", verified: "chapter 01-small: 'title'", compared: "chapter 01-small: 'title'") {
      try item(of: "chapters", in: &$0) { $0["title"] = "A large chapter" }
    },
    .manifest(
      "the digest of a chapter", verified: "'01-small.md' is not the file", compared: "sources: '01-small.md.digest'"
    ) {
      try item(of: "sources", in: &$0) { $0["digest"] = "0" }
    },
    .manifest("the profile", verified: "experiment tiny: 'steps'", compared: "request: 'profile' quick → full") {
      var request = try #require($0["request"] as? [String: Any])
      request["profile"] = "full"
      $0["request"] = request
    },
    .manifest("the machine", verified: "index.html", compared: "provenance: 'system'") {
      var provenance = try #require($0["provenance"] as? [String: Any])
      provenance["system"] = "a better machine"
      $0["provenance"] = provenance
    },
    .manifest("the time of a run", verified: "index.html", compared: "") {
      try runs(in: &$0) { $0[0]["seconds"] = 4000 }
    },
    .text(
      "a sentence of the page", in: "index.html", "Weights that grow", "Weights that fall",
      verified: "'Weights that fall look at longer lags.' in the report and 'Weights that grow",
      compared: "'Weights that grow look at longer lags.' → 'Weights that fall"),
    .text(
      "a verdict in the page", in: "index.html", ">holds<", ">fails<", verified: "index.html: ",
      compared: "index.html: "),
    .text(
      "an attribute in the page", in: "index.html", "href=#memory", "href=#profiles", verified: "index.html: ",
      compared: "index.html: "),
    .text(
      "a drawing in the page", in: "index.html", "<svg ", "<svg opacity=0 ", verified: "index.html: ",
      compared: "index.html: "),
    .text(
      "a drawing as a file", in: "figures/memory.svg", "<svg", "<svg opacity=\"0\"",
      verified: "figures/memory.svg: differs", compared: "figure memory: figures/memory.svg changed"),
    .text(
      "the data of a figure", in: "data/profiles.csv", "1", "2", verified: "data/profiles.csv: differs",
      compared: "figure profiles: data/profiles.csv changed"),
    .files("no page", verified: "index.html: missing", compared: "index.html: gone") {
      try FileManager.default.removeItem(atPath: $0.path("output/index.html"))
    },
    .files("another page", verified: "more.html: only in the report", compared: "more.html: new") {
      try $0.write($0.text("output/index.html"), to: "output/more.html")
    },
  ]
}

@Suite("A report made again and compared")
struct VerificationTests {
  /// A report, and the results of its runs.
  private static let made: (files: [String: Data], outcomes: [String: Outcome])? = {
    guard let book = try? SmallBook(), let finished = try? book.build() else { return nil }
    let paths = try? FileManager.default.subpathsOfDirectory(atPath: book.path("output"))
    let files = (paths ?? []).compactMap { path in
      FileManager.default.contents(atPath: book.path("output/\(path)")).map { (path, $0) }
    }
    return (Dictionary(files) { $1 }, finished.results.outcomes)
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
    #expect(none.code == 1 && none.text.contains("states no run and no check"))
  }
}

@Suite("Errors as text")
struct ErrorTextTests {
  private enum Silent: Error { case unavailable(String) }

  @Test func `never show an object`() {
    let errors: [any Error] = [
      UserError("there is no such thing"), JobFailure.notComputed, WriteProblem(path: "a", number: ENOSPC),
      SweepProblem("the sweep is damaged"), PDFProblem.missing, MathematicsLibrary.Missing(places: ["a"]),
      TypesettingError.unavailable("KaTeX is missing"), TypesettingError.formula(message: "no such command", byte: 0),
      SettingProblem("a mistake", remedy: "mend it", span: 0..<0), Silent.unavailable("x"), CancellationError(),
      ScriptEngine.Failure(message: "no memory"), ProjectFiles.Refusal.missing("a.md"), Interrupted(),
      Diagnostic(.setting, "wrong", remedy: "mend it", file: SourceFile(path: "a.md", text: "x"), span: 0..<1),
      CocoaError(.fileReadNoSuchFile), NSError(domain: "NSPOSIXErrorDomain", code: 28),
      DecodingError.valueNotFound(Int.self, .init(codingPath: [], debugDescription: "x")),
    ]
    for error in errors {
      let text = ErrorText.of(error)
      for dump in ["(\"", "rawValue", "Domain", "Optional", "Error ", "errorCode", "error 0", "error 1"] {
        #expect(!text.contains(dump), "\(text)")
      }
      #expect(!text.isEmpty)
    }
  }

  private static let sources: [(path: String, text: String)] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Report")
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.filter { $0.pathExtension == "swift" }.compactMap { file in
      (try? String(contentsOf: file, encoding: .utf8)).map { (file.lastPathComponent, $0) }
    }
  }()

  @Test func `every type of error explains itself, and none is put into text otherwise`() {
    #expect(Self.sources.count > 100)
    for (path, text) in Self.sources {
      for match in text.matches(of: /(struct|enum|class) \w+: ([^{]*)\{/) where path != "ErrorText.swift" {
        let conformances = match.output.2.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(!conformances.contains("Error"), "\(path): \(match.output.0) should be an ExplainedError")
      }
      #expect(!text.contains("\\(error)") && !text.contains("String(describing: error"), "\(path)")
    }
  }
}
