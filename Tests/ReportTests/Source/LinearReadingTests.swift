import Foundation
import Testing

@testable import Basics
@testable import Book
@testable import Directives
@testable import Document
@testable import Mathematics
@testable import Reading
@testable import Render
@testable import Results
@testable import Source
@testable import Syntax

/// Time and memory of a build grow with the size of the text, whatever it holds.
///
/// Each construct is read, checked, reported and written as a page in two sizes, and the ratio of the times is compared with that of
/// the sizes. What is quadratic takes 16 or 64 times as long; the margin leaves room for noise and for what grows a little faster.
@Suite("The law of linear reading")
struct LinearReadingTests {
  /// Bytes of the larger text: more where the environment asks for it, up to a million.
  private static let large = ProcessInfo.processInfo.environment["REPORT_READING"].flatMap(Int.init) ?? 4_096
  private static let isLong = large > 100_000
  /// How many times as large it is as the smaller one.
  private static let ratio = isLong ? 8 : 4
  /// Seconds below which nothing is concluded from a ratio, and seconds that no text of these sizes may take.
  private static let least = isLong ? 0.6 : 0.06
  private static let most = isLong ? 60.0 : 20.0

  @Test func `there are at least forty constructs`() {
    #expect(Construct.all.count >= 40)
    #expect(Set(Construct.all.map(\.name)).count == Construct.all.count)
  }

  /// Parts of the constructs, tried at the same time.
  private static let parts = 4

  @Test(arguments: 0..<parts) func `every construct is read in time that grows with its size`(part: Int) throws {
    // KaTeX starts once for all.
    let typesetter = Typesetter()
    _ = try build(Construct("warmth") { _ in "$x$\n\n" }, size: 1, typesetter)
    for construct in stride(from: part, to: Construct.all.count, by: Self.parts).map({ Construct.all[$0] }) {
      let size = max(Self.large, construct.bounded)
      var large = try build(construct, size: size, typesetter)
      var times = "\(construct.name): \(large.seconds) s"
      if large.seconds > Self.least {
        let small = try build(construct, size: size / Self.ratio, typesetter).seconds
        let allowed = 3 * Double(Self.ratio) * max(small, 0.002)
        for _ in 0..<3 where large.seconds > allowed { large = try build(construct, size: size, typesetter) }
        times += " and \(small) s"
        #expect(large.seconds <= allowed, "\(times)")
      }
      if Self.isLong { print(times, "page of \(large.bytes) bytes") }
      #expect(large.seconds < Self.most, "\(times)")
      #expect(large.bytes < 400 * size, "\(construct.name): a page of \(large.bytes) bytes")
    }
  }

  /// Reads a chapter, prints what is wrong, formats it, and writes the page where nothing is; no run is made.
  private func build(
    _ construct: Construct, size: Int, _ typesetter: Typesetter
  ) throws -> (seconds: Double, bytes: Int) {
    let text = construct.text(size)
    var files = ["a.md": "Included.\n", "a.bib": "@misc{a, title = {A}, author = {B, C}, year = 2000}\n"]
    var chapter = "# Title\n\n" + text
    switch construct.place {
    case .chapter: break
    case .file: chapter = text
    case .bibliography:
      files["a.bib"] = text
      chapter = "# Title\n\n```{bibliography}\nfile: a.bib\nall: true\n```\n"
    }
    let start = Self.now
    let (file, problems) = SourceFile.load(Array(chapter.utf8), path: "chapter.md")
    let reader = try BookReader([file], profile: .quick, typesetter: typesetter, project: ProjectFiles(files))
    let diagnostics = problems + reader.diagnostics
    var bytes = DiagnosticPrinter().text(diagnostics).utf8.count
    for diagnostic in diagnostics { bytes += try diagnostic.json().utf8.count }
    bytes += ChapterFormatter.formatted(file).utf8.count
    if !diagnostics.contains(where: { $0.severity == .error }) {
      let results = Results(of: reader.book.directives, outcomes: [:])
      let provenance = Provenance(versions: [:], processor: "", system: "")
      let request = BuildRequest(chapters: "chapters", profile: .quick)
      let document = try Document(reader.book, results: results, provenance: provenance, request: request)
      bytes += try HTMLRenderer(typesetter: typesetter).render(document).utf8.count
      bytes += try ResultCoder.encode(
        Manifest(
          document, results: results, request: request, formats: [.html], provenance: provenance, sources: []),
        isIndented: true
      ).count
    }
    return (Self.now - start, bytes)
  }

  /// Seconds that this thread has computed, whatever else runs.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
