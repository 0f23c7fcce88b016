import Document

/// The labels that TeX gives within an equation, `\label{first}`, of which the book and not KaTeX makes numbers.
package enum EquationLabels {
  private static let rowEnd = Array("\\\\".utf8)
  private static let environments = ["align", "gather", "alignat", "equation"]

  /// A label in the TeX.
  struct Mark {
    var label: String
    /// Bytes of the label, and those of the whole command.
    var span: Range<Int>
    var command: Range<Int>
    /// What the author wrote in place of a number, `\tag{*}`, in the same row.
    var tag: String?
  }

  /// Each label in the TeX.
  static func marks(in tex: String) -> [Mark] {
    guard tex.contains("\\label") else { return [] }
    let bytes = Array(tex.utf8)
    let tags = tags(in: bytes)
    return commands("\\label", in: bytes).map { span, command in
      let tag = tags.first { bytes[between($0.command, command)].firstRange(of: rowEnd) == nil }
      return Mark(label: String(decoding: bytes[span], as: UTF8.self), span: span, command: command, tag: tag?.text)
    }
  }

  /// What the author wrote in place of the number of an equation that has one alone.
  static func tag(of tex: String) -> String? {
    tex.contains("\\tag") && !hasRows(tex) ? tags(in: Array(tex.utf8)).first?.text : nil
  }

  /// What the author wrote in place of numbers, with the bytes of its commands.
  private static func tags(in bytes: [UInt8]) -> [(text: String, command: Range<Int>)] {
    ["\\tag", "\\tag*"].flatMap { commands($0, in: bytes) }.map { span, command in
      (String(decoding: bytes[span], as: UTF8.self), command)
    }
  }

  /// The argument and the whole of each command with the name.
  private static func commands(_ name: String, in bytes: [UInt8]) -> [(argument: Range<Int>, whole: Range<Int>)] {
    let command = Array("\(name){".utf8)
    var found: [(Range<Int>, Range<Int>)] = []
    var index = 0
    while let start = bytes[index...].firstRange(of: command) {
      guard let end = bytes[start.upperBound...].firstIndex(of: UInt8(ascii: "}")) else { break }
      found.append((start.upperBound..<end, start.lowerBound..<end + 1))
      index = end + 1
    }
    return found
  }

  private static func between(_ one: Range<Int>, _ other: Range<Int>) -> Range<Int> {
    one.lowerBound < other.lowerBound
      ? one.upperBound..<max(one.upperBound, other.lowerBound)
      : other.upperBound..<max(other.upperBound, one.lowerBound)
  }

  /// Whether the equation is one of several rows, each of which may have a number.
  static func hasRows(_ tex: String) -> Bool {
    ["align", "gather", "alignat"].contains { tex.contains("\\begin{\($0)}") || tex.contains("\\begin{\($0)*}") }
  }

  /// The TeX with numbers in the place of labels, those without a number gone, and no row that KaTeX numbers itself.
  ///
  /// A row with a tag of its own keeps it; of an equation whose number stands beside it, `isNumbered`, the tag is that number.
  package static func numbered(_ tex: String, _ numbers: [String: String], isNumbered: Bool = false) -> String {
    let bytes = Array(tex.utf8)
    var changes = marks(in: tex).map { mark in
      (mark.command, mark.tag == nil ? numbers[mark.label].map { "\\tag{\($0)}" } ?? "" : "")
    }
    if isNumbered, !hasRows(tex) { changes += tags(in: bytes).map { ($0.command, "") } }
    var text = tex
    if !changes.isEmpty {
      var (result, index): ([UInt8], Int) = ([], 0)
      for (span, new) in changes.sorted(by: { $0.0.lowerBound < $1.0.lowerBound }) where span.lowerBound >= index {
        result += bytes[index..<span.lowerBound] + Array(new.utf8)
        index = span.upperBound
      }
      text = String(decoding: result + bytes[index...], as: UTF8.self)
    }
    for name in environments where text.contains("{\(name)}") {
      text = text.replacing("\\begin{\(name)}", with: "\\begin{\(name)*}")
        .replacing("\\end{\(name)}", with: "\\end{\(name)*}")
    }
    return text
  }
}

extension ChapterReader {
  /// An equation, with the labels behind it and within it.
  mutating func equation(_ math: Math, label: String?, labelSpan: Range<Int>) -> Block<Draft> {
    refuseComments(in: math)
    var equation = Equation(math: math, label: label.flatMap { checked($0, at: labelSpan) }, labelSpan: labelSpan)
    if equation.label != nil { equation.tag = EquationLabels.tag(of: math.tex) }
    for mark in EquationLabels.marks(in: math.tex) {
      let span = math.span.lowerBound + mark.span.lowerBound..<math.span.lowerBound + mark.span.upperBound
      guard let label = checked(mark.label, at: span) else { continue }
      if equation.label == nil, equation.rows.isEmpty, !EquationLabels.hasRows(math.tex) {
        (equation.label, equation.labelSpan, equation.tag) = (label, span, mark.tag)
      } else {
        equation.rows.append(EquationRow(label: label, file: file, span: span, tag: mark.tag))
      }
    }
    return .equation(equation)
  }
}
