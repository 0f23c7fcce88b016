/// Finds names in text that need not be whole, as an author has it half written.
enum NameScanner {
  struct Name: Sendable, Equatable {
    var text: String
    /// Bytes of the file.
    var span: Range<Int>
  }

  /// The first word of each path, `poly` in `poly.longLagError[gru]`; texts between quotes and what stands between brackets
  /// behind a path are left out.
  static func paths(in text: String, at start: Int) -> [Name] {
    let bytes = Array(text.utf8)
    var names: [Name] = []
    var index = 0
    var isSelector = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index = (bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count - 1) + 1
      } else if byte == UInt8(ascii: "%") {
        // What follows is the format of a number.
        break
      } else if isNameStart(byte) {
        let end = nameEnd(bytes, from: index)
        var last = end
        while last + 1 < bytes.count, bytes[last] == UInt8(ascii: "."), isNameStart(bytes[last + 1]) {
          last = nameEnd(bytes, from: last + 1)
        }
        if last > end || (end < bytes.count && bytes[end] == UInt8(ascii: ".")), !isSelector {
          names.append(
            Name(text: String(decoding: bytes[index..<end], as: UTF8.self), span: start + index..<start + end))
        }
        if last > end, last < bytes.count, bytes[last] == UInt8(ascii: "[") { isSelector = true }
        index = max(last, end)
      } else {
        if byte == UInt8(ascii: "]") { isSelector = false }
        index += 1
      }
    }
    return names
  }

  /// The names right before a parenthesis in an equation.
  static func calls(in text: String, at start: Int) -> [Name] {
    let bytes = Array(text.utf8)
    var names: [Name] = []
    var index = 0
    while index < bytes.count {
      guard isNameStart(bytes[index]) else {
        index += 1
        continue
      }
      let end = nameEnd(bytes, from: index)
      if end < bytes.count, bytes[end] == UInt8(ascii: "(") {
        names.append(
          Name(text: String(decoding: bytes[index..<end], as: UTF8.self), span: start + index..<start + end))
      }
      index = end
    }
    return names
  }

  /// The words of a text.
  static func words(in text: String, at start: Int, separators: [UInt8] = Array(",;".utf8)) -> [Name] {
    let bytes = Array(text.utf8)
    return bytes.split { [9, 10, 13, 32].contains($0) || separators.contains($0) }.map { word in
      Name(text: String(decoding: word, as: UTF8.self), span: start + word.startIndex..<start + word.endIndex)
    }
  }

  static func isNameStart(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) || byte == UInt8(ascii: "_") }

  /// Whether a byte may stand in a name of the setting language.
  static func isName(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// The byte after the name that begins at `start`; a hyphen belongs to it where a letter follows.
  private static func nameEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var end = start + 1
    while end < bytes.count {
      let isJoined = bytes[end] == UInt8(ascii: "-") && end + 1 < bytes.count && isNameStart(bytes[end + 1])
      guard isNameStart(bytes[end]) || (48...57).contains(bytes[end]) || isJoined else { break }
      end += 1
    }
    return end
  }
}
