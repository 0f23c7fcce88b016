/// Lines that begin as they do in other tools.
extension ForeignSyntax {
  /// Looks at how a line begins; returns where to go on in it.
  mutating func lineStart(_ index: Int) -> Int {
    guard index < count else { return index }
    let end = run(from: index) { $0 != 10 }
    switch text[index] {
    case UInt8(ascii: ":") where starts(index, with: ":::"): return add(.division, index..<end)
    case UInt8(ascii: ":") where text[index + 1] == 32: return add(.definition, index..<index + 1) + 1
    case UInt8(ascii: "!") where starts(index, with: "!!! "): return add(.admonition, index..<end)
    case UInt8(ascii: "?") where starts(index, with: "??? "): return add(.admonition, index..<end)
    case UInt8(ascii: ".") where starts(index, with: ".. ") && string(index..<end).contains("::"):
      return add(.directive, index..<end)
    case UInt8(ascii: "%") where index == 0 && text[1] == 32: return add(.commentLine, index..<end)
    case UInt8(ascii: "+") where string(index..<end) == "+++": return add(.rule, index..<end)
    case UInt8(ascii: "#"):
      let marks = run(from: index) { $0 == UInt8(ascii: "#") }
      return InlineScanner.isLetter(text[marks]) && marks - index <= 6 ? add(.heading, index..<marks) : marks
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "|"), UInt8(ascii: "-"),
      UInt8(ascii: ":"):
      return marked(index..<end)
    default: return index
    }
  }

  /// Lines that are a form as a whole.
  private mutating func marked(_ line: Range<Int>) -> Int {
    let form: ForeignForm? =
      switch text[line.lowerBound] {
      case UInt8(ascii: "("): string(line).wholeMatch(of: /\([A-Za-z][\w.:-]*\)=/) == nil ? nil : .target
      case UInt8(ascii: "*"): starts(line.lowerBound, with: "*[") && string(line).contains("]: ") ? .abbreviation : nil
      case UInt8(ascii: "["):
        string(line).wholeMatch(of: /\[(TOC|toc)\]/) != nil
          ? .contents : string(line).prefixMatch(of: /\[!\w+\]/) != nil ? .alert : nil
      default:
        TableRow.columns(ofDelimiter: Array(UnsafeBufferPointer(rebasing: bytes[line]))[...]) != nil
          ? .lostTable : text[line.lowerBound] == UInt8(ascii: "|") ? .lineBlock : nil
      }
    return form.map { add($0, line) } ?? line.lowerBound
  }
}
