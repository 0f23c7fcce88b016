import Foundation
import Testing

@testable import Report

/// Where a browser is installed, the page is measured in it.
@Suite struct BrowserTests {
  static let browser = "/usr/bin/chromium-headless-shell"

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: browser)), .timeLimit(.minutes(1)),
    arguments: [360, 1440])
  func `a page fits its window`(width: Int) throws {
    let measure = "<script>document.title = document.documentElement.scrollWidth</script></body>"
    let page = try HTMLRenderer().render(SampleDocument.document)
      .replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "").replacing(
        "<details", with: "<details open"
      ).replacing("</body>", with: measure)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("report-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("index.html")
    try page.write(to: file, atomically: true, encoding: .utf8)

    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.browser)
    process.arguments = [
      "--no-sandbox", "--hide-scrollbars", "--user-data-dir=\(folder.path)/profile", "--window-size=\(width),900",
      "--dump-dom", file.absoluteString,
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let dom = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let title = dom.firstMatch(of: /<title>(.*?)<\/title>/).map { String($0.output.1) }
    #expect(title == String(width))
  }
}
