@testable import Book
@testable import Document
@testable import Figures
@testable import Plot
@testable import Results
@testable import Settings
@testable import Statistics
@testable import Syntax
@testable import Tasks

// The recipes of docs/recipes.md, compiled; a test holds the page to this text.

// recipe: memory
/// A memory that is flat up to a lag and gone beyond it.
struct Plateau: MemoryFunction {
  static let name = "plateau"
  static let summary = "1 up to a lag and 0 beyond it"

  private let end: Double

  init(settings: Settings) {
    end = settings.number("end", default: 10, .positive, help: "the last lag that is remembered")
  }

  func callAsFunction(_ lag: Double) -> Double { lag <= end ? 1 : 0 }
}
// end

// recipe: directive
/// `{shout}`: its body as a quotation.
struct ShoutDirective: Directive {
  static let name = "shout"
  static let summary = "shows its body as a quotation"
  static let example = "```{shout}\n\nStop.\n```"

  let call: DirectiveCall

  init(_ reading: DirectiveReading) {
    call = reading.call
    reading.finish(reading.settings())
  }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] { [.quote(try context.blocks(call.body))] }
}
// end

// recipe: test
/// The interval of Student over one mean a seed.
struct SeedMeansTest: StatisticalTest {
  static let name = "seed-means"
  static let summary = "takes the interval of Student over one mean a seed"

  var level: Double

  init(settings: Settings) { level = settings.level() }

  func mean(of samples: [[Double]]) -> InferredMean {
    let means = samples.map(Statistics.mean)
    return inferred(Statistics.mean(means), error: standardError(means), count: means.count)
  }

  func mean(of left: [Double], less right: [Double]) -> InferredMean {
    let error = (standardError(left) * standardError(left) + standardError(right) * standardError(right)).squareRoot()
    return inferred(
      Statistics.mean(left) - Statistics.mean(right), error: error, count: min(left.count, right.count))
  }

  private func inferred(_ mean: Double, error: Double, count: Int) -> InferredMean {
    InferredMean(
      mean, spread: count > 1 ? .student(error: error, degreesOfFreedom: Double(count - 1)) : .unknown, count: count)
  }
}
// end

// recipe: figure
/// `means(of: poly)`: the mean of a number in each cell, in the order of the grid.
struct MeansFigure: FigureKind {
  static let name = "means"
  static let summary = "draws the mean of a number of each cell"

  private let source: Value
  private let number: Value

  init(settings: Settings) {
    source = settings.name(
      "of", required: true, allowed: "the label of a directive", help: "the directive whose numbers are drawn")
    number = settings.name("number", default: "longLagError", allowed: "the name of a number", help: "what is drawn")
  }

  var inputs: Inputs { Inputs(results: [source.description]) }

  func check(among offers: [String: Offer]) -> [SettingProblem] {
    do throws(SettingProblem) {
      return try source.results(among: offers).unknownNumbers([number], of: source.description)
    } catch { return [error] }
  }

  func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.description] else { return [] }
    let cells = dataset.offer.cells.indices
    let means = cells.map { dataset.mean(of: number.description, cell: $0) ?? .nan }
    let points = Point(x: cells.map { Double($0) }, y: means, style: Style(slot: .series(1)), radius: 2.4)
    return [Panel(title: "", x: Axis("cell"), y: Axis(number.description), marks: [points])]
  }
}
// end
