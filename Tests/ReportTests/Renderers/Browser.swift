import Foundation

/// The browser of this machine, without a window.
enum Browser {
  private static let program = "/usr/bin/chromium-headless-shell"

  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: program) }

  /// The document that the browser makes of a page, as HTML.
  static func dom(of page: String, width: Int = 1440) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("report-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("index.html")
    try page.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "--no-sandbox", "--hide-scrollbars", "--user-data-dir=\(folder.path)/profile", "--window-size=\(width),900",
      "--dump-dom", file.absoluteString,
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let dom = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return dom
  }
}
