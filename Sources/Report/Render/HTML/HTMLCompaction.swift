/// Writes HTML in fewer bytes that every parser reads as the same elements, attributes and words.
///
/// Quotes are left out where a value needs none, and end tags where the next tag implies them, with the white space that
/// only separated them. It expects what `HTMLWriter` writes: attributes in double quotes, no `<` in text, no script or style.
struct HTMLCompaction {
  /// Elements that end where their parent ends or the next of their kind begins, whatever stands there.
  private static let ending: Set<String> = ["li", "td", "th", "tr", "dt", "dd", "thead", "tbody"]
  /// Tags before which a paragraph ends by itself.
  private static let blocks: Set<String> = [
    "p", "div", "ul", "ol", "dl", "table", "section", "figure", "details", "pre", "blockquote", "h2", "h3", "h4", "h5",
    "h6", "hr", "/div", "/section", "/figcaption", "/details", "/li", "/td", "/blockquote", "/main",
  ]

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var compact: [UInt8] = []

  static func compact(_ html: String) -> String {
    var html = html
    return html.withUTF8 { bytes in
      var compaction = HTMLCompaction(bytes: bytes)
      compaction.run()
      return String(decoding: compaction.compact, as: UTF8.self)
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    compact.reserveCapacity(bytes.count)
  }

  private mutating func run() {
    while let start = next(UInt8(ascii: "<"), from: position) {
      compact.append(contentsOf: bytes[position..<start])
      position = start
      tag()
    }
    compact.append(contentsOf: bytes[position...])
  }

  private mutating func tag() {
    if isOpening {
      copyTag()
    } else if let end = next(UInt8(ascii: ">"), from: position) {
      let name = name(at: position + 2)
      let implied = Self.ending.contains(name) || (name == "p" && Self.blocks.contains(tagName(after: end + 1)))
      if !implied { compact.append(contentsOf: bytes[position...end]) }
      position = implied ? content(from: end + 1) : end + 1
    } else {
      copyRest()
    }
  }

  private var isOpening: Bool { position + 1 < bytes.count && bytes[position + 1] != UInt8(ascii: "/") }

  private mutating func copyRest() {
    compact.append(contentsOf: bytes[position...])
    position = bytes.count
  }

  /// Copies an opening tag with no more quotes than it needs.
  private mutating func copyTag() {
    var copied = position
    while let sign = bytes[position...].firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ">") }) {
      guard bytes[sign] == UInt8(ascii: "\"") else {
        compact.append(contentsOf: bytes[copied...sign])
        position = sign + 1
        return
      }
      guard let end = next(UInt8(ascii: "\""), from: sign + 1) else { break }
      position = end + 1
      if isPlain(sign + 1..<end) {
        compact.append(contentsOf: bytes[copied..<sign])
        compact.append(contentsOf: bytes[sign + 1..<end])
        // A stroke would be read as part of the value.
        if position < bytes.count, bytes[position] == UInt8(ascii: "/") { compact.append(UInt8(ascii: " ")) }
        copied = position
      }
    }
    position = copied
    copyRest()
  }

  /// For each byte whether a value without quotes may hold it.
  private static let isPlain: [Bool] = (UInt8.min...UInt8.max).map { $0 > 0x20 && !Array("\"'=<>`".utf8).contains($0) }

  private func isPlain(_ value: Range<Int>) -> Bool {
    !value.isEmpty && bytes[value.upperBound - 1] != UInt8(ascii: "/")
      && bytes[value].allSatisfy { Self.isPlain[Int($0)] }
  }

  private func next(_ byte: UInt8, from start: Int) -> Int? { bytes[start...].firstIndex(of: byte) }

  /// The name of the next tag with the stroke of an end tag; empty where words stand before it.
  private func tagName(after start: Int) -> String {
    let place = content(from: start)
    guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "<") else { return "" }
    let isEnd = bytes[place + 1] == UInt8(ascii: "/")
    return (isEnd ? "/" : "") + name(at: place + (isEnd ? 2 : 1))
  }

  private func name(at start: Int) -> String {
    let letters = bytes[start...].prefix { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    return String(decoding: letters, as: UTF8.self)
  }

  /// The first place from `start` on that is not white space.
  private func content(from start: Int) -> Int {
    bytes[start...].firstIndex { $0 != 0x20 && $0 != 0x0A } ?? bytes.count
  }
}
