import Basics
import DataFiles
import Results
import Statistics
import Training

/// What a program printed, read as the numbers and curves of a run.
package enum ProgramAnswer {
  /// The result that a JSON object gives.
  ///
  /// A member is a number, or a curve: a list of numbers, or `{"x": […], "y": […]}`. A number that is not finite is left out, with
  /// a warning that says so. Members that are neither are ignored unless they are among `numbers` and `curves`.
  ///
  /// - Throws: `JobFailure` if it is not such an object or lacks one of `numbers` and `curves`.
  package static func result(of bytes: [UInt8], numbers: [String], curves: [String]) throws(JobFailure)
    -> TrainingResult
  {
    let value: JSONValue
    do throws(DataProblem) { value = try JSONText.value(of: bytes) } catch {
      throw JobFailure(reason: "its answer is not JSON: \(error.message)")
    }
    guard case .object(let members) = value.kind else {
      throw JobFailure(reason: "its answer is not a JSON object of numbers and curves")
    }
    var result = TrainingResult(outcome: .finished, numbers: [:], series: [:])
    for member in members {
      if case .number(let number) = member.value.kind {
        if number.isFinite {
          result.numbers[member.name] = number
        } else {
          result.warnings.append("'\(member.name)' is not a finite number (\(number.isNaN ? "NaN" : "infinite"))")
        }
      } else if let curve = series(member.value) {
        result.series[member.name] = curve.finite
        if curve.finite.y.count < curve.y.count {
          result.warnings.append(
            "the curve '\(member.name)' has \(Words.count(curve.y.count - curve.finite.y.count, "point")) that are not finite"
          )
        }
      }
    }
    let given = Set(members.map(\.name))
    if let missing = (numbers + curves).first(where: { !given.contains($0) }) {
      throw JobFailure(reason: "its answer has no '\(missing)'")
    }
    let isNotFinite = result.warnings.isEmpty == false
    if let wrong = numbers.first(where: { result.numbers[$0] == nil }), !(isNotFinite && isNumber(wrong, members)) {
      throw JobFailure(reason: "'\(wrong)' of its answer is not a number")
    }
    if let wrong = curves.first(where: { result.series[$0] == nil }) {
      throw JobFailure(reason: "'\(wrong)' of its answer is not a curve")
    }
    return result
  }

  private static func isNumber(_ name: String, _ members: [(name: String, nameSpan: Range<Int>, value: JSONValue)])
    -> Bool
  {
    members.contains { member in
      if case .number = member.value.kind { return member.name == name }
      return false
    }
  }

  private static func series(_ value: JSONValue) -> Series? {
    switch value.kind {
    case .array(let values): return numbers(values).map(Series.init)
    case .object(let members):
      guard case .array(let x)? = members.first(where: { $0.name == "x" })?.value.kind,
        case .array(let y)? = members.first(where: { $0.name == "y" })?.value.kind, x.count == y.count,
        let (x, y) = numbers(x).flatMap({ x in numbers(y).map { (x, $0) } })
      else { return nil }
      return Series(x: x, y: y)
    default: return nil
    }
  }

  private static func numbers(_ values: [JSONValue]) -> [Double]? {
    var numbers: [Double] = []
    numbers.reserveCapacity(values.count)
    for value in values {
      switch value.kind {
      case .number(let number): numbers.append(number)
      case .null: numbers.append(.nan)
      default: return nil
      }
    }
    return numbers
  }

  /// The last line of what was printed that begins with a brace.
  package static func lastObject(of output: String) -> [UInt8]? {
    output.split(separator: "\n", omittingEmptySubsequences: true).last { line in
      line.drop { $0 == " " || $0 == "\t" }.first == "{"
    }.map { Array($0.utf8) }
  }
}
