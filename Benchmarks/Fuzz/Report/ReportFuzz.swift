import Foundation

@testable import Basics
@testable import Book
@testable import Citations
@testable import Directives
@testable import Document
@testable import Files
@testable import Jobs
@testable import Mathematics
@testable import Reading
@testable import Render
@testable import Results
@testable import Services
@testable import Settings
@testable import Source
@testable import Store
@testable import Syntax
@testable import Verify

/// What libFuzzer calls with each input of a subject that the program reads; `REPORT_FUZZ` says what the bytes are.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  switch subject {
  case "bibliography": readBibliography(bytes)
  case "archive": readArchive(bytes)
  case "manifest": readManifest(bytes)
  case "request": readRequest(bytes)
  default: readChapter(bytes)
  }
  return 0
}

private let subject = ProcessInfo.processInfo.environment["REPORT_FUZZ"] ?? "chapter"

/// The chapter is read with everything that can be known before a run, without setting its formulae; its messages are
/// printed, the page of what reads without a mistake is written, and formatting it twice must give what formatting it once gives.
private func readChapter(_ bytes: [UInt8]) {
  let (file, problems) = SourceFile.load(bytes, path: "chapter.md")
  let works = "@misc{a, title = {A}}\n"
  let files = ProjectFiles(["a.md": file.text, "a.bib": works, "b.bib": file.text])
  guard let reader = try? BookReader([file], profile: .quick, typesetter: nil, project: files) else {
    stop("a chapter was not read")
  }
  check(problems + reader.diagnostics)
  let isSound = reader.diagnostics.allSatisfy { $0.severity != .error }
  // KaTeX would take all of the time.
  if isSound, reader.book.jobs.isEmpty, !file.bytes.contains(UInt8(ascii: "$")) { write(reader.book) }
  let once = ChapterFormatter.formatted(file)
  let twice = ChapterFormatter.formatted(SourceFile(path: "chapter.md", text: once))
  if once != twice { stop("formatting is not idempotent:\n\(once)\n---\n\(twice)") }
}

/// Writes the chapters of a book that needs no results.
private func write(_ book: Book) {
  let resolver = Resolver(book, results: Results(of: book.directives, outcomes: [:]))
  var writer = HTMLWriter(typesetter: Typesetter())
  for chapter in book.chapters {
    writer.begin(part: chapter.id)
    guard let blocks = try? resolver.blocks(chapter.blocks), (try? writer.blocks(blocks)) != nil else { continue }
  }
  // What a text of some thousand bytes refers to may stand in the page many times, but not without bounds.
  if writer.html.utf8.count > 100_000_000 { stop("a page of \(writer.html.utf8.count) bytes") }
}

/// The works are cited, listed and put in order.
private func readBibliography(_ bytes: [UInt8]) {
  let (file, problems) = SourceFile.load(bytes, path: "works.bib")
  let parser = BibTeXParser(file)
  check(problems + parser.diagnostics)
  for style in Bibliography.Style.allCases {
    var bibliography = Bibliography()
    let works = parser.entries.map { BibliographyEntry($0) }
    _ = bibliography.add(WorkList(works, style: style, listsAll: true))
    works.forEach { bibliography.cite($0.key) }
    bibliography.finish()
    _ = bibliography.items(among: Set(works.map(\.key)))
    for work in works {
      let call = RoleCall(
        name: "cite", nameSpan: 0..<0, text: "see \(work.key) p. 1; \(work.key)", textSpan: 0..<0, file: file)
      for isTextual in [true, false] { _ = bibliography.citation(CitationText(call), isTextual: isTextual) }
    }
  }
}

/// Reading an archive in parts of any size gives the same files.
private func readArchive(_ bytes: [UInt8]) {
  func files(_ step: Int) -> [String] {
    var rest = bytes[...]
    var reader = TarReader { count in
      let part = rest.prefix(min(count, step))
      rest = rest.dropFirst(part.count)
      return Data(part)
    }
    var found: [String] = []
    do {
      while let file = try reader.file(where: { !$0.isEmpty }) {
        found.append("\(file.path) \(file.content.count) \(StoreEntry(encoded: file.content)?.header.title ?? "")")
      }
    } catch { found.append("\(error)") }
    return found
  }
  if files(.max) != files(7) { stop("an archive reads differently in parts") }
  _ = StoreEntry(encoded: Data(bytes))
  _ = StoreEntry.header(at: Data(bytes))
}

/// The bytes as `report.json`, compared with themselves, and as the manifest of a sweep.
private func readManifest(_ bytes: [UInt8]) {
  let data = Data(bytes)
  if let manifest = try? ResultCoder.decode(Manifest.self, from: data) {
    _ = try? NumberVerification(manifest: manifest, tolerance: nil).items()
  }
  if let tree = try? JSONTree(parsing: data) {
    if !ManifestComparison(old: tree, new: tree).lines.isEmpty { stop("a manifest differs from itself") }
    _ = ManifestComparison(old: tree, new: .object(["claims": .array([.null])]), wording: .truth).lines
  }
  guard let sweep = try? SweepList(content: data, path: "list.jsonl") else { return }
  let runs = (try? sweep.runs()) ?? []
  _ = (try? sweep.expectedSeconds()).flatMap { $0.map(Words.time) }
  for chunk in [1, 7, .max] {
    let shares = SweepShares(runs: sweep.count, chunk: chunk)
    if shares.count > 0 { _ = shares.runs(ofShare: shares.count - 1).map { $0 } }
  }
  for run in runs.prefix(10) { _ = try? sweep.title(of: run) }
}

/// Requests must be read alike however the bytes arrive, and none keeps more than the head may have.
private func readRequest(_ bytes: [UInt8]) {
  func requests(_ step: Int) -> [HTTPRequest] {
    var reader = HTTPHeadReader()
    var found: [HTTPRequest] = []
    do throws(HTTPRefusal) {
      for start in stride(from: 0, to: bytes.count, by: step) {
        reader.append(bytes[start..<min(start + step, bytes.count)])
        while let request = try reader.next() { found.append(request) }
        if reader.count > HTTPHeadReader.longestHead { stop("a head was kept that is too long") }
      }
    } catch {}
    return found
  }
  if requests(.max >> 1) != requests(3) { stop("a request reads differently in parts") }
}

private func check(_ diagnostics: [Diagnostic]) {
  for diagnostic in diagnostics {
    if diagnostic.span.upperBound > diagnostic.file.bytes.count { stop("a place outside: \(diagnostic.message)") }
    _ = DiagnosticPrinter().text(diagnostic)
  }
}
