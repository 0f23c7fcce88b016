import Basics
import Book
import Build
import Code
import Document
import Foundation
import Jobs
import Mathematics
import Plot
import Reading
import Render
import Results
import Source
import Store

/// A finished report made again from its chapters, to be compared with what stands in its folder.
///
/// Runs and checks are computed again, a sample or all of them; of the others the manifest's numbers are taken. From there on
/// everything is made again: verdicts, numbers in sentences, tables, figures and pages.
package struct Verification {
  /// What the comparison found.
  package struct Findings {
    /// A line for each difference.
    package var differences: [String] = []
    /// How many runs and checks were computed again, and of how many.
    package var computed = 0
    package var jobs = 0
    /// How many runs and checks the report shows as not computed yet.
    package var holes = 0
    package var verdicts = 0
    /// The files that were made again and compared.
    package var files: [String] = []
    /// What was not compared, and why.
    package var remarks: [String] = []
  }

  package let report: ManifestFile
  package let manifest: Manifest
  /// The chapters, at the settings of the report.
  package let folder: BookFolder
  /// How many runs and checks are computed again; nil for all.
  package var sample: Int?
  /// How far a number may be off where it was made by another machine, as a share of it; nil where it must be equal to the
  /// last bit. Drawings are not compared then.
  package var tolerance: Double?
  package var comparesPDF: Bool
  /// The code of this program, which names results.
  package let code: CodeTable

  package init(
    report: ManifestFile, manifest: Manifest, folder: BookFolder, sample: Int? = nil, tolerance: Double? = nil,
    comparesPDF: Bool = true, code: CodeTable
  ) {
    self.report = report
    self.manifest = manifest
    self.folder = folder
    self.sample = sample
    self.tolerance = tolerance
    self.comparesPDF = comparesPDF
    self.code = code
  }

  /// Computes and compares; `compute` gives the outcomes of the jobs that are to be computed, by description.
  ///
  /// - Throws: `ChapterErrors`, and what keeps a page from being written.
  package func findings(compute: ([Job]) throws -> [String: Outcome]) throws -> Findings {
    let sightings = Sightings()
    var folder = folder
    folder.sightings = sightings
    let typesetter = Typesetter()
    let (book, diagnostics) = try folder.diagnosed(typesetter: typesetter)
    try ChapterErrors.check(diagnostics)
    let sources = folder.sources(in: sightings)
    let recorded = RecordedResults(manifest)
    let jobs = Dictionary(book.jobs.map { ($0.description, $0) }) { first, _ in first }.sorted { $0.key < $1.key }
      .map(\.value)
    let chosen = choice(of: jobs, recorded)
    let computed = try compute(chosen)
    let outcomes = outcomes(of: jobs, computed, recorded)
    let results = Results(
      of: book.directives, outcomes: outcomes, withoutCurves: unknownCurves(of: book, Set(computed.keys)))
    let document = try Document(
      book, results: results, provenance: manifest.provenance, request: manifest.request)
    var findings = Findings(
      computed: chosen.count, jobs: jobs.count, holes: results.holes, verdicts: results.findings.count)
    findings.differences += differences(of: sources)
    findings.differences += try differences(
      of: Manifest(
        document, results: results, request: manifest.request,
        formats: Set(manifest.formats.compactMap(OutputFormat.init)), provenance: manifest.provenance, sources: sources)
    )
    findings.differences += numberDifferences(of: chosen, computed)
    let files = VerifiedFiles(report: report, document: document, chapters: folder.path, isTolerant: tolerance != nil)
    let renderer = HTMLRenderer(typesetter: typesetter, extraCSS: Theme.css)
    try files.compare(Set(manifest.formats), renderer: renderer, comparesPDF: comparesPDF, into: &findings)
    return findings
  }

  /// The jobs to compute: all of them or a sample evenly spread, and what the manifest does not tell; those of programs that
  /// may not run here are left out.
  private func choice(of jobs: [Job], _ recorded: RecordedResults) -> [Job] {
    let jobs = jobs.filter { $0.refusal == nil }
    let told = jobs.filter { recorded[$0]?.result != nil && !isHole($0, recorded) }
    let untold = jobs.filter { recorded[$0]?.result == nil || (recorded[$0]?.isHole == true && !isHole($0, recorded)) }
    guard let sample, sample < told.count else { return told + untold }
    return (0..<sample).map { told[$0 * told.count / sample] } + untold
  }

  /// Whether a job stays without a result: only a build that computes nothing leaves one so.
  private func isHole(_ job: Job, _ recorded: RecordedResults) -> Bool {
    manifest.request.isPartial && recorded[job]?.isHole == true
  }

  private func outcomes(
    of jobs: [Job], _ computed: [String: Outcome], _ recorded: RecordedResults
  ) -> [String: Outcome] {
    let code = Store(folder: report.folder, code: self.code)
    let keys = code.keys(of: jobs)
    return zip(jobs, keys).reduce(into: [:]) { outcomes, item in
      let (job, key) = item
      let told = recorded[job]
      // Another machine computes other last digits; what the report makes of its numbers must be exact all the same.
      let made = tolerance == nil || told?.result == nil ? computed[job.description]?.result : nil
      outcomes[job.description] = Outcome(
        result: made ?? told?.result ?? .failure(.notComputed), key: key, seconds: told?.seconds ?? 0, reused: true)
    }
  }

  /// Labels of directives of some of whose jobs only the manifest tells.
  private func unknownCurves(of book: Book, _ computed: Set<String>) -> Set<String> {
    let labels = book.directives.compactMap { directive -> String? in
      let descriptions = directive.jobs.map(\.description)
      let isKnown = descriptions.isEmpty || (tolerance == nil && computed.isSuperset(of: descriptions))
      return isKnown ? nil : directive.call.label
    }
    return Set(labels)
  }

  private func differences(of sources: [Manifest.Source]) -> [String] {
    let checksums = [manifest.sources, sources].map { list in Dictionary(list.map { ($0.path, $0.checksum) }) { $1 } }
    return Set(checksums[0].keys).union(checksums[1].keys).sorted().compactMap { path in
      guard checksums[0][path] != checksums[1][path] else { return nil }
      let name = TerminalText.escapedLine(path)
      if checksums[0][path] == nil { return "'\(name)' was not read for the report, and is now" }
      return checksums[1][path] == nil
        ? "'\(name)' was read for the report, and is not there"
        : "'\(name)' is not the file that the report was made of"
    }
  }

  private func differences(of made: Manifest) throws -> [String] {
    let tree = try JSONTree(parsing: ResultCoder.encode(made))
    guard case .object(var new) = tree, case .object(var old) = report.tree else { return [] }
    // Files that differ were named already.
    if !differences(of: made.sources).isEmpty { (old["sources"], new["sources"]) = (nil, nil) }
    return ManifestComparison(old: .object(old), new: .object(new), wording: .truth).lines
  }

  /// What was computed beside the manifest's numbers, where these need not be equal to the last bit.
  private func numberDifferences(of chosen: [Job], _ computed: [String: Outcome]) -> [String] {
    guard tolerance != nil else { return [] }
    let numbers = NumberVerification(manifest: manifest, tolerance: tolerance)
    guard let items = try? numbers.items() else { return [] }
    let names = Set(chosen.map(\.description))
    return items.filter { names.contains($0.job.description) }.flatMap { item in
      item.differences(from: computed[item.job.description]).map { "\(item.job.title): \($0)" }
    }
  }
}
