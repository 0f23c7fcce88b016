import Equations
import Numerics

extension PropertyDefinition {
  /// How often the statement or a control held, and the relative differences of its sides.
  package struct Findings: Sendable {
    package var held = 0
    package var count = 0
    package var differences: [Double] = []
  }

  /// The number of all cases, nil if it is infinite or more than a million.
  package var cases: Int? {
    var count = 1
    for variable in variables {
      guard let domain = variable.domain else { return nil }
      for _ in 0..<variable.count {
        count *= domain.count
        if count > DefinitionLimits.mostTerms { return nil }
      }
    }
    return count
  }

  /// Tries random cases, or all where `trials` is nil: the statement first, then each control, on the same cases.
  package func findings(trials: Int?, tolerance: Double, seed: Int) -> [Findings] {
    var generator = Generator(seed: UInt64(seed), stream: "property")
    let all = [statement] + controlled
    var found = all.map { _ in Findings() }
    let count = trials ?? cases ?? 0
    guard excess(cases: count) == nil else { return found }
    for index in 0..<count {
      let frame = frame(trials == nil ? values(ofCase: index) : randomCase(&generator))
      for (position, sides) in all.enumerated() {
        let (left, right) = (sides.left.value(frame), sides.right.value(frame))
        let scale = max(abs(left), abs(right), 1e-300)
        let difference = abs(left - right) / scale
        found[position].count += 1
        found[position].differences.append(difference.isNaN ? .infinity : difference)
        let holds =
          switch relation {
          case .equal: difference <= tolerance
          case .atMost: left <= right + tolerance * scale
          case .atLeast: left >= right - tolerance * scale
          case .below: left < right
          case .above: left > right
          }
        if holds, frame.failure == nil { found[position].held += 1 }
      }
    }
    return found
  }

  func frame(_ values: [[Double]]) -> PropertyFrame {
    let programs = ([statement] + controlled).flatMap { [$0.left, $0.right] }
    return PropertyFrame(values, slots: programs.map(\.slots).max() ?? 0)
  }

  func randomCase(_ generator: inout Generator) -> [[Double]] {
    variables.map { variable in (0..<variable.count).map { _ in variable.draw(&generator) } }
  }

  /// The most operations of one case: its values, and both sides of the statement and of each control.
  private var work: Double {
    let sides = ([statement] + controlled).reduce(0) { $0 + $1.left.work + $1.right.work + 10 }
    return sides + variables.reduce(0) { $0 + 10 * Double($1.count) }
  }

  /// The mistake of trying `cases` cases, nil unless they take more work than is allowed.
  package func excess(cases count: Int) -> DefinitionProblem? {
    let most = Double(DefinitionLimits.mostPropertyWork)
    guard work * Double(count) > most else { return nil }
    let fewer = Int(most / work)
    return DefinitionProblem(
      "\(count) cases of this property take up to \(StepWork.text(work * Double(count))) operations; at most \(StepWork.text(most)) are allowed",
      remedy: fewer > 0 ? "try at most \(fewer) random cases, or shorten the sums" : "shorten the sums", span: span)
  }

  private func values(ofCase index: Int) -> [[Double]] {
    var rest = index
    return variables.map { variable in
      let domain = variable.domain ?? [0]
      return (0..<variable.count).map { _ in
        defer { rest /= domain.count }
        return domain[rest % domain.count]
      }
    }
  }
}
