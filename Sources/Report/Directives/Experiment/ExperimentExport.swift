import Book
import Document
import Jobs
import Plot
import Results
import Training

/// The results of an experiment as files for other programs.
extension ExperimentDirective {
  /// A program keeps its weights to itself.
  package var exports: Set<Export> {
    cells.contains { $0.work.training != nil } ? Set(Export.allCases) : [.curves, .numbers]
  }

  /// `weights/CELL-seed-N.safetensors` for each run that did not diverge, `curves.csv` and `numbers.csv`.
  package func files(of exports: Set<Export>, from outcomes: [String: Outcome]) throws -> [OutputFile] {
    let trainings = trainings(from: outcomes)
    var files = exports.contains(.weights) ? try weightFiles(trainings) : []
    if exports.contains(.curves) {
      files.append(
        table("curves.csv", ["curve", "x", "y"], trainings) { result in
          result.series.sorted { $0.key < $1.key }.flatMap { name, series in
            zip(series.x, series.y).map { [name, CSV.number($0), CSV.number($1)] }
          }
        })
    }
    if exports.contains(.numbers) {
      files.append(
        table("numbers.csv", ["number", "value"], trainings) { result in
          result.numbers.sorted { $0.key < $1.key }.map { [$0.key, CSV.number($0.value)] }
        })
    }
    return files
  }

  /// `parity.safetensors` of its first seed, or `parity-N.safetensors` for each cell.
  package func firstSteps() throws -> [OutputFile] {
    try cells.enumerated().compactMap { index, cell in
      guard let training = cell.run else { return nil }
      let run = training.with(seed: UInt64(seeds.first ?? 1))
      let file = run.parity(metadata: ["experiment": call.label ?? "", "run": cell.description])
      let name = cells.count == 1 ? "parity.safetensors" : "parity-\(index + 1).safetensors"
      return OutputFile(title: cell.title, path: name, content: Array(try file.encoded()))
    }
  }

  private func weightFiles(_ trainings: [[TrainingResult?]]) throws -> [OutputFile] {
    let names = cellNames
    var files: [OutputFile] = []
    for (index, results) in trainings.enumerated() {
      for (seed, result) in zip(seeds, results) {
        let metadata = ["settings": cells[index].description, "seed": "\(seed)"]
        guard let result, let weights = cells[index].work.training?.weights(in: result, metadata: metadata) else {
          continue
        }
        let name = (names[index].isEmpty ? "" : names[index] + "-") + "seed-\(seed)"
        files.append(
          OutputFile(title: name, path: "weights/\(name).safetensors", content: Array(try weights.encoded())))
      }
    }
    return files
  }

  /// A row for each that `rows` gives, with the values along the axes of the grid and the seed before it.
  private func table(
    _ path: String, _ columns: [String], _ trainings: [[TrainingResult?]], rows: (TrainingResult) -> [[String]]
  ) -> OutputFile {
    let axes = offer?.axes.map(\.name) ?? []
    var text = CSV.line(axes + ["seed"] + columns)
    for (index, results) in trainings.enumerated() {
      let choices = axes.map { offer?.cells[index][$0]?.given.description ?? "" }
      for (seed, result) in zip(seeds, results) {
        for row in result.map(rows) ?? [] { text += CSV.line(choices + ["\(seed)"] + row) }
      }
    }
    return OutputFile(title: path, path: path, content: Array(text.utf8))
  }

  /// The values of each cell as a name for a file, "gru-width-16-rescaled", unique among the cells.
  private var cellNames: [String] {
    let names = cells.indices.map { index in
      let values = (offer?.axes ?? []).compactMap { offer?.cells[index][$0.name]?.given.description }
      let words = values.joined(separator: " ").lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      return words.joined(separator: "-")
    }
    let counts = names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return names.enumerated().map { index, name in counts[name] == 1 ? name : name + "-\(index + 1)" }
  }
}
