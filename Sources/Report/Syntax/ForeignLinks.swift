import Basics

/// Links, citations and references of other tools.
extension ForeignSyntax {
  mutating func bracket(_ index: Int) -> Int {
    let next = text[index + 1]
    if next == UInt8(ascii: "^") { return closing(index, "]") ?? index + 2 }
    if next == UInt8(ascii: "[") {
      guard let end = closing(index, "]]") else { return index + 2 }
      let isContents = string(index + 2..<end - 2) == "_TOC_"
      return add(isContents ? .contents : .wikiLink, index..<end, remains: "[[")
    }
    let key = next == UInt8(ascii: "-") ? index + 2 : index + 1
    if text[key] == UInt8(ascii: "@"), isWord(text[key + 1]), let end = closing(index, "]") {
      return add(.citation, index..<end)
    }
    return index + 1
  }

  mutating func closingBracket(_ index: Int) -> Int {
    switch text[index + 1] {
    case UInt8(ascii: "("):
      guard let end = closing(index + 1, ")") else { return index + 2 }
      return isAddress(index + 2..<end - 1) ? end : add(.unreadLink, index + 1..<end, remains: "](")
    case UInt8(ascii: "["):
      guard let end = closing(index + 1, "]"), string(index + 2..<end - 1).contains(where: \.isLetter) else {
        return index + 2
      }
      return add(.undefinedLink, index + 1..<end, remains: string(index..<end))
    default: return index + 1
    }
  }

  /// Whether an address and a title as Markdown has them stand between the parentheses of a link.
  private func isAddress(_ range: Range<Int>) -> Bool {
    let content = string(range).trimmed
    return content.hasPrefix("<") || !content.prefix { !"\"'(".contains($0) }.trimmed.contains(where: \.isWhitespace)
  }

  mutating func crossReference(_ index: Int) -> Int {
    guard index == 0 || !isWord(text[index - 1]) else { return index + 1 }
    let end = run(from: index + 1, while: InlineScanner.isLabel)
    let name = string(index + 1..<end)
    let kinds = ["fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "lem-", "fig:", "tab:", "sec:", "eq:"]
    return kinds.contains(where: name.hasPrefix) ? add(.crossReference, index..<end) : end
  }
}
