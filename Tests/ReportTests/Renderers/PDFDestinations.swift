import Foundation

/// On which page of a PDF the places stand that its links lead to.
struct PDFDestinations {
  /// The number of the page, from 1 on, by id.
  private(set) var pages: [String: Int] = [:]

  /// Reads the uncompressed objects of a PDF as Chromium writes it; what cannot be read has no page.
  init(_ pdf: Data) {
    let trees = Self.ranges(of: "<</Type /Pages", in: pdf).compactMap { Self.tree(at: $0, in: pdf) }
    let nodes = Dictionary(trees.map { ($0.number, $0.kids) }) { first, _ in first }
    let children = Set(trees.flatMap(\.kids))
    var order: [Int] = []
    func collect(_ node: Int, _ depth: Int) {
      guard let kids = nodes[node], depth < 64 else { return order.append(node) }
      for kid in kids { collect(kid, depth + 1) }
    }
    for tree in trees where !children.contains(tree.number) { collect(tree.number, 0) }
    let numbers = Dictionary(zip(order, 1...)) { first, _ in first }
    for range in Self.ranges(of: " 0 R /XYZ", in: pdf) {
      // "/name [12 0 R /XYZ": the name and the page's object stand before.
      let before = String(decoding: pdf[max(pdf.startIndex, range.lowerBound - 1000)..<range.lowerBound], as: UTF8.self)
      guard let match = before.firstMatch(of: /\/([^\s\/\[]+) \[(\d+)$/), let page = Int(match.output.2) else {
        continue
      }
      pages[Self.id(match.output.1)] = numbers[page]
    }
  }

  private static func ranges(of word: String, in pdf: Data) -> [Range<Int>] {
    let word = Data(word.utf8)
    var ranges: [Range<Int>] = []
    var start = pdf.startIndex
    while let range = pdf.range(of: word, in: start..<pdf.endIndex) {
      ranges.append(range)
      start = range.upperBound
    }
    return ranges
  }

  /// A node of the tree of pages, whose dictionary begins at `range`: its number and those of its children.
  private static func tree(at range: Range<Int>, in pdf: Data) -> (number: Int, kids: [Int])? {
    let before = String(decoding: pdf[max(pdf.startIndex, range.lowerBound - 24)..<range.lowerBound], as: UTF8.self)
    let after = pdf[range.upperBound..<min(pdf.endIndex, range.upperBound + 4000)]
    guard let number = before.firstMatch(of: /(\d+) 0 obj\s*$/).flatMap({ Int($0.output.1) }),
      let kids = String(decoding: after, as: UTF8.self).firstMatch(of: /\/Kids \[([0-9 R]*)\]/)
    else { return nil }
    return (number, kids.output.1.matches(of: /(\d+) 0 R/).compactMap { Int($0.output.1) })
  }

  /// An id from a name of a PDF, in which bytes are written "#C3", from a link, in which they are written "%C3".
  private static func id(_ name: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "#"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.removingPercentEncoding ?? text
  }
}
