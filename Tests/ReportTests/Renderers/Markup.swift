/// The tags of a page, read as strictly as the renderer should write them; what HTML lets out may be left out.
struct Markup {
  struct Tag: Equatable {
    var name: String
    var attributes: [String: String]
  }

  struct Flaw: Error {
    var message: String
  }

  private(set) var tags: [Tag] = []

  private static let void: Set<String> = ["meta", "br", "hr", "img", "input"]
  private static let endingByThemselves: Set<String> = [
    "li", "td", "th", "tr", "dt", "dd", "thead", "tbody", "p",
  ]

  /// Throws `Flaw` where a tag is not closed, closes another, or has a stray `<` or `>`.
  init(_ page: String) throws {
    var open: [String] = []
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      if let raw = open.last, ["style", "script"].contains(raw), !rest.hasPrefix("/\(raw)") { continue }
      guard
        let match = try /(\/?)(!?[A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z:-]+(?:="[^"<>]*"|=[^\s"'=<>`]+)?)*)\s*(\/?)>/
          .prefixMatch(
            in: rest)
      else {
        throw Flaw(message: "not a tag: <\(rest.prefix(60))")
      }
      rest = rest[match.range.upperBound...]
      let name = String(match.2)
      if match.1 == "/" {
        while let last = open.last, last != name, Self.endingByThemselves.contains(last) { open.removeLast() }
        guard open.popLast() == name else {
          throw Flaw(message: "</\(name)> closes another: \(open), \(rest.prefix(40))")
        }
        continue
      }
      var attributes: [String: String] = [:]
      for attribute in match.3.matches(of: /([A-Za-z:-]+)(?:="([^"]*)"|=([^\s"]+))?/) {
        attributes[String(attribute.1)] = (attribute.2 ?? attribute.3).map(String.init) ?? ""
      }
      tags.append(Tag(name: name, attributes: attributes))
      let isClosed = match.4 == "/" || Self.void.contains(name) || name.hasPrefix("!")
      if !isClosed { open.append(name) }
    }
    guard open.isEmpty else { throw Flaw(message: "left open: \(open)") }
  }

  func values(of attribute: String) -> [String] { tags.compactMap { $0.attributes[attribute] } }
}
