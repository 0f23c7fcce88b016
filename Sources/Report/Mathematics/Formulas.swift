import Document
import Foundation
import Source
import Syntax

extension Typesetter {
  /// A formula of a chapter; throws a `Diagnostic` at the mistake.
  package func typeset(_ math: Math, isDisplayed: Bool) throws -> String {
    do { return try typeset(Formula(math, isDisplayed: isDisplayed)) } catch .formula(let message, let byte) {
      throw Self.diagnostic(message, at: byte, in: math)
    }
  }

  private static func diagnostic(_ message: String, at byte: Int, in math: Math) -> Diagnostic {
    let start = min(math.span.lowerBound + byte, max(math.span.upperBound - 1, math.span.lowerBound))
    return Diagnostic(
      .mathematics, "this formula cannot be set: \(message)",
      remedy: "KaTeX knows the commands of https://katex.org/docs/supported.html",
      file: math.file, span: start..<max(math.span.upperBound, start))
  }

  /// The mistakes in all formulas of some blocks, so that an author sees them at once; where what is set is stored, they are
  /// set already.
  package func diagnostics(of blocks: [Block<Draft>], _ macros: Macros = Macros()) throws(TypesettingError)
    -> [Diagnostic]
  {
    var found: [Diagnostic] = []
    let formulas = blocks.formulas.map { (math: macros.applied(to: $0.math), isDisplayed: $0.isDisplayed) }
    prepare(formulas.map { Formula($0.math, isDisplayed: $0.isDisplayed) })
    for (math, isDisplayed) in formulas {
      do { try check(Formula(math, isDisplayed: isDisplayed)) } catch .formula(let message, let byte) {
        found.append(Self.diagnostic(message, at: byte, in: math))
      }
    }
    return found
  }
}

extension [Block<Draft>] {
  /// Every formula with how it is set.
  fileprivate var formulas: [(math: Math, isDisplayed: Bool)] {
    var formulas: [(math: Math, isDisplayed: Bool)] = []
    walk { item in
      switch item {
      case .formula(let math): formulas.append((math, false))
      case .equation(let equation): formulas.append((equation.math, true))
      case .heading, .directive, .role: break
      }
    }
    return formulas
  }
}
