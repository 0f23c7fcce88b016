/// Writes KaTeX's MathML as what a screen reader needs of it.
enum MathMLShortener {
  /// Attributes that concern only the look.
  private static let looks: [MarkupBytes.Attribute] = [
    "stretchy", "separator", "fence", "lspace", "rspace", "minsize", "maxsize",
  ]
  private static let variant: MarkupBytes.Attribute = "mathvariant"
  private static let skipped = ["<semantics>", "</semantics>"].map { Array($0.utf8) }
  private static let row = Array("<mrow>".utf8)
  private static let rowEnd = Array("</mrow>".utf8)
  private static let (mathStart, elementStart) = (Array("<math".utf8), Array("<m".utf8))
  private static let (annotation, annotationEnd) = (Array("<annotation".utf8), Array("</annotation>".utf8))
  private static let source = Array("x-tex\">".utf8)

  /// A tag of the MathML, with what follows it in `rest`, from which the copy of the TeX is taken away.
  static func shortened(_ tag: ArraySlice<UInt8>, before rest: inout ArraySlice<UInt8>) -> [UInt8] {
    if tag.starts(with: mathStart) { return formula(tag, before: rest) }
    if tag.starts(with: annotation) {
      rest = rest[(MarkupBytes.range(of: annotationEnd, in: rest)?.upperBound ?? rest.endIndex)...]
      return []
    }
    if skipped.contains(where: tag.elementsEqual) {
      // A formula is a row by itself.
      if rest.starts(with: row) { rest = rest.dropFirst(row.count) }
      return []
    }
    if tag.elementsEqual(rowEnd), rest.starts(with: annotation) { return [] }
    return tag.starts(with: elementStart) ? element(tag, before: rest) : Array(tag)
  }

  /// The tag that begins the formula, with the TeX that stands in `rest` as its text.
  private static func formula(_ tag: ArraySlice<UInt8>, before rest: ArraySlice<UInt8>) -> [UInt8] {
    let display = MarkupBytes.value(of: "display", in: tag)
    var tex = ""
    if let start = MarkupBytes.range(of: source, in: rest),
      let end = MarkupBytes.range(of: annotationEnd, in: rest[start.upperBound...])
    {
      tex = String(decoding: rest[start.upperBound..<end.lowerBound], as: UTF8.self).replacing("\"", with: "&quot;")
    }
    return Array("<math\(display.isEmpty ? "" : " display=\"\(display)\"") alttext=\"\(tex)\">".utf8)
  }

  private static func element(_ tag: ArraySlice<UInt8>, before rest: ArraySlice<UInt8>) -> [UInt8] {
    guard tag.contains(UInt8(ascii: " ")) else { return Array(tag) }
    var short = tag
    for name in looks { MarkupBytes.remove(name, from: &short) }
    // Only a letter has a shape that may be normal.
    if MarkupBytes.value(of: variant, in: tag) == "normal" {
      let content = String(decoding: rest.prefix { $0 != UInt8(ascii: "<") }, as: UTF8.self)
      let isLetter = content.unicodeScalars.contains(where: \.properties.isAlphabetic)
      if !isLetter { MarkupBytes.remove(variant, from: &short) }
    }
    return Array(short)
  }
}
