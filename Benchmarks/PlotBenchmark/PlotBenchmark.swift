import Plot

/// Times the drawing of a figure, from its data to the bytes of a file.
///
/// It reads its few arguments itself: a cold start is part of what is timed.
@main
struct PlotBenchmark {
  private static let usage = """
    usage: plot-benchmark [--figure panels|walk] [--format png|svg|pdf|page] [--count N] [--data FILE] [--output FILE] [--json]

      --figure   four panels of six curves (the default), or a walk of a million steps
      --count    how often it is drawn; of several times the first is not counted
      --data     the walk's positions, eight bytes each; without it the walk is made here
      --output   where to write the last drawing
      --json     print one JSON object
    """

  private var figure = Subject.panels
  private var format = Format.png
  private var count = 1
  private var data: String?
  private var output: String?
  private var json = false

  enum Format: String { case png, svg, pdf, page }

  static func main() {
    do {
      try PlotBenchmark(CommandLine.arguments.dropFirst()).run()
    } catch {
      print("error: \(error)\n\(usage)")
      Exit.fail(2)
    }
  }

  private init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let name = rest.popFirst() {
      if name == "--json" {
        json = true
        continue
      }
      guard let value = rest.popFirst() else { throw Problem("'\(name)' is not known or has no value") }
      switch (name, Subject(rawValue: value), Format(rawValue: value), Int(value)) {
      case ("--figure", let subject?, _, _): figure = subject
      case ("--format", _, let format?, _): self.format = format
      case ("--count", _, _, let count?) where count > 0: self.count = count
      case ("--data", _, _, _): data = value
      case ("--output", _, _, _): output = value
      default: throw Problem("'\(name)' is not known or cannot be '\(value)'")
      }
    }
  }

  private func run() throws {
    let walk = figure == .walk ? try data.map(Walk.init(file:)) ?? Walk(steps: 1_000_000) : Walk(steps: 0)
    var times: [Double] = []
    var bytes: [UInt8] = []
    for _ in 0..<count {
      let time = try ContinuousClock().measure { bytes = try draw(figure.figure(walk)) }
      times.append(time / .milliseconds(1))
    }
    if let output { try Walk.write(bytes, to: output) }
    let timed = (count > 1 ? Array(times.dropFirst()) : times).sorted()
    let (median, least) = (timed[timed.count / 2], timed[0])
    print(
      json
        ? "{\"figure\":\"\(figure)\",\"format\":\"\(format)\",\"median_ms\":\(median),\"least_ms\":\(least),\"bytes\":\(bytes.count)}"
        : "\(figure) as \(format): \(median) ms, at least \(least) ms, \(bytes.count) bytes")
  }

  /// The figure as a file; PNG of 100 pixels an inch.
  private func draw(_ figure: Figure) throws -> [UInt8] {
    switch format {
    case .png: try figure.png(scale: 100.0 / 72)
    case .svg: try figure.svg()
    case .pdf: try figure.pdf()
    case .page: Array(try figure.page(id: "benchmark").utf8)
    }
  }
}

/// Why the benchmark cannot run.
struct Problem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
