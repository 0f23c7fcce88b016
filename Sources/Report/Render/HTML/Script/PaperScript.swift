import Assets

/// What the page for the printer runs before it is printed.
enum PaperScript {
  static let text = Script.compact(PageScripts.paper)
}
