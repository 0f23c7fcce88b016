/// Attributes and words in the bytes of markup as KaTeX writes it.
enum MarkupBytes {
  /// An attribute, with the bytes that stand before its value.
  struct Attribute: ExpressibleByStringLiteral {
    fileprivate let start: [UInt8]

    init(stringLiteral name: String) { start = Array(" \(name)=\"".utf8) }
  }

  /// The value of an attribute in a tag; empty where it has none.
  static func value(of attribute: Attribute, in tag: ArraySlice<UInt8>) -> String {
    guard let start = range(of: attribute.start, in: tag)?.upperBound else { return "" }
    return String(decoding: tag[start...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }

  /// Every value of an attribute in some markup.
  static func forEachValue(of attribute: Attribute, in markup: String, _ visit: (String) -> Void) {
    var markup = markup
    markup.withUTF8 { bytes in
      var rest = bytes[...]
      while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
        let isWanted = bytes[...quote].suffix(attribute.start.count).elementsEqual(attribute.start)
        rest = rest[(quote + 1)...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return }
        if isWanted { visit(String(decoding: rest[..<end], as: UTF8.self)) }
        rest = rest[(end + 1)...]
      }
    }
  }

  static func remove(_ attribute: Attribute, from tag: inout ArraySlice<UInt8>) {
    guard let start = range(of: attribute.start, in: tag),
      let end = tag[start.upperBound...].firstIndex(of: UInt8(ascii: "\""))
    else { return }
    tag.removeSubrange(start.lowerBound...end)
  }

  /// Where `word` stands first.
  static func range(of word: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
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
