/// The `\begin{align}` or `\end{align}` of an environment that is a formula by itself, without dollars around it.
struct TeXEnvironment {
  enum Command {
    case begin, end

    var word: StaticString { self == .begin ? "begin{" : "end{" }
  }

  /// "align*"
  let name: String
  /// The byte after the brace that closes the name.
  let end: Int

  /// Environments that need no dollars; those of them that KaTeX lacks are mistakes with a place.
  static let names: Set<String> = [
    "align", "align*", "alignat", "alignat*", "equation", "equation*", "eqnarray", "eqnarray*", "flalign", "flalign*",
    "gather", "gather*", "multline", "multline*",
  ]

  /// Reads what follows the backslash, or its stand-in, at byte `start` of a text that a zero byte ends.
  init?(_ text: UnsafePointer<UInt8>, at start: Int, _ command: Command) {
    guard text[start] == UInt8(ascii: "\\") || text[start] == StandIn.backslash else { return nil }
    let word = command.word
    var index = 0
    while index < word.utf8CodeUnitCount {
      guard text[start + 1 + index] == word.utf8Start[index] else { return nil }
      index += 1
    }
    let first = start + 1 + index
    index = first
    while index < first + 12, InlineScanner.isLetter(text[index]) || text[index] == UInt8(ascii: "*") { index += 1 }
    guard text[index] == UInt8(ascii: "}") else { return nil }
    let name = String(decoding: UnsafeBufferPointer(start: text + first, count: index - first), as: UTF8.self)
    guard Self.names.contains(name) else { return nil }
    (self.name, end) = (name, index + 1)
  }

  /// Reads the start of a line.
  init?(_ line: ArraySlice<UInt8>, _ command: Command) {
    guard line.first == UInt8(ascii: "\\") else { return nil }
    let text = Array(line.prefix(40)) + [0]
    guard
      let found = text.withUnsafeBufferPointer({ buffer in buffer.baseAddress.flatMap { Self($0, at: 0, command) } })
    else { return nil }
    self = found
  }
}
