/// Attributes and words in the bytes of markup as KaTeX writes it.
enum MarkupBytes {
  /// The value of an attribute in a tag; empty where it has none.
  static func value(of attribute: String, in tag: ArraySlice<UInt8>) -> String {
    guard let start = range(of: " \(attribute)=\"", in: tag)?.upperBound else { return "" }
    return String(decoding: tag[start...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }

  /// Every value of an attribute in some markup.
  static func forEachValue(of attribute: String, in markup: String, _ visit: (Substring) -> Void) {
    let sign = Array(" \(attribute)=\"".utf8)
    var rest = markup.utf8[...]
    while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
      let isWanted = rest[...quote].suffix(sign.count).elementsEqual(sign)
      rest = rest[rest.index(after: quote)...]
      guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return }
      if isWanted { visit(markup[rest.startIndex..<end]) }
      rest = rest[rest.index(after: end)...]
    }
  }

  static func remove(_ attribute: String, from tag: inout ArraySlice<UInt8>) {
    guard let start = range(of: " \(attribute)=\"", in: tag),
      let end = tag[start.upperBound...].firstIndex(of: UInt8(ascii: "\""))
    else { return }
    tag.removeSubrange(start.lowerBound...end)
  }

  /// Where `word` stands first.
  static func range(of word: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let word = Array(word.utf8)
    var start = bytes.startIndex
    while start + word.count <= bytes.endIndex {
      if bytes[start] == word[0], bytes[start..<start + word.count].elementsEqual(word) {
        return start..<start + word.count
      }
      start += 1
    }
    return nil
  }
}
