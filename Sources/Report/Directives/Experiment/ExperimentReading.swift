import DataFiles
import Jobs
import Programs
import Results
import Settings
import Source
import Syntax
import Training

/// The cells of an experiment, from reading its settings once for each.
struct ExperimentReading {
  private(set) var cells: [ExperimentDirective.Cell] = []
  /// The values along the axes, for each cell.
  private(set) var choices: [[String: Offer.Choice]] = []
  private(set) var axes: [Offer.Axis] = []
  private(set) var seeds: [Int] = []
  /// Why there are so many seeds, nil where the author lists them.
  private(set) var seedReason: String?
  /// Of a program: its files, and the numbers and curves of its answer.
  private(set) var programFiles: [ProgramFile] = []
  private(set) var answers: (numbers: [String], curves: [String]) = ([], [])

  private let reading: DirectiveReading
  private let id: String
  private let sampled: SampledSettings
  private var version: ProgramVersion?
  private var known: [String: Set<Value>] = [:]

  /// Whether a program makes the runs.
  var isProgram: Bool { reading.call.options.contains { $0.name == "run" } }

  init(_ reading: DirectiveReading) {
    self.reading = reading
    id = reading.requiredLabel()
    sampled = SampledSettings(reading)
    var draw = min(sampled.count, 1)
    var grid = Grid()
    while true {
      guard read(grid, draw: draw) else { break }
      if isTooLarge(grid) {
        reading.report(
          Mistake(
            .tooManyRuns,
            "this grid has more than \(ExperimentDirective.mostCells) cells or \(ExperimentDirective.mostRuns) runs",
            remedy: "shorten its lists or its seeds, or split it into several experiments", span: reading.call.nameSpan)
        )
        break
      }
      if grid.advance() { continue }
      // The same would be wrong with every draw.
      guard draw < sampled.count, reading.diagnostics.isEmpty else { break }
      (draw, grid) = (draw + 1, Grid())
    }
  }

  /// Reads the settings of one cell; false where a mistake in a command, which is told, leaves nothing to run.
  private mutating func read(_ grid: Grid, draw: Int) -> Bool {
    let given = draw > 0 ? sampled.arguments(draw: draw) : reading.arguments
    let settings = reading.settings(grid: grid, arguments: given)
    let program = ProgramSettings(settings)
    let own = program.isGiven ? ProgramSettings.own(settings, reading) : []
    let training = program.isGiven ? nil : TrainingRun(settings: settings)
    let plan = settings.seeds("seeds", default: [1, 2, 3, 4, 5], help: "a run is made for each")
    (seeds, seedReason) = (plan.seeds, plan.reason)
    checkSeeds(of: training)
    SampledSettings.declare(in: settings)
    reading.finish(settings)
    if cells.isEmpty {
      program.check(reading)
      programFiles = program.isGiven ? program.files(reading) : []
      answers = (program.offeredNumbers, program.offeredCurves)
    }
    let run = program.run(own, files: programFiles, version: version, reading)
    version = run?.version
    let chosen = choices(of: grid, in: settings) + Self.choice(ofDraw: draw)
    for (name, choice) in chosen where known[name, default: []].insert(choice.given).inserted { add(choice, to: name) }
    let record = settings.record.filter { argument in
      let label = argument.label ?? ""
      return !SampledSettings.ownSettings.contains(label)
        && (program.isGiven ? label != "seeds" : !ProgramSettings.reserved.contains(label))
    }
    let trained = training.map { ExperimentDirective.Work.training($0, TrainingJob($0, settings: record)) }
    guard let work = run.map({ ExperimentDirective.Work.program($0) }) ?? trained else { return false }
    let words = grid.axes.map { reading.written($0.chosen).description } + (draw > 0 ? ["draw \(draw)"] : [])
    let title = words.joined(separator: ", ")
    var constants = Self.constants(in: program.isGiven ? own : record)
    if sampled.count > 0 { constants["draws"] = Double(sampled.count) }
    constants["seeds"] = Double(seeds.count)
    cells.append(
      ExperimentDirective.Cell(
        work: work, settings: record, title: title.isEmpty ? id : "\(id): \(title)", constants: constants))
    choices.append(Dictionary(chosen) { first, _ in first })
    return true
  }

  private func checkSeeds(of training: TrainingRun?) {
    if Set(seeds).count < seeds.count {
      reading.report(
        SettingProblem(
          "'seeds' names a seed twice, and one run would count as several", remedy: "name each seed once",
          kind: .repeated, span: reading.span(of: "seeds")))
    }
    if let pilot = training?.search?.pilots.first(where: seeds.contains) {
      reading.report(
        SettingProblem(
          "\(pilot) is a pilot seed of the search and a seed of the experiment, which would judge the rate that it chose",
          remedy: "search with other seeds", kind: .incompatible, span: reading.span(of: "search")))
    }
  }

  /// After the first cell, whether the whole grid is too large; later, whether what was read is.
  private func isTooLarge(_ grid: Grid) -> Bool {
    let first = grid.size(atMost: ExperimentDirective.mostRuns + 1) * max(sampled.count, 1)
    let size = cells.count == 1 ? first : cells.count
    return size > ExperimentDirective.mostCells || size * max(seeds.count, 1) > ExperimentDirective.mostRuns
  }

  /// The value of each axis of the grid in this reading.
  private func choices(of grid: Grid, in settings: Settings) -> [(String, Offer.Choice)] {
    grid.axes.map { axis in
      var canonical = settings.canonical
      for step in axis.path.split(separator: ".") {
        guard let next = canonical.arguments.first(where: { $0.label == String(step) }) else { break }
        canonical = next.value
      }
      return (axis.path, Offer.Choice(given: reading.written(axis.chosen), canonical: canonical))
    }
  }

  /// The axis over the draws, where there are any.
  private static func choice(ofDraw draw: Int) -> [(String, Offer.Choice)] {
    let number = Value(.number(Double(draw)))
    return draw > 0 ? [(SampledSettings.axis, Offer.Choice(given: number, canonical: number))] : []
  }

  private mutating func add(_ choice: Offer.Choice, to name: String) {
    let index = axes.firstIndex { $0.name == name } ?? axes.endIndex
    if index == axes.endIndex { axes.append(Offer.Axis(name: name, choices: [])) }
    axes[index].choices.append(choice)
  }

  /// The numbers among some settings and within them, by their paths.
  private static func constants(in record: [Argument]) -> [String: Double] {
    var constants: [String: Double] = [:]
    add(record, at: "", to: &constants)
    return constants
  }

  private static func add(_ arguments: [Argument], at path: String, to constants: inout [String: Double]) {
    for argument in arguments {
      let name = path + (argument.label ?? "")
      if case .number(let number) = argument.value.kind { constants[name] = number }
      if !argument.value.arguments.isEmpty { add(argument.value.arguments, at: name + ".", to: &constants) }
    }
  }
}
