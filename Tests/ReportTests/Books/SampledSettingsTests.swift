import Foundation
import Testing

@testable import Book
@testable import Directives
@testable import Mathematics
@testable import Reading
@testable import Results
@testable import Source
@testable import Training

@Suite("Settings drawn at random")
struct SampledSettingsTests {
  private func experiment(_ options: String) throws -> ExperimentDirective {
    let text = "# A\n\n```{experiment} drawn\nmodel: linear-rnn(width: 4)\nsteps: 10\nseeds: 1\n\(options)\n```\n"
    let reader = try BookReader([SourceFile(path: "a.md", text: text)], profile: .quick, typesetter: nil)
    #expect(reader.diagnostics.map(\.message) == [])
    return try #require(reader.book.directives.first as? ExperimentDirective)
  }

  private func rates(_ experiment: ExperimentDirective) throws -> [Double] {
    try #require(experiment.offer?.stated["optimiser.learning-rate"])
  }

  @Test func `lie between their ends, and the first stay as more are drawn`() throws {
    let options = "optimiser: adam(learning-rate: log-uniform(1e-4, 0.1))\ndraws: "
    let many = try rates(experiment(options + "400"))
    #expect(Set(many).count > 390 && many.allSatisfy { (1e-4...0.1).contains($0) })
    #expect(try rates(experiment(options + "7")) == Array(many.prefix(7)))
    // As many below the geometric mean as above it, within four standard deviations.
    #expect(abs(many.count { $0 < 0.00316 } - 200) < 40)
    #expect(try rates(experiment(options + "7\ndraw-seed: 2")) != Array(many.prefix(7)))
  }

  @Test func `are drawn together, beside each cell of the grid`() throws {
    let experiment = try experiment(
      """
      error: [squared, absolute]
      task: linear-functional(memory: exponential(rate: random(0.1, 1)), length: random(10, 40, step: 5))
      draws: 20
      """)
    let offer = try #require(experiment.offer)
    #expect(offer.cells.count == 40 && offer.axes.map(\.name).sorted() == ["draw", "error"])
    let lengths = try #require(offer.stated["task.length"])
    #expect(lengths.allSatisfy { $0.truncatingRemainder(dividingBy: 5) == 0 && (10...40).contains($0) })
    let rates = try #require(offer.stated["task.memory.rate"])
    for draw in 1...20 {
      let cells = offer.cells.indices.filter { offer.cells[$0]["draw"]?.given.description == "\(draw)" }
      #expect(cells.count == 2 && Set(cells.map { rates[$0] }).count == 1)
    }
    #expect(Set(rates).count == 20)
  }

  @Test func `leave the keys of what is not drawn as they are`() throws {
    let plain = try experiment("error: squared")
    #expect(plain.offer?.axes.isEmpty == true && !plain.jobs[0].description.contains("draw"))
  }
}
