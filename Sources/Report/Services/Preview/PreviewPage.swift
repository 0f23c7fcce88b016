import Basics

/// A page of the report as a preview shows it: the same with a script that brings in what changes.
enum PreviewPage {
  static let script = "/preview/script.js"

  /// The page `html` with the script; its policy lets this script run, and no other.
  static func html(of html: String, number: Int) -> String {
    let page = html.isEmpty ? empty : html
    guard let head = page.firstRange(of: "</head>") else { return page }
    let loading = "<script src=\"\(script)?page=\(number)\" defer></script>\n"
    return withPolicy(String(page[..<head.lowerBound]) + loading + page[head.lowerBound...])
  }

  /// What is shown before there is a page.
  private static let empty = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>Preview</title>
    </head>
    <body></body>
    </html>

    """

  /// Lets the page load scripts from the server and ask it.
  private static func withPolicy(_ page: String) -> String {
    let opening = "http-equiv=\"Content-Security-Policy\" content=\""
    guard let start = page.firstRange(of: opening)?.upperBound, let end = page[start...].firstIndex(of: "\"") else {
      return page
    }
    var directives = page[start..<end].split(separator: ";").map { $0.trimmed }
    for name in ["script-src", "connect-src"] {
      if let index = directives.firstIndex(where: { $0.hasPrefix("\(name) ") }) {
        directives[index] = directives[index].replacing(" 'none'", with: "") + " 'self'"
      } else {
        directives.append("\(name) 'self'")
      }
    }
    return page[..<start] + directives.joined(separator: "; ") + page[end...]
  }
}
