import Foundation
import Testing

@testable import Mathematics
@testable import Reading
@testable import Source

@Suite("A chapter with many mistakes")
struct MistakesTests {
  /// Each line that has a mistake is followed by one that marks its first character.
  static let chapter = """
    # Mistakes

    Text with {value}`poly.longLagErr %.1f` in it.
                           ^ 'poly' has no number 'longLagErr'
    Text with {valu}`x` in it.
               ^ unknown role 'valu'
    A formula $\\frac{1}{2$ that stops.
                        ^ this formula cannot be set: Unexpected end of input in a macro argument, expected '}'
    A reference {ref}`nowhere`.
                      ^ nothing is called 'nowhere'
    Half of {value}`poly.longLagError %.q` is odd.
                                      ^ '%.q' is not a number format

    ```{experiment} poly
    task: linear-functional(memory: polynomial(rate: -1), length: 0)
                                                     ^ 'rate' cannot be -1
                                                                  ^ 'length' cannot be 0
    model: liner-rnn(width: 16)
           ^ unknown model 'liner-rnn'
    error: [squared, "1 + r"]
                          ^ unknown name 'r' in this formula
    stps: 100
    ^ 'experiment' has no setting 'stps'
    seeds: profile(fast: 1, standard: 2, full: 3)
           ^ 'profile' has no value for 'quick'
                   ^ unknown profile 'fast'
    ```

    ```{figur} f
        ^ unknown directive 'figur'
    ```

    ```{figure} g
        ^ 'figure' needs 'alt'
    plot: memory(of: polly)
                     ^ no result is called 'polly'
    title: the $\\rhoo$
           ^ '\\rhoo' is not known in labels
    ```

    ```{claim} poly
               ^ 'poly' is already the label of Experiment 1.1
    holds: poly.longLagError[cubed] < 1
                             ^ 'poly' has no result for 'cubed'
    ```

    """

  @Test func `gets a message for each, at its place, in one go`() {
    var lines: [Substring] = []
    var expected: [String] = []
    for line in Self.chapter.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.drop { $0 == " " }
      if trimmed.hasPrefix("^ ") {
        expected.append("\(lines.count):\(line.count - trimmed.count + 1): \(trimmed.dropFirst(2))")
      } else {
        lines.append(line)
      }
    }
    let file = SourceFile(path: "chapter.md", text: lines.joined(separator: "\n"))
    let diagnostics = (try? BookReader([file], profile: .standard, typesetter: Typesetter()))?.diagnostics ?? []
    let found = DiagnosticPrinter.sorted(diagnostics).map { diagnostic in
      let place = file.position(of: diagnostic.span.lowerBound)
      return "\(place.line):\(place.column): \(diagnostic.message)"
    }
    #expect(found.sorted() == expected.sorted())
    #expect(diagnostics.allSatisfy { $0.remedy != nil })
  }
}
