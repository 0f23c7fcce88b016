/// Searches of texts for modules that are not optimised, in which a loop over characters or bytes is slow.
package enum QuickSearch {
  /// Takes all of `rest` before the first of some ASCII signs, or everything where none follows.
  package static func take(from rest: inout Substring, before signs: StaticString) -> Substring {
    let end = signs.withUTF8Buffer { signs in rest.utf8.firstIndex { signs.contains($0) } } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  /// The first place of a byte at or after `start`.
  package static func place(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
    bytes[start...].firstIndex(of: byte)
  }

  /// The words of a text, which spaces, tabs and ends of lines part, with one space between them.
  package static func singleSpaced(_ text: String) -> String {
    text.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }
}
