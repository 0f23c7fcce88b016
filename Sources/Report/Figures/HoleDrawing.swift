import Document

/// What is drawn where a figure has no data yet.
package enum HoleDrawing {
  /// An empty frame with a sentence, in the colour of the text around it.
  package static func svg(saying sentence: String) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 425 90" width="425pt" height="90pt">\
    <rect x="1" y="1" width="423" height="88" rx="4" fill="none" stroke="currentColor" stroke-opacity="0.4" \
    stroke-dasharray="5 4"/><text x="212.5" y="49" font-size="11" text-anchor="middle" fill="currentColor" \
    font-family="inherit">\(HTML.escape(sentence))</text></svg>
    """
  }
}
