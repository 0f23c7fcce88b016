import Basics
import Document
import Foundation
import Results
import Settings
import Testing
import Training

/// That a manifest, whose runs are written one by one, has the bytes that an encoder gives of the whole.
struct ManifestTextTests {
  /// Trials of a search, one of which diverged.
  private static let trials = try? ResultCoder.decode(
    [SearchTrial].self,
    from: Data(#"[{"rate": 0.001, "value": 0.25}, {"rate": 1e-08}, {"rate": 2, "value": "inf"}]"#.utf8))

  private static func run(_ seed: Int, _ words: String) -> Manifest.Experiment.Run {
    Manifest.Experiment.Run(
      cell: seed.isMultiple(of: 2) ? [:] : ["error": words, "results": "[]"], settings: "training(text: \(words))",
      seed: seed, key: "\(seed)", seconds: 0.1 * Double(seed), outcome: words,
      numbers: ["memoryError": 1 / Double(seed + 1), "limit": seed == 3 ? .infinity : -0.0],
      search: seed == 1 ? [] : seed == 4 ? trials : nil,
      warnings: seed == 2 ? ["a \"warning\"\n      \"results\" : [", "ä ∞ \\ /"] : nil)
  }

  private static func manifest(_ counts: [Int], _ words: String) -> Manifest {
    Manifest(
      title: words, request: BuildRequest(chapters: "chapters", profile: .quick), formats: [],
      provenance: Provenance(versions: [:], processor: "", system: ""), chapters: [],
      entries: Manifest.Entries(
        experiments: counts.enumerated().map { index, count in
          Manifest.Experiment(
            id: "\(words)\(index)", settings: ["results": ["[", words], "task": []], seeds: Array(0..<count), key: "k",
            seconds: 1, results: (0..<count).map { run($0, words) })
        }), figures: [])
  }

  @Test func `a summary of a run comes back from its bytes`() throws {
    let result = Data(
      #"""
      {"outcome": {"finished": {}}, "numbers": {"b": 1, "a": "nan", "c": "-inf"}, "warnings": ["w", ""], "search": \#
      [{"rate": 0.001, "value": 0.25}, {"rate": 1e-08}, {"rate": 2, "value": "inf"}]}
      """#.utf8)
    var summary = try RunSummary(ofResult: result)
    #expect(summary.search.count == 3 && summary.search[1].value == nil)
    for warnings in [summary.warnings, []] {
      summary.warnings = warnings
      let back = try #require(RunSummary(encoded: summary.encoded()))
      #expect(back.search == summary.search && back.warnings == summary.warnings && back.outcome == summary.outcome)
      #expect(back.numbers.mapValues(\.bitPattern) == summary.numbers.mapValues(\.bitPattern))
      #expect(try RunSummary(encoded: summary.encoded().dropLast()) == nil)
    }
  }

  @Test(
    arguments: [[], [0], [1], [3, 0, 2], [0, 0, 1], [5]] as [[Int]],
    ["plain", "\n      \"results\" : [\n\n      ]", "é\u{2028}\t"]
  )
  func textIsThatOfAnEncoder(_ counts: [Int], _ words: String) throws {
    let manifest = Self.manifest(counts, words)
    let whole = try ResultCoder.encode(manifest, isIndented: true)
    #expect(try String(decoding: manifest.encoded(), as: UTF8.self) == String(decoding: whole, as: UTF8.self))
  }
}
