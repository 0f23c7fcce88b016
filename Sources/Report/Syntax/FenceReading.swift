import CMarkdown
import Document
import Equations
import Source

extension ChapterReader {
  /// The directives that the reader carries out itself.
  package static let privateName = "private"
  package static let macrosName = "macros"

  /// The parts of a fenced block, as lines of the passage.
  private struct Fence {
    var opening: Passage.Line
    /// The bytes of the opening line from the fence on.
    var mark: Range<Int>
    /// What stands behind the fence, trimmed, as bytes of the file.
    var info: Range<Int>
    var lines: [Passage.Line]
    /// The closing line, nil if there is none.
    var closing: Passage.Line?
  }

  /// A code block, a directive, or an equation between `$$` lines.
  mutating func fenced(_ node: MarkdownNode, in context: Context, depth: Int) -> [Block<Draft>] {
    let first = node.startLine
    let language = StandIn.restored(cmark_node_get_fence_info(node.pointer))
    guard node.isFenced, let opening = context.passage.line(first) else {
      return [
        .code(language: "", text: context.equations.restored(node.literal, first: first, passage: context.passage))
      ]
    }
    if let equation = context.equations.equations[first] {
      return [self.equation(equation, tex: node.literal, in: context)]
    }
    let fence = fence(opening, first: first, literal: node.literal, passage: context.passage)
    if fence.closing == nil {
      report(
        .unterminatedFence, "this block is never closed",
        remedy: "close it with \(file.text(fence.mark)) on its own line",
        at: fence.mark)
    }
    guard file.bytes[fence.info].first == UInt8(ascii: "{") else {
      let words = file.bytes[fence.info]
      let rest = words.drop { $0 != 32 && $0 != 9 }.trimmed
      if !rest.isEmpty {
        report(
          .foreignSyntax,
          "'\(String(decoding: rest, as: UTF8.self))' has no meaning after the language of a code block",
          remedy: "remove it, or give the code a number and a caption with ```{code}",
          at: rest.startIndex..<rest.endIndex)
      }
      return [.code(language: language, text: node.literal)]
    }
    guard let call = directive(fence, depth: depth) else { return [] }
    return call.name == Inclusion.name ? included(call, depth: depth) : [.directive(call)]
  }

  private mutating func equation(
    _ equation: EquationFences.Equation, tex: String, in context: Context
  ) -> Block<Draft> {
    let math = environment(equation, tex: tex, in: context) ?? formula(equation, tex: tex, in: context)
    return self.equation(math, label: equation.label.map(file.text), labelSpan: equation.label ?? math.span)
  }

  /// The TeX between two lines.
  private func formula(_ equation: EquationFences.Equation, tex: String, in context: Context) -> Math {
    let lines = context.passage.span(equation.opening + 1, max(equation.opening + 1, equation.closing - 1))
    let tex = tex.last == "\n" ? String(tex.dropLast()) : tex
    let firstLine = tex.utf8.prefix { $0 != 10 }.count
    let start = (context.passage.line(equation.opening + 1)?.end ?? lines.lowerBound) - firstLine
    return Math(tex: tex, span: start..<max(start, lines.upperBound), file: file)
  }

  /// The TeX of an environment, its first and its last line included; nil for an equation between marks.
  private func environment(_ equation: EquationFences.Equation, tex: String, in context: Context) -> Math? {
    guard let end = equation.environmentEnd, let opening = context.passage.line(equation.opening),
      let closing = context.passage.line(equation.closing), let first = context.equations.marks[equation.opening],
      let last = context.equations.marks[equation.closing], last <= end
    else { return nil }
    let lines = [opening.text[first...], Array(tex.utf8.dropLast())[...], closing.text[last..<end]]
    let kept = tex.isEmpty ? [lines[0], lines[2]] : lines
    let span = opening.start + first - opening.text.startIndex..<closing.start + end - closing.text.startIndex
    return Math(tex: String(decoding: Array(kept.joined(separator: [10])), as: UTF8.self), span: span, file: file)
  }

