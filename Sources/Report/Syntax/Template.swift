import Document
import Source

/// A text option with roles in it, as the `alt` of a figure, or the running text of a title.
package struct Template: Sendable {
  package private(set) var content: [Inline<Draft>] = []
  /// Names of roles that are never closed.
  private(set) var unclosed: [Range<Int>] = []

  /// Running text that was read with its chapter.
  package init(_ content: [Inline<Draft>]) { self.content = content }

  /// Reads `text`, which begins at byte `start` of `file`; comments in it are left out.
  package init(_ text: String, start: Int, file: SourceFile) {
    let bytes = Array(text.utf8) + [0]
    bytes.withUnsafeBufferPointer { buffer in
      guard let pointer = buffer.baseAddress else { return }
      var scanner = InlineScanner(pointer)
      var (plain, index) = (0, 0)
      func string(_ range: Range<Int>) -> String { String(decoding: buffer[range], as: UTF8.self) }
      func place(_ range: Range<Int>) -> Range<Int> { range.lowerBound + start..<range.upperBound + start }
      func add(upTo end: Int) {
        if plain < end { content.append(.text(ChapterReader.withoutComments(string(plain..<end)))) }
      }
      while index < buffer.count - 1 {
        guard buffer[index] == UInt8(ascii: "{"), let (syntax, end) = scanner.scan(at: index) else {
          index += 1
          continue
        }
        if case .openRole(let name) = syntax { unclosed.append(place(name)) }
        guard case .role(let name, let text) = syntax else {
          index = end
          continue
        }
        add(upTo: index)
        content.append(
          .role(
            RoleCall(name: string(name), nameSpan: place(name), text: string(text), textSpan: place(text), file: file)))
        (plain, index) = (end, end)
      }
      add(upTo: buffer.count - 1)
    }
  }

  package var roles: [RoleCall] {
    var roles: [RoleCall] = []
    content.walk { if case .role(let call) = $0 { roles.append(call) } }
    return roles
  }

  /// The text with `filler` where a role stands.
  package func text(filling filler: String) -> String {
    content.map { if case .role = $0 { filler } else { $0.plainText } }.joined()
  }
}
