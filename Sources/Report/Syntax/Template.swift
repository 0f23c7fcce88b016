import Document
import Source

/// A text option with roles in it, as the `alt` and the `title` of a figure.
package struct Template: Sendable {
  package enum Piece: Sendable {
    case text(String)
    case role(RoleCall)
  }

  package private(set) var pieces: [Piece] = []
  /// Names of roles that are never closed.
  private(set) var unclosed: [Range<Int>] = []

  /// Reads `text`, which begins at byte `start` of `file`.
  package init(_ text: String, start: Int, file: SourceFile) {
    let bytes = Array(text.utf8) + [0]
    bytes.withUnsafeBufferPointer { buffer in
      guard let pointer = buffer.baseAddress else { return }
      var scanner = InlineScanner(pointer)
      var (plain, index) = (0, 0)
      func string(_ range: Range<Int>) -> String { String(decoding: buffer[range], as: UTF8.self) }
      func place(_ range: Range<Int>) -> Range<Int> { range.lowerBound + start..<range.upperBound + start }
      while index < buffer.count - 1 {
        guard buffer[index] == UInt8(ascii: "{"), let (syntax, end) = scanner.scan(at: index) else {
          index += 1
          continue
        }
        if case .openRole(let name) = syntax { unclosed.append(place(name)) }
        guard case .role(let name, let content) = syntax else {
          index = end
          continue
        }
        if plain < index { pieces.append(.text(string(plain..<index))) }
        pieces.append(
          .role(
            RoleCall(
              name: string(name), nameSpan: place(name), text: string(content), textSpan: place(content), file: file)))
        (plain, index) = (end, end)
      }
      if plain < buffer.count - 1 { pieces.append(.text(string(plain..<buffer.count - 1))) }
    }
  }

  package var roles: [RoleCall] { pieces.compactMap { if case .role(let call) = $0 { call } else { nil } } }

  /// The text with `filler` where a role stands.
  package func text(filling filler: String) -> String {
    pieces.map { if case .text(let text) = $0 { text } else { filler } }.joined()
  }
}
