import ArgumentParser
import Basics
import Book
import Foundation
import Jobs
import Mathematics
import Programs
import Reading
import Source

/// `report check`: everything that can be known before anything runs.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Reads and validates the chapters; runs nothing.")

  @OptionGroup var options: BookOptions

  @Flag(help: "Write each message as a line of JSON, for editors.")
  var json = false

  func run() throws {
    try Processor.check()
    let (book, diagnostics) = try options.folder().diagnosed(typesetter: Typesetter())
    // The process ends after this: to take a large book apart would be a tenth of its work.
    _ = Unmanaged.passRetained(Kept(book))
    if json {
      for diagnostic in DiagnosticPrinter.sorted(diagnostics) { Terminal.output(try diagnostic.json() + "\n") }
      if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
      return
    }
    try Terminal.show(diagnostics)
    let refused = Set(book.jobs.compactMap { $0.refusal == nil ? nil : $0.description }).count
    if refused > 0 {
      Terminal.warn("\(Words.count(refused, "run")) of programs would not be made: \(ProgramRefusal.remedy)")
    }
    let jobs = Set(book.jobs.map(\.description)).count
    let counts = [(book.chapters.count, "chapter"), (book.directives.count, "directive"), (jobs, "job")]
    Terminal.print("\(counts.map { Words.count($0.0, $0.1) }.joined(separator: ", ")): no errors")
  }
}

/// A book that is never taken apart.
private final class Kept {
  private let book: Book
  init(_ book: Book) { self.book = book }
}
