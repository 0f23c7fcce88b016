/// Commands, code, braces and tags of other tools.
extension ForeignSyntax {
  mutating func backslash(_ index: Int) -> Int {
    let end = run(from: index + 1, while: InlineScanner.isLetter)
    guard end > index + 2, index == 0 || !isWord(text[index - 1]) && text[index - 1] != UInt8(ascii: ":") else {
      return min(index + 2, count)
    }
    return add(.latex, index..<(text[end] == UInt8(ascii: "{") ? closing(end, "}") ?? end : end))
  }

  mutating func backticks(_ index: Int) -> Int {
    if let end = scanner.codeEnd(index) { return end }
    let end = run(from: index) { $0 == UInt8(ascii: "`") }
    return add(.backtick, index..<end, remains: "`")
  }

  mutating func brace(_ index: Int) -> Int {
    if let end = scanner.attributesEnd(index) {
      let isBare = end == index + 3
      let isAttached = index > 0 && "])`".utf8.contains(text[index - 1])
      return isBare && !isAttached ? end : add(.attributes, index..<end)
    }
    if let (_, end) = scanner.scan(at: index) { return end }
    if text[index + 1] == UInt8(ascii: "#"), run(from: index + 2, while: InlineScanner.isLabel) == count,
      count > index + 2
    {
      return add(.attributes, index..<count)
    }
    switch text[index + 1] {
    case UInt8(ascii: "{"): return closing(index, "}}").map { add(.shortcode, index..<$0) } ?? index + 2
    case UInt8(ascii: "%"): return closing(index, "%}").map { add(.shortcode, index..<$0) } ?? index + 2
    default: break
    }
    let start = run(from: index + 1) { $0 == 32 }
    let nameEnd = run(from: start, while: InlineScanner.isLabel)
    let end = run(from: nameEnd) { $0 == 32 }
    guard nameEnd > start, InlineScanner.isLetter(text[start]), text[end] == UInt8(ascii: "}") else { return index + 1 }
    let after = run(from: end + 1) { $0 == 32 }
    let isQuoted = nameEnd > start + 1 && "\"'".utf8.contains(text[end + 1])
    return text[after] == UInt8(ascii: "`") || isQuoted ? add(.spacedRole, index..<end + 1) : end + 1
  }

  mutating func angle(_ index: Int) -> Int {
    if starts(index, with: "<!--") {
      var end = index + 4
      while end < count, !starts(end, with: "-->") { end += 1 }
      return add(.comment, index..<min(end + 3, count), remains: "<!--")
    }
    let next = text[index + 1]
    guard InlineScanner.isLetter(next) || "/!?".utf8.contains(next) else { return index + 1 }
    return closing(index, ">") ?? index + 1
  }
}
