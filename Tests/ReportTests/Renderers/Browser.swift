import Files
import Foundation

/// The browser of this machine, without a window.
enum Browser {
  private static let program = "/usr/bin/chromium-headless-shell"

  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: program) }

  /// A page as the browser shows it.
  struct Shown: Decodable {
    /// How wide it is, at least as wide as its window.
    var width: Int
    /// How its layout follows the standards, and its elements as HTML.
    var elements: String
  }

  /// Shows pages beside each other, each in a window of its width.
  static func show(_ pages: [String], widths: [Int]) throws -> [Shown] {
    let texts = String(decoding: try JSONEncoder().encode(pages), as: UTF8.self).replacing("<", with: #"\u003c"#)
    let script = """
      const widths = \(widths);
      const frames = \(texts).map((text, index) => {
        const frame = document.createElement("iframe");
        frame.style = `border: 0; height: 900px; width: ${widths[index]}px`;
        frame.srcdoc = text;
        document.body.append(frame);
        return frame;
      });
      onload = () => {
        const shown = frames.map(frame => frame.contentDocument).map(page => ({
          width: page.documentElement.scrollWidth, elements: page.compatMode + page.documentElement.outerHTML
        }));
        document.body.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(shown))));
      };
      """
    let folder = try TemporaryFolder(for: "browser")
    let file = folder.url.appending(path: "index.html")
    try Data("<!DOCTYPE html><meta charset=utf-8><body><script>\(script)</script>".utf8).write(to: file)
    var browser = ExternalProgram([
      program, "--no-sandbox", "--hide-scrollbars", "--user-data-dir=\(folder.path)/profile", "--window-size=1440,900",
      "--dump-dom", file.absoluteString,
    ])
    browser.scratch = folder
    let answer = try browser.run()
    let text = answer.output.firstMatch(of: /<body>([^<]*)/).map { String($0.output.1) } ?? ""
    return try JSONDecoder().decode([Shown].self, from: Data(base64Encoded: text) ?? Data())
  }
}
