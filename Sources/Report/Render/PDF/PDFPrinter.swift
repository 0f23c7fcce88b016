import Basics
import Files
import Foundation

/// Why no PDF was made.
package struct PDFProblem: ExplainedError {
  package let description: String

  package init(description: String) {
    self.description = description
  }

  package static let missing = PDFProblem(
    description: "no PDF was made, since no Chromium is installed; run ./bootstrap, or leave it out with --format html")
}

/// Prints a page on paper, by a headless Chromium; equal pages give equal bytes.
package struct PDFPrinter {
  /// Names on the path, or whole paths, the preferred one first.
  var programs: [String]
  /// With fewer open files a browser does not start.
  private static let fewestFiles = 64
  /// How long printing may take.
  var seconds: Double

  package init(
    programs: [String] = [
      "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ], seconds: Double = 300.0
  ) {
    self.programs = programs
    self.seconds = seconds
  }

  /// Throws where no program is found, where it does not finish in time and where it leaves no PDF.
  package func data(printing page: String) throws -> Data {
    guard let program else { throw PDFProblem.missing }
    if ResourceLimits.mostFiles < Self.fewestFiles {
      throw PDFProblem(
        description:
          "no PDF was made: \(program.lastPathComponent) needs more than the \(ResourceLimits.mostFiles) open files "
          + "that are allowed; raise the limit, as with: ulimit -n 256")
    }
    let folder = try TemporaryFolder(for: "print")
    defer { withExtendedLifetime(folder) {} }
    let (source, target) = (folder.url.appending(path: "report.html"), folder.url.appending(path: "report.pdf"))
    try AtomicFile.write(Data(page.utf8), to: source, isDurable: false)
    var printer = ExternalProgram([
      program.path, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
      "--generate-pdf-document-outline", "--user-data-dir=\(folder.url.appending(path: "profile").path)",
      "--print-to-pdf=\(target.path)", source.absoluteString,
    ])
    (printer.seconds, printer.scratch) = (seconds, folder)
    let answer = try answer(of: printer)
    guard var pdf = try? Data(contentsOf: target), pdf.starts(with: Array("%PDF".utf8)) else {
      throw PDFProblem(
        description:
          "no PDF was made: \(program.lastPathComponent) left no file\(ProgramProblem.remark(in: answer.error))")
    }
    Self.blankDates(in: &pdf)
    Self.renumberNodes(in: &pdf)
    return pdf
  }

  /// The first of the programs that is there.
  package var program: URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let places = programs.flatMap { name in name.hasPrefix("/") ? [name] : folders.map { "\($0)/\(name)" } }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }.map { URL(filePath: $0) }
  }

  private func answer(of program: ExternalProgram) throws -> ExternalProgram.Answer {
    do { return try program.run() } catch let problem as ProgramProblem {
      throw PDFProblem(description: "no PDF was made: \(problem)")
    }
  }

  /// How the date of making stands in every print.
  package static let dateOfAll = "/CreationDate (D:20000101000000"

  /// Overwrites the times of creation and of change, which differ from print to print.
  static func blankDates(in pdf: inout Data) {
    for name in ["/CreationDate (D:", "/ModDate (D:"] {
      var start = pdf.startIndex
      while let place = pdf.range(of: Data(name.utf8), in: start..<pdf.endIndex) {
        let date = place.upperBound..<min(place.upperBound + 14, pdf.endIndex)
        pdf.replaceSubrange(date, with: Data("20000101000000".utf8.prefix(date.count)))
        start = date.upperBound
      }
    }
  }

  /// Counts the nodes of the tags from one, `(node00000053)`, which Chromium counts from another number in each print.
  static func renumberNodes(in pdf: inout Data) {
    var nodes: [(place: Data.Index, number: Int)] = []
    var start = pdf.startIndex
    while let mark = pdf.range(of: Data("(node".utf8), in: start..<pdf.endIndex) {
      start = mark.upperBound
      let digits = pdf[start...].prefix(8)
      guard digits.allSatisfy({ (48...57).contains($0) }), pdf[digits.endIndex...].first == UInt8(ascii: ")"),
        let number = Int(String(decoding: digits, as: UTF8.self))
      else { continue }
      nodes.append((start, number))
    }
    let ranks = Dictionary(Set(nodes.map(\.number)).sorted().enumerated().map { ($1, $0 + 1) }) { first, _ in first }
    for (place, number) in nodes {
      for (offset, digit) in String(format: "%08d", ranks[number] ?? 0).utf8.enumerated() {
        pdf[place + offset] = digit
      }
    }
  }
}
