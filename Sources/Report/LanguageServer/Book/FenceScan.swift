import Source

/// The fenced blocks of a text line by line, as far as it is written: what is never closed counts as open.
struct FenceScan {
  /// A line `name: value` of a directive.
  struct Option {
    var name: String
    /// Bytes of the value, trimmed.
    var span: Range<Int>
    var text: String
  }

  /// A fenced block.
  struct Fence {
    /// The word between the braces; nil for a block of code.
    var directive: String?
    /// Bytes of the word, or of the fence.
    var nameSpan: Range<Int>
    var mark: UInt8
    var length: Int
    var line: Int
    var options: [Option] = []
    /// Whether the next line may still be an option.
    var isInOptions = true
  }

  /// The blocks that are open, the innermost last.
  private(set) var open: [Fence] = []
  /// The directives that were met, closed or not, with the options of those that are closed.
  private(set) var directives: [Fence] = []
  /// Whether the lines so far are the front matter, without its last line.
  private(set) var isFrontMatter = false
  private(set) var frontMatter: [Option] = []

  private let file: SourceFile

  /// Reads the lines of a file before line `end`, counted from 1.
  init(_ file: SourceFile, before end: Int) {
    self.file = file
    for number in stride(from: 1, to: min(end, file.lineCount + 1), by: 1) { read(line: number) }
    directives += open.filter { $0.directive != nil }
  }

  private mutating func read(line number: Int) {
    let line = file.bytes(ofLine: number)
    let text = Self.content(file.bytes[line])
    if number == 1, text.elementsEqual("---".utf8) {
      isFrontMatter = true
      return
    }
    if isFrontMatter {
      if text.elementsEqual("---".utf8) {
        isFrontMatter = false
      } else if let option = option(text) {
        frontMatter.append(option)
      }
      return
    }
    if let fence = fence(text, line: number) {
      take(fence, isBare: text.allSatisfy { $0 == fence.mark || $0 == 32 })
    } else if open.last?.isInOptions == true {
      readOption(text)
    }
  }

  /// A fence opens a block, or closes one.
  private mutating func take(_ fence: Fence, isBare: Bool) {
    guard let last = open.last else { return open.append(fence) }
    if isBare, let index = open.lastIndex(where: { $0.mark == fence.mark && fence.length >= $0.length }),
      index == open.count - 1 || open[open.count - 1].directive != nil
    {
      for closed in open[index...] where closed.directive != nil { directives.append(closed) }
      open.removeSubrange(index...)
    } else if last.directive != nil, !isBare || fence.length < last.length || fence.mark != last.mark {
      open[open.count - 1].isInOptions = false
      open.append(fence)
    }
  }

  private mutating func readOption(_ text: ArraySlice<UInt8>) {
    let index = open.count - 1
    if open[index].directive != nil, let option = option(text) {
      open[index].options.append(option)
    } else {
      open[index].isInOptions = false
    }
  }

  /// A line without the marks of lists and quotes before it.
  private static func content(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = line.drop { [9, 32, UInt8(ascii: ">")].contains($0) }
    while let last = text.last, last == 32 || last == 9 { text.removeLast() }
    return text
  }

  private func fence(_ text: ArraySlice<UInt8>, line: Int) -> Fence? {
    guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let run = text.prefix { $0 == mark }
    guard run.count >= 3 else { return nil }
    let info = text[run.endIndex...].drop { $0 == 32 }
    if mark == UInt8(ascii: "`"), info.contains(mark) { return nil }
    var fence = Fence(
      directive: nil, nameSpan: run.startIndex..<run.endIndex, mark: mark, length: run.count, line: line)
    if info.first == UInt8(ascii: "{") {
      let name = info.dropFirst().prefix { NameScanner.isName($0) }
      fence.directive = String(decoding: name, as: UTF8.self)
      fence.nameSpan = name.startIndex..<name.endIndex
    }
    return fence
  }

  private func option(_ text: ArraySlice<UInt8>) -> Option? {
    let name = text.prefix { NameScanner.isName($0) }
    guard !name.isEmpty, text[name.endIndex...].first == UInt8(ascii: ":") else { return nil }
    let value = text[(name.endIndex + 1)...].drop { $0 == 32 || $0 == 9 }
    return Option(
      name: String(decoding: name, as: UTF8.self), span: value.startIndex..<value.endIndex,
      text: String(decoding: value, as: UTF8.self))
  }
}
