/// Indented JSON that is written straight to bytes: the same as `ResultCoder` makes of equal values, which it first puts
/// into a tree.
///
/// Whoever writes an object gives its members in the order of their names.
package struct JSONText: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// How many objects and lists are open.
  private var depth: Int
  /// Whether the object or the list that was opened last has nothing yet.
  private var isEmpty = true

  /// Of what stands in `depth` objects and lists.
  package init(depth: Int = 0) { self.depth = depth }

  /// An object of the members that `write` adds.
  package mutating func object(_ write: (inout JSONText) -> Void) {
    enclosed(in: (UInt8(ascii: "{"), UInt8(ascii: "}")), write)
  }

  /// A list in which `write` adds each item.
  package mutating func list<Item>(_ items: [Item], _ write: (inout JSONText, Item) -> Void) {
    enclosed(in: (UInt8(ascii: "["), UInt8(ascii: "]"))) { text in
      for item in items {
        text.begin()
        write(&text, item)
      }
    }
  }

  /// The name of a member, whose value is added next.
  package mutating func name(_ name: String) {
    begin()
    add(name)
    bytes += " : ".utf8
  }

  package mutating func add(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { letters in
      if letters.contains(where: Self.isEscaped) {
        for letter in letters { addEscaped(letter) }
      } else {
        bytes.append(contentsOf: letters)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func add(_ number: Int) { bytes += number.description.utf8 }

  package mutating func add(_ number: Double) {
    guard number.isFinite else { return add(number.isNaN ? "nan" : number < 0 ? "-inf" : "inf") }
    let digits = number.description.utf8
    bytes += digits
    if digits.suffix(2).elementsEqual(".0".utf8) { bytes.removeLast(2) }
  }

  private mutating func enclosed(in brackets: (open: UInt8, close: UInt8), _ write: (inout JSONText) -> Void) {
    bytes.append(brackets.open)
    (depth, isEmpty) = (depth + 1, true)
    write(&self)
    depth -= 1
    // Nothing has a line too.
    if isEmpty { bytes.append(UInt8(ascii: "\n")) }
    isEmpty = false
    breakLine()
    bytes.append(brackets.close)
  }

  /// Begins a member or an item.
  private mutating func begin() {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
    breakLine()
  }

  private mutating func breakLine() {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private static func isEscaped(_ letter: UInt8) -> Bool {
    letter < 0x20 || letter == UInt8(ascii: "\"") || letter == UInt8(ascii: "\\")
  }

  private mutating func addEscaped(_ letter: UInt8) {
    guard Self.isEscaped(letter) else { return bytes.append(letter) }
    switch letter {
    case UInt8(ascii: "\""): bytes += "\\\"".utf8
    case UInt8(ascii: "\\"): bytes += "\\\\".utf8
    case 0x08: bytes += "\\b".utf8
    case 0x0C: bytes += "\\f".utf8
    case UInt8(ascii: "\n"): bytes += "\\n".utf8
    case UInt8(ascii: "\r"): bytes += "\\r".utf8
    case UInt8(ascii: "\t"): bytes += "\\t".utf8
    default: bytes += "\\u00\(letter < 0x10 ? "0" : "")\(String(letter, radix: 16))".utf8
    }
  }
}
