import Core

/// {value}`poly.longLagError[rescaled] %.1f%%`: a number of this build.
struct ValueRole: Role {
  static let name = "value"
  static let summary = "writes a number of this build, the mean over its cells and seeds"
  static let example = "{value}`poly.longLagError[error: squared] %.1f%%`"

  private let formula: ResultExpression
  private let format: NumberFormat
  private let text: String

  init(_ call: RoleCall) throws(SettingProblem) {
    let base = call.textSpan.lowerBound
    do {
      let (expression, format) = try NumberFormat.split(call.text)
      self.format = format
      text = expression.trimmed
    } catch {
      throw error.shifted(by: base)
    }
    formula = try ResultExpression(parsing: text, base: base)
  }

  func check(in book: BookIndex) -> [SettingProblem] { formula.check(among: book.offers) }

  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    let bySeed = formula.samples(from: results.datasets).meanBySeed
    let estimate = Estimate(bootstrapping: bySeed)
    var detail = text
    if bySeed.count > 1 {
      let ends = [estimate.lower, estimate.upper].map(format.text(of:))
      detail += ", mean of \(bySeed.count) seeds, 95 % interval \(ends[0]) to \(ends[1])"
    }
    return [.value(text: format.text(of: estimate.value), detail: detail)]
  }
}

extension SettingProblem {
  /// The problem with its place moved by `offset` bytes.
  func shifted(by offset: Int) -> SettingProblem {
    SettingProblem(message, remedy: remedy, span: span.lowerBound + offset..<span.upperBound + offset)
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
