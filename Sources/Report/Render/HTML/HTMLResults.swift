import Document
import Plot

extension HTMLWriter {
  /// The results of a section: a row for each claim, with what else there is to say of it folded below its name.
  mutating func results(_ rows: [ResultRow<Final>]) throws {
    let axis = rows.lazy.compactMap(\.sketch).first.map { IntervalSketch(axis: $0.axis) }
    let columns = HTMLColumns([.left, .left] + (axis == nil ? [] : [.left]) + [.left, .right])
    self.columns.formUnion(columns)
    try element("div", ["class": "claims"]) { writer in
      try writer.element("div", ["class": "table"]) { writer in
        try writer.element("table", ["class": columns.names]) { writer in
          let words = writer.language
          let heads = [words["Claim"], words["Verdict"], axis?.page(), words["Estimate"], "n"].compactMap { $0 }
          writer.write("<thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr></thead>")
          try writer.element("tbody") { writer in
            for row in rows { try writer.result(row, hasAxis: axis != nil) }
          }
        }
      }
      // Once in a chapter is enough.
      guard axis != nil, !writer.hasKey else { return }
      writer.hasKey = true
      writer.write("\n<p class=\"key\">\(Self.key)</p>\n")
    }
  }

  private static let key = """
    Ratios on a logarithmic axis, the same throughout: a dot and its interval, <span class="less">below 1</span>, \
    <span class="more">above 1</span>, or grey on both sides; shaded is where the claim holds.
    """

  private mutating func result(_ row: ResultRow<Final>, hasAxis: Bool) throws {
    let id = row.id.isEmpty ? nil : unique(row.id)
    let evidence = row.remarks + [.code(language: "", text: row.source)]
    let isMoved = moved(evidence, of: row.title)
    try element("tr", ["id": id]) { writer in
      try writer.element("td") { writer in
        let name = id == nil ? "span" : "a"
        writer.element(name, ["class": "number", "href": id.map { "#\($0)" }]) {
          $0.write(HTML.escape($0.language.title(row.title)))
        }
        writer.write(" ")
        try writer.inlines(row.name)
        if isMoved { return }
        try writer.element("details") { writer in
          writer.write("<summary>\(writer.language["test and comparison"])</summary>\n")
          try writer.blocks(evidence)
        }
      }
      writer.element("td") { $0.badge(row.verdict) }
      if hasAxis { writer.element("td") { writer in writer.write(row.sketch?.page() ?? "") } }
      try writer.element("td") { try $0.inlines([Inline<Final>.text(row.estimate).unbroken]) }
      writer.write("<td>\(HTML.escape(row.basis))</td>")
    }
    write("\n")
  }
}