  private func fence(_ opening: Passage.Line, first: Int, literal: String, passage: Passage) -> Fence {
    let text = opening.text
    let start = text.indices.first { text[$0...].starts(with: "```".utf8) || text[$0...].starts(with: "~~~".utf8) }
    let mark = text[(start ?? text.startIndex)...].prefix { $0 == text[start ?? text.startIndex] }
    let info = text[mark.endIndex...].trimmed
    let shift = opening.start - text.startIndex
    var texts = literal.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Array($0)[...] }
    texts.removeLast()
    let lines = texts.enumerated().map { index, line in
      Passage.Line(text: line, start: (passage.line(first + 1 + index)?.end ?? opening.end) - line.count)
    }
    var closing = passage.line(first + lines.count + 1)
    if let end = closing?.text.trimmed.reversed().prefix(while: { $0 == mark.first }), end.count < mark.count {
      closing = nil
    }
    return Fence(
      opening: opening, mark: mark.startIndex + shift..<mark.endIndex + shift,
      info: info.startIndex + shift..<info.endIndex + shift, lines: lines, closing: closing)
  }

  private mutating func directive(_ fence: Fence, depth: Int) -> DirectiveCall? {
    let end = fence.closing?.end ?? fence.lines.last?.end ?? fence.opening.end
    let span = fence.mark.lowerBound..<max(end, fence.mark.upperBound)
    let info = file.bytes[fence.info]
    let name = info.dropFirst().prefix(while: InlineScanner.isLabel)
    let tail = info[name.endIndex...]
    guard let first = name.first, InlineScanner.isLetter(first), tail.first == UInt8(ascii: "}") else {
      report(
        .malformedDirective, "expected '{name} label' after the fence", remedy: "write it as ```{figure} growth",
        at: fence.info)
      return nil
    }
    if name.elementsEqual(Self.privateName.utf8) {
      hidden.append(span)
      return nil
    }
    if name.elementsEqual(Self.macrosName.utf8) {
      macros(fence.lines)
      return nil
    }
    let firstHidden = hidden.count
    let label = tail.dropFirst().trimmed
    let isLabel = label.allSatisfy(InlineScanner.isLabel) && label.first.map(InlineScanner.isLetter) != false
    if !isLabel {
      reportLabel(String(decoding: label, as: UTF8.self), at: label.startIndex..<label.endIndex)
    }
    let hasOptions = fence.lines.first.map { Self.isOption($0.text) } ?? false
    let split = hasOptions ? fence.lines.firstIndex { $0.text.trimmed.isEmpty } ?? fence.lines.endIndex : 0
    let options = titled(options(fence.lines[..<split]), of: String(decoding: name, as: UTF8.self), depth: depth)
    let isDefinition = EquationBody.isExpected(String(decoding: name, as: UTF8.self), options)
    let bodyStart = isDefinition ? EquationBody.end(of: fence.lines[split...]) : split
    let equations = fence.lines[split..<bodyStart].map { line in
      DefinitionLine(String(decoding: line.text, as: UTF8.self), start: line.start)
    }
    let hasBody = fence.lines[bodyStart...].contains { !$0.text.trimmed.isEmpty }
    var body: [Block<Draft>] = []
    if hasBody, allows(depth: depth, at: span) {
      body = blocks(of: Passage(lines: Array(fence.lines[bodyStart...])), depth: depth + 1)
    }
    return DirectiveCall(
      name: String(decoding: name, as: UTF8.self), nameSpan: name.startIndex..<name.endIndex,
      label: isLabel && !label.isEmpty ? String(decoding: label, as: UTF8.self) : nil,
      labelSpan: label.isEmpty ? name.endIndex..<name.endIndex : label.startIndex..<label.endIndex, options: options,
      equations: equations, body: body, span: span, hidden: Array(hidden[firstHidden...]), file: file)
  }

  /// The directives whose titles are drawn, in letters that know no Markdown.
  private static let drawing: Set<String> = ["figure"]

  /// The options of a directive, with titles as running text.
  private mutating func titled(
    _ options: [DirectiveCall.Option], of name: String, depth: Int
  ) -> [DirectiveCall.Option] {
    options.map { option in
      var option = option
      if option.text.contains("<!--") { hideComments(in: option.textSpan) }
      guard option.name == "title", !Self.drawing.contains(name), depth < Self.deepest else { return option }
      let line = Passage.Line(text: file.bytes[option.textSpan], start: option.textSpan.lowerBound)
      let blocks = blocks(of: Passage(lines: [line]), depth: depth + 1)
      if blocks.count == 1, case .paragraph(let content) = blocks[0] { option.content = content }
      return option
    }
  }

  /// Whether a line begins as an option does, `name:`; where the first one does not, the text begins at once.
  static func isOption(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.trimmed
    let name = text.prefix(while: InlineScanner.isOptionName)
    return name.first.map(InlineScanner.isLetter) == true && text[name.endIndex...].trimmed.first == UInt8(ascii: ":")
  }

  /// Bytes of the value of an option.
  static let longestOption = 50_000

  /// Options, `name: value`, one a line.
  package mutating func options(_ lines: some Sequence<Passage.Line>) -> [DirectiveCall.Option] {
    var options: [DirectiveCall.Option] = []
    var names: Set<String> = []
    for line in lines {
      let text = line.text.trimmed
      let shift = line.start - line.text.startIndex
      let name = text.prefix(while: InlineScanner.isOptionName)
      let nameSpan = name.startIndex + shift..<name.endIndex + shift
      let tail = text[name.endIndex...].trimmed
      guard let first = name.first, InlineScanner.isLetter(first), tail.first == UInt8(ascii: ":") else {
        report(
          .malformedOption, "expected 'name: value'",
          remedy: text.first == UInt8(ascii: "-")
            ? "write a list in one line, as chapters: [\"why\", \"how\"]"
            : "options come first, one a line; leave an empty line before the text",
          at: text.startIndex + shift..<text.endIndex + shift)
        continue
      }
      let option = String(decoding: name, as: UTF8.self)
      let value = tail.dropFirst().trimmed
      if value.isEmpty {
        report(
          .emptyOption, "the option '\(option)' has no value", remedy: "give one or remove the line", at: nameSpan)
        continue
      }
      if value.count > Self.longestOption {
        report(
          .malformedOption, "the value of '\(option)' is longer than \(Self.longestOption / 1000) kB",
          remedy: "shorten it, or split the directive", at: nameSpan)
        continue
      }
      if !names.insert(option).inserted {
        report(
          .repeatedOption, "the option '\(option)' is given twice", remedy: "keep one of them", at: nameSpan)
        continue
      }
      options.append(
        DirectiveCall.Option(
          name: option, nameSpan: nameSpan, text: String(decoding: value, as: UTF8.self),
          textSpan: value.startIndex + shift..<value.endIndex + shift))
    }
    return options
  }
}

extension ArraySlice<UInt8> {
  /// Without white space at its ends.
  package var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first, first == 32 || first == 9 { slice.removeFirst() }
    return slice.trimmedEnd
  }

  /// Without white space at its end.
  var trimmedEnd: ArraySlice<UInt8> {
    var slice = self
    while let last = slice.last, last == 32 || last == 9 { slice.removeLast() }
    return slice
  }
}
