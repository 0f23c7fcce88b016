import Document
import Plot

extension HTMLWriter {
  /// The results of a section: a row for each claim, with what else there is to say of it folded below its name.
  mutating func results(_ rows: [ResultRow<Final>]) throws {
    let axis = rows.lazy.compactMap(\.sketch).first.map { IntervalSketch(axis: $0.axis) }
    let columns = HTMLColumns([.left, .left] + (axis == nil ? [] : [.left]) + [.left, .right])
    note(columns)
    try element("div", ["class": "claims"]) { writer in
      try writer.element("div", ["class": "table"]) { writer in
        try writer.element("table", ["class": columns.names]) { writer in
          let words = writer.language
          let picture = axis?.page(called: words["Interval of the ratio"])
          let heads = [words["Claim"], words["Verdict"], picture, words["Estimate"], "n"].compactMap { $0 }
          writer.write("<thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr></thead>")
          try writer.element("tbody") { writer in
            for row in rows { try writer.result(row, hasAxis: axis != nil) }
          }
        }
      }
      // Once in a chapter is enough.
      guard axis != nil, !writer.hasKey else { return }
      writer.hasKey = true
      writer.write("\n<p class=\"key\">\(Self.key(in: writer.language))</p>\n")
    }
  }

  private static func key(in language: Language) -> String {
    language(
      "Ratios on one logarithmic axis, a dot and its interval: {1}, {2}, grey where it holds 1; shaded is where the claim holds. A line opens to its test.",
      "<span class=\"supporting\">\(language["for the proposal"])</span>",
      "<span class=\"opposing\">\(language["against it"])</span>")
  }

  private mutating func result(_ row: ResultRow<Final>, hasAxis: Bool) throws {
    let id = row.id.isEmpty ? nil : unique(row.id)
    let evidence = row.remarks + [.code(language: "", text: row.source)]
    let isMoved = moved(evidence, of: row.title)
    try element("tr", ["id": id]) { writer in
      try writer.element("td") { writer in
        if isMoved { return try writer.name(of: row) }
        // The line itself opens, so that a claim takes no more than one.
        try writer.element("details") { writer in
          try writer.element("summary") { try $0.name(of: row) }
          writer.write("\n")
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

  /// "Claim 7.1" and what it claims, without links, since the line is something to press.
  private mutating func name(of row: ResultRow<Final>) throws {
    write("<span class=\"number\">\(HTML.escape(language.title(row.title)))</span> ")
    try inlines(row.name.withoutLinks)
  }
}
