import Foundation

/// Why there is no PDF.
struct PDFProblem: Error, CustomStringConvertible {
  let description: String

  static let missing = PDFProblem(
    description: "no PDF was made, since no Chromium is installed; run ./bootstrap, or leave it out with --format html")
}

/// Prints a page on paper, by a headless Chromium; equal pages give equal bytes.
struct PDFPrinter {
  /// Names on the path, or whole paths, the preferred one first.
  var programs = [
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ]
  /// How long printing may take.
  var seconds = 120.0

  /// Throws where no program is found, where it does not finish in time and where it leaves no PDF.
  func data(printing page: String) throws -> Data {
    guard let program else { throw PDFProblem.missing }
    let folder = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, target) = (folder.appending(path: "report.html"), folder.appending(path: "report.pdf"))
    try Data(page.utf8).write(to: source)
    try run(
      program,
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline",
        "--user-data-dir=\(folder.appending(path: "profile").path)", "--print-to-pdf=\(target.path)",
        source.absoluteString,
      ])
    guard var pdf = try? Data(contentsOf: target), pdf.starts(with: Array("%PDF".utf8)) else {
      throw PDFProblem(description: "no PDF was made: \(program.lastPathComponent) left no file")
    }
    Self.blankDates(in: &pdf)
    return pdf
  }

  /// Prints a page twice: for the numbers of the pages that its contents name, and with them.
  func data(printing page: (_ numbers: [String: Int]) throws -> String) throws -> Data {
    let draft = try data(printing: page([:]))
    return try data(printing: page(PDFDestinations(draft).pages))
  }

  /// The first of the programs that is there.
  var program: URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let places = programs.flatMap { name in name.hasPrefix("/") ? [name] : folders.map { "\($0)/\(name)" } }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }.map { URL(filePath: $0) }
  }

  private func run(_ program: URL, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let finished = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in finished.signal() }
    try process.run()
    let deadline = ContinuousClock.now + .seconds(seconds)
    while finished.wait(timeout: .now() + 0.05) == .timedOut {
      guard Interruption.isRequested || ContinuousClock.now > deadline else { continue }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if Interruption.isRequested { throw Interrupted() }
      throw PDFProblem(
        description: "no PDF was made: \(program.lastPathComponent) took longer than \(Int(seconds)) seconds")
    }
  }

  /// Overwrites the times of creation and of change, the only bytes in which two prints differ.
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
}
