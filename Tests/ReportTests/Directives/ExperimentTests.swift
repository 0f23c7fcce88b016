import Foundation
import Testing

@testable import Book
@testable import Build
@testable import Command
@testable import Directives
@testable import Document
@testable import Jobs
@testable import Mathematics
@testable import Reading
@testable import Results
@testable import Source
@testable import Store
@testable import Training

@Suite("Experiments")
struct ExperimentTests {
  private static let chapter = """
    # Searched {#s}

    ```{experiment} tiny
    task: linear-functional(length: 12)
    model: [linear-rnn(width: 2), gru(width: 2)]
    error: [squared, "1 + t"]
    search: learning-rate(rates: [0.0001, 0.01], steps: 5)
    clipping: 1
    schedule: cosine(warm-up: 0.1)
    steps: 10
    batch: 8
    seeds: 1...2
    ```

    The rate matters by a factor of {value}`tiny.learningRateSpread[linear-rnn, squared]`.

    ```{figure} search
    plot: curves(of: tiny, curve: learningRateSearch, facet: model, x: logarithmic)
    alt: Falling curves.
    ```

    """

  @Test func `a search is told with its table, its spread and its warnings`() throws {
    let book = try SmallBook(["01.md": Self.chapter])
    let runs = try #require(try book.build().manifest.experiments.first?.results)
    #expect(runs.count == 8)
    for run in runs {
      #expect(run.search?.map(\.rate) == [0.0001, 0.01])
      #expect(run.warnings?.count == 1)
    }
    let page = try book.text("output/index.html")
    #expect(page.contains("is at the edge of the search"))
    #expect(page.contains("memory of a training step"))
    #expect(!page.contains("not available"))
  }

  @Test func `weights, curves and numbers are files for other programs`() throws {
    let book = try SmallBook(["01.md": Self.chapter])
    let read = try BookFolder(path: book.path("chapters"), profile: .quick).read(typesetter: Typesetter())
    let directive = try #require(read.directives.first as? ExperimentDirective)
    let store = Store(folder: URL(filePath: book.path("cache")))
    let outcomes = try Runner(store: store, workers: 2, progress: SilentProgress()).run(directive.jobs)
    let files = try directive.files(of: directive.exports, from: outcomes)
    #expect(files.count == 10)
    #expect(files.map(\.path).contains("weights/gru-width-2-1-t-seed-2.safetensors"))
    let tables = files.suffix(2).map { String(decoding: $0.content, as: UTF8.self).split(separator: "\n") }
    #expect(tables[0][0] == "model,error,seed,curve,x,y" && tables[1][0] == "model,error,seed,number,value")
    #expect(
      tables[0].contains { $0.hasPrefix("gru(width: 2),1 + t,2,trainingCurve,1,") || $0.contains("trainingCurve,1,") })
    let share = tables[1].filter { $0.contains("effectiveSampleShare") }
    #expect(share.count == 8 && share[0] == "linear-rnn(width: 2),squared,1,effectiveSampleShare,1")
    #expect(try directive.files(of: [.numbers], from: outcomes).map(\.path) == ["numbers.csv"])
    #expect(try directive.files(of: [.weights, .curves], from: [:]).count == 1)
  }
}
