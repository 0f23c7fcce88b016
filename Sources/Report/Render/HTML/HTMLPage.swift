import Checksums
import Document
import Foundation

/// One file of HTML that needs nothing beside it.
package struct HTMLPage {
  /// What a page is made for; a page for paper has nothing to press, and one script that sets its pages.
  enum Medium { case screen, paper }

  /// What tells a page of a report from others.
  package static let generator = "<meta name=\"generator\" content=\"report\">"

  var title: String
  var css: String
  var medium = Medium.screen
  var language = Language.english
  /// What programs that collect citations read, a line each.
  var citation = ""

  /// The page with what stands between the tags of its body.
  func text(_ body: String) -> String { opening + body + closing }

  /// All that stands before the content of the body.
  var opening: String {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    \(Self.generator)
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>\(title)</title>
    \(citation)
    <style>
    \(css)</style>
    </head>
    <body id="top">

    """
  }

  /// All that stands behind it.
  var closing: String { "\(script.isEmpty ? "" : "<script>\(script)</script>\n")</body>\n</html>\n" }

  private var script: String { medium == .screen ? Script.text(in: language) : PaperScript.text }

  /// Nothing from outside, no form, no script but this one; style, pictures and fonts only from the page itself.
  private var policy: String {
    let checksum = script.isEmpty ? "" : " script-src 'sha256-\(Checksum.base64(of: script))';"
    return "default-src 'none';\(checksum) style-src 'unsafe-inline'; img-src data:; font-src data:; "
      + "base-uri 'none'; form-action 'none'"
  }
}
