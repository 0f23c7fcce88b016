import Source
import Syntax

/// What an author is writing at the cursor, from the text before it, which may be half written.
struct CursorContext {
  enum Place: Equatable {
    /// Behind the brace of a fence.
    case directive
    /// The name of a setting of a directive that has some already.
    case setting(of: String, given: [String])
    /// The value of a setting.
    case value(of: String, setting: String)
    case frontMatterSetting(given: [String])
    case frontMatterValue(setting: String)
    case role
    /// The text of a role.
    case roleText(of: String)
    /// The address of a link.
    case link
    /// An equation of a definition or a property.
    case equation(of: String)
    case prose
    /// Within a block of code.
    case code
  }

  let place: Place
  /// From where what is being written is seen: the value, the role's text or the word, as bytes.
  let start: Int
  let cursor: Int
  /// The text from `start` to the cursor.
  let text: String
  /// The options of the directive that are above the cursor.
  let options: [FenceScan.Option]
  /// The lines of the body before the cursor, where it is one of equations.
  private(set) var equationLines: [String] = []

  init(_ file: SourceFile, at cursor: Int) {
    let number = file.line(of: cursor)
    let line = file.bytes(ofLine: number)
    let scan = FenceScan(file, before: number)
    let head = Array(file.bytes[line.lowerBound..<min(max(cursor, line.lowerBound), line.upperBound)])
    let fence = scan.open.last
    var (place, offset) = Self.place(head, in: scan, fence)
    if place == .prose, let fence, let directive = fence.directive, Self.hasEquations(fence) {
      let lines = (fence.line + 1..<number).map { String(decoding: file.bytes[file.bytes(ofLine: $0)], as: UTF8.self) }
      let body = Array(lines.drop { !$0.allSatisfy(\.isWhitespace) && !fence.options.isEmpty })
      if Self.isEquation(String(decoding: head, as: UTF8.self), behind: body) {
        let word = head.reversed().prefix { NameScanner.isName($0) && $0 != UInt8(ascii: "-") }
        (place, offset) = (.equation(of: directive), head.count - word.count)
        equationLines = body + [String(decoding: head, as: UTF8.self)]
      }
    }
    self.place = place
    self.cursor = min(max(cursor, line.lowerBound), line.upperBound)
    start = line.lowerBound + offset
    text = String(decoding: head[min(offset, head.count)...], as: UTF8.self)
    options = scan.isFrontMatter ? scan.frontMatter : fence?.options ?? []
  }

  /// Whether the body of a directive begins with equations.
  private static func hasEquations(_ fence: FenceScan.Fence) -> Bool {
    let isProperty = fence.options.contains { $0.name == "check" && $0.text.hasPrefix("property") }
    return EquationBody.names.contains(fence.directive ?? "") || isProperty
  }

  /// Whether a line is one of equations behind other lines of the body: in its first paragraph, or where the paragraph begins
  /// as an equation does.
  private static func isEquation(_ line: String, behind lines: [String]) -> Bool {
    let paragraphs = (lines + [line]).split { $0.allSatisfy(\.isWhitespace) }
    guard paragraphs.count > 1, let first = paragraphs.last?.first else { return true }
    return first.prefixMatch(of: /\s*(state|parameter|answers|control|for)\b|\s*[A-Za-z_]\w*'*(\[[^\]]*\])?\s*[=~]/)
      != nil
  }

  /// The kind of place, and where in the line the text of it begins.
  private static func place(_ head: [UInt8], in scan: FenceScan, _ fence: FenceScan.Fence?) -> (Place, Int) {
    if let start = directiveStart(head), fence == nil || fence?.directive != nil { return (.directive, start) }
    if let fence, fence.directive == nil { return (.code, head.count) }
    let first = head.firstIndex { ![9, 32, UInt8(ascii: ">")].contains($0) } ?? head.count
    let name = head[first...].prefix { NameScanner.isName($0) }
    let word = String(decoding: name, as: UTF8.self)
    let hasColon = name.endIndex < head.count && head[name.endIndex] == UInt8(ascii: ":")
    let valueStart = hasColon ? head[(name.endIndex + 1)...].firstIndex { $0 != 32 && $0 != 9 } ?? head.count : 0
    if scan.isFrontMatter {
      if hasColon { return (.frontMatterValue(setting: word), valueStart) }
      return (.frontMatterSetting(given: scan.frontMatter.map(\.name)), first)
    }
    if let inline = inlinePlace(head) { return inline }
    if let fence, let directive = fence.directive, fence.isInOptions {
      if hasColon { return (.value(of: directive, setting: word), valueStart) }
      if name.endIndex == head.count { return (.setting(of: directive, given: fence.options.map(\.name)), first) }
    }
    return (.prose, head.count)
  }

  /// Where the name of a directive begins in a line such as `` ```{fig ``.
  private static func directiveStart(_ head: [UInt8]) -> Int? {
    guard let first = head.firstIndex(where: { ![9, 32, UInt8(ascii: ">")].contains($0) }) else { return nil }
    let mark = head[first]
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let run = head[first...].prefix { $0 == mark }
    let rest = head[run.endIndex...].drop { $0 == 32 }
    guard run.count >= 3, rest.first == UInt8(ascii: "{"), rest.dropFirst().allSatisfy({ NameScanner.isName($0) })
    else { return nil }
    return rest.startIndex + 1
  }

  /// A role, its text or a link that the line ends within.
  private static func inlinePlace(_ head: [UInt8]) -> (Place, Int)? {
    var index = 0
    var link: Int?
    while index < head.count {
      switch head[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"):
        let run = head[index...].prefix { $0 == UInt8(ascii: "`") }
        guard let end = close(run.count, in: head, from: run.endIndex) else {
          index = run.endIndex
          continue
        }
        index = end
      case UInt8(ascii: "{"):
        let name = head[(index + 1)...].prefix { NameScanner.isName($0) || $0 == UInt8(ascii: ":") }
        if name.endIndex == head.count { return (.role, index + 1) }
        let opening = name.endIndex + 1
        guard head[name.endIndex] == UInt8(ascii: "}"), opening < head.count, head[opening] == UInt8(ascii: "`") else {
          index += 1
          continue
        }
        let run = head[opening...].prefix { $0 == UInt8(ascii: "`") }
        guard let end = close(run.count, in: head, from: run.endIndex) else {
          let start = head[run.endIndex...].firstIndex { $0 != 32 } ?? head.count
          return (.roleText(of: String(decoding: name, as: UTF8.self)), start)
        }
        index = end
      case UInt8(ascii: "]") where index + 1 < head.count && head[index + 1] == UInt8(ascii: "("):
        link = index + 2
        index += 2
      case UInt8(ascii: ")"):
        link = nil
        index += 1
      default: index += 1
      }
    }
    return link.map { (.link, $0) }
  }

  /// The index behind the run of exactly `length` backticks that closes a span.
  private static func close(_ length: Int, in head: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < head.count {
      let run = head[index...].prefix { $0 == UInt8(ascii: "`") }
      if run.count == length { return run.endIndex }
      index = max(run.endIndex, index + 1)
    }
    return nil
  }
}
