import Document

/// The labels that TeX gives within an equation, `\label{first}`, of which the book and not KaTeX makes numbers.
package enum EquationLabels {
  private static let environments = ["align", "gather", "alignat", "equation"]

  /// Each label with its bytes of the TeX, and those of the whole command.
  static func marks(in tex: String) -> [(label: String, span: Range<Int>, command: Range<Int>)] {
    guard tex.contains("\\label") else { return [] }
    let bytes = Array(tex.utf8)
    let command = Array("\\label{".utf8)
    var marks: [(label: String, span: Range<Int>, command: Range<Int>)] = []
    var index = 0
    while let found = bytes[index...].firstRange(of: command) {
      guard let end = bytes[found.upperBound...].firstIndex(of: UInt8(ascii: "}")) else { break }
      let span = found.upperBound..<end
      marks.append((String(decoding: bytes[span], as: UTF8.self), span, found.lowerBound..<end + 1))
      index = end + 1
    }
    return marks
  }

  /// Whether the equation is one of several rows, each of which may have a number.
  static func hasRows(_ tex: String) -> Bool {
    ["align", "gather", "alignat"].contains { tex.contains("\\begin{\($0)}") || tex.contains("\\begin{\($0)*}") }
  }

  /// The TeX with numbers in the place of labels, those without a number gone, and no row that KaTeX numbers itself.
  package static func numbered(_ tex: String, _ numbers: [String: String]) -> String {
    var text = tex
    let marks = marks(in: tex)
    if !marks.isEmpty {
      let bytes = Array(tex.utf8)
      var result: [UInt8] = []
      var index = 0
      for mark in marks {
        result += bytes[index..<mark.command.lowerBound]
        if let number = numbers[mark.label] { result += Array("\\tag{\(number)}".utf8) }
        index = mark.command.upperBound
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
    var equation = Equation(math: math, label: label.flatMap { checked($0, at: labelSpan) }, labelSpan: labelSpan)
    for mark in EquationLabels.marks(in: math.tex) {
      let span = math.span.lowerBound + mark.span.lowerBound..<math.span.lowerBound + mark.span.upperBound
      guard let label = checked(mark.label, at: span) else { continue }
      if equation.label == nil, equation.rows.isEmpty, !EquationLabels.hasRows(math.tex) {
        (equation.label, equation.labelSpan) = (label, span)
      } else {
        equation.rows.append(EquationRow(label: label, file: file, span: span))
      }
    }
    return .equation(equation)
  }
}
