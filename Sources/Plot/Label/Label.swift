/// Words to be set, with TeX between dollars as far as letters, scripts and accents go.
package struct Label: Sendable, Equatable {
  /// A stretch of one style; lengths are in parts of the label's size.
  package struct Run: Sendable, Hashable {
    package var text: String
    package var italic = false
    package var bold = false
    package var scale = 1.0
    /// The height of the baseline above the label's.
    package var rise = 0.0
    /// What stands in the place of the text, which says the same on one line.
    var structure: Structure?
  }

  /// Formulae that are not set on one line.
  package indirect enum Structure: Sendable, Hashable {
    case fraction(above: [Run], below: [Run])
    case root([Run])
  }

  /// Whether all of it is on one line.
  var isPlain: Bool { runs.allSatisfy { $0.structure == nil } }

  package internal(set) var runs: [Run]
  /// What of the TeX is not known here and is shown as it was written.
  package internal(set) var problems: [String] = []

  /// Reads `text`, in which `\$` is a dollar.
  package init(_ text: String) {
    var parser = LabelParser(text)
    self = parser.parse()
  }

  package init(plain text: String) { runs = [Run(text: text)] }

  init(runs: [Run]) { self.runs = Self.joined(runs) }

  /// 10 to the `power`.
  init(power: Int) { runs = [Run(text: "10"), Self.exponent(power)] }

  /// `mantissa` times 10 to the `power`.
  init(mantissa: String, power: Int) {
    runs = [Run(text: mantissa + "\u{200A}×\u{200A}10"), Self.exponent(power)]
  }

  private static func exponent(_ power: Int) -> Run {
    Run(text: (power < 0 ? "\u{2212}" : "") + String(abs(power)), scale: scriptScale, rise: 0.42)
  }

  static let scriptScale = 0.72

  /// The letters alone, for descriptions and tests.
  package var text: String { runs.map(\.text).joined() }
  package var isEmpty: Bool { runs.allSatisfy(\.text.isEmpty) }

  /// The runs with equal neighbours joined and empty ones left out.
  static func joined(_ runs: [Run]) -> [Run] {
    var result: [Run] = []
    for run in runs where !run.text.isEmpty {
      if var last = result.last, run.structure == nil {
        last.text = run.text
        if last == run {
          result[result.count - 1].text += run.text
          continue
        }
      }
      result.append(run)
    }
    return result
  }
}
