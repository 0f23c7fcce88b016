import Foundation
import Testing

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
      "the checksum of a chapter", verified: "'01-small.md' is not the file",
      compared: "sources: '01-small.md.checksum'"
    ) {
      try item(of: "sources", in: &$0) { $0["checksum"] = "0" }
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
    .files("a page below", verified: "more/index.html: only in the report", compared: "more/index.html: new") {
      try $0.write("Proven.", to: "output/more/index.html")
    },
    .files("another figure", verified: "figures/b.svg: only in the report", compared: "figures/b.svg: new") {
      try $0.write($0.text("output/figures/memory.svg"), to: "output/figures/b.svg")
    },
    .files("other data", verified: "data/b.csv: only in the report", compared: "data/b.csv: new") {
      try $0.write("1\n", to: "output/data/b.csv")
    },
    .files("words in place of a time", verified: "index.html: after 'Time'", compared: "index.html: after 'Time'") {
      let page = try $0.text("output/index.html")
      try $0.write(page.replacing(/varies>[^<]*/, with: "varies>checked by three referees"), to: "output/index.html")
    },
    .files("a source named twice", verified: "the report: 'sources'", compared: "the report: 'sources'") {
      let text = try $0.text("output/report.json")
      let sources = #""sources" : ["#
      let other = #" { "checksum" : "0", "path" : "01-small.md" },"#
      try $0.write(text.replacing(sources, with: sources + other), to: "output/report.json")
    },
  ]
}
