/// Marks around words of other tools.
extension ForeignSyntax {
  /// `^[note]`, `x^2^` and `x~2~`.
  mutating func script(_ index: Int) -> Int {
    let sign = text[index]
    if sign == UInt8(ascii: "^"), text[index + 1] == UInt8(ascii: "[") {
      return add(.inlineNote, index..<(closing(index + 1, "]") ?? index + 2))
    }
    let signs = run(from: index) { $0 == sign }
    guard signs == index + 1, index > 0, isWord(text[index - 1]) else { return signs }
    let end = run(from: signs) { isWord($0) || "+-".utf8.contains($0) }
    return end > signs && text[end] == sign && text[end + 1] != sign ? add(.script, index..<end + 1) : signs
  }

  /// `==text==` and `++text++`.
  mutating func paired(_ index: Int, _ form: ForeignForm) -> Int {
    let sign = text[index]
    let end = run(from: index) { $0 == sign }
    let isOpening = index == 0 || !isWord(text[index - 1])
    guard end == index + 2, isOpening, isWord(text[end]) else { return end }
    let close = run(from: end) { $0 != sign && $0 != 10 }
    return text[close] == sign && text[close + 1] == sign ? add(form, index..<close + 2) : end
  }

  /// `` :name:`text` `` and `:smile:`.
  mutating func colon(_ index: Int) -> Int {
    let end = run(from: index + 1) { InlineScanner.isOptionName($0) || $0 == UInt8(ascii: "+") }
    guard end > index + 1, text[end] == UInt8(ascii: ":"), index == 0 || !isWord(text[index - 1]) else {
      return index + 1
    }
    if text[end + 1] == UInt8(ascii: "`") { return add(.foreignRole, index..<end + 1) }
    let isEmoji = InlineScanner.isLetter(text[index + 1]) && !isWord(text[end + 1])
    return isEmoji ? add(.emoji, index..<end + 1) : end
  }

  mutating func stars(_ index: Int) -> Int {
    let end = run(from: index) { $0 == UInt8(ascii: "*") }
    return end - index >= 2 ? add(.strong, index..<end, remains: "**") : end
  }
}
