import Foundation
import Testing

@testable import Book
@testable import Build
@testable import Jobs
@testable import Reading
@testable import Results
@testable import Source
@testable import Statistics

@Suite("Results of a data file")
struct DataDirectiveTests {
  /// The dataset of a data directive with some options over a file.
  private func dataset(_ options: String, _ text: String, name: String = "d.csv") throws -> Dataset {
    let file = SourceFile(path: "01.md", text: "# A\n\n```{data} d\nfile: \(name)\n\(options)\n```\n")
    let reader = try BookReader([file], profile: .quick, typesetter: nil, project: ProjectFiles([name: text]))
    #expect(reader.diagnostics.map(\.message) == [])
    return try #require(reader.book.directives.first?.dataset(from: [:]))
  }

  private static let runs = """
    model,rate,seed,loss,"time, s"
    gru,0.1,1,0.5,3
    gru,0.1,2,0.7,4
    gru,0.01,1,0.3,
    lstm,0.1,2,0.9,6
    lstm,0.1,1,1.1,5
    """

  @Test func `are cells of a grid with seeds, as an experiment has them`() throws {
    let data = try dataset("axes: [model, rate]\nseed: seed\nnames: columns(time: \"time, s\")", Self.runs)
    #expect(data.offer.axes.map(\.name) == ["model", "rate"])
    #expect(data.offer.axes.map { $0.choices.map(\.given.description) } == [["gru", "lstm"], ["0.01", "0.1"]])
    #expect(data.offer.seeds == [1, 2])
    #expect(data.offer.cells.count == 3 && data.offer.numbers.keys.sorted() == ["loss", "time"])
    #expect(data.values("loss", cell: 0) == [0.3, nil] && data.values("loss", cell: 1) == [0.5, 0.7])
    #expect(data.values("loss", cell: 2) == [1.1, 0.9] && data.values("time", cell: 0) == [nil, nil])
  }

  @Test func `may be filtered and derived by formula`() throws {
    let options = """
      axes: model
      seed: seed
      where: ["rate = 0.1", "loss < 1 or not model = gru"]
      derived: columns(gain: "1 - loss", twice: "2 * gain")
      """
    let data = try dataset(options, Self.runs)
    #expect(data.offer.cells.count == 2 && data.offer.numbers.keys.sorted() == ["gain", "loss", "rate", "twice"])
    let twice: [Double] = data.values("twice", cell: 0).map { (($0 ?? .nan) * 10).rounded() / 10 }
    #expect(twice == [1, 0.6])
  }

  @Test func `may be rows without seeds, as many as each cell has`() throws {
    let data = try dataset("axes: model\nseed: row\nnumbers: loss", Self.runs)
    #expect(data.offer.rowCounts == [3, 2] && data.offer.seeds.isEmpty)
    #expect(data.samples(of: "loss", matching: []).values == [0.5, 0.7, 0.3, 0.9, 1.1])
  }

  @Test func `are curves along an index, and a number of each`() throws {
    let text = "model,step,loss\ngru,2,0.5\ngru,1,0.8\nlstm,1,0.9\nlstm,2,\nlstm,3,0.2\n"
    let data = try dataset("axes: model\nindex: step\nunits: columns(step: \"epochs\", loss: \"nats\")", text)
    #expect(data.curves("loss", cell: 0) == [Series(x: [1, 2], y: [0.8, 0.5])])
    #expect(data.offer.curves["loss"].map { "\($0.x) \($0.y)" } == "step (epochs) loss (nats)")
    #expect(data.values("loss", cell: 0) == [0.5] && data.values("loss", cell: 1) == [0.2])
    let best = try dataset("axes: model\nindex: step\nreduce: first", text)
    #expect(best.values("loss", cell: 0) == [0.8])
  }

  @Test func `are the same from CSV, TSV and JSON Lines`() throws {
    let options = "axes: model\nseed: seed"
    let csv = try dataset(options, "model,seed,loss\ngru,1,0.5\n\"b c\",1,\ngru,2,1e-3\n")
    let tsv = try dataset(options, "model\tseed\tloss\r\ngru\t1\t.5\r\nb c\t1\tNA\r\ngru\t2\t0.001\r\n", name: "d.tsv")
    let lines = """
      {"model": "gru", "seed": 1, "loss": 0.5}
      {"seed": 1, "model": "b\\u0020c", "loss": NaN}

      {"model": "gru", "seed": 2, "loss": 0.001}
      """
    let json = try dataset(options, lines, name: "d.jsonl")
    for other in [tsv, json] {
      #expect(other.offer.axes.map { $0.choices.map(\.given) } == csv.offer.axes.map { $0.choices.map(\.given) })
      for cell in 0..<2 { #expect(other.values("loss", cell: cell) == csv.values("loss", cell: cell)) }
    }
  }

  private static let chapter = """
    # Scores

    ```{data} scores
    file: runs.csv
    axes: [model, rate]
    seed: seed
    numbers: loss
    where: "rate = 0.1"
    units: columns(loss: "nats")
    ```

    The loss is {value}`scores.loss[gru] %.2f ± sd`.

    ```{figure} losses
    plot: numbers(of: scores, number: loss, x: model)
    alt: Two points.
    ```

    ```{table} numbers
    of: scores
    rows: model
    values: loss
    ```

    ```{table} shown
    file: runs.csv
    values: [model, loss]
    lines: 1...2
    formats: "%.2f"
    ```

    ```{claim} better
    holds: scores.loss[gru] < scores.loss[lstm]
    compare: difference
    ```

    See {ref}`losses`, {ref}`numbers`, {ref}`shown`.
    """

  @Test func `stand in sentences, tables, figures and claims, with the file below`() throws {
    let book = try SmallBook(["01.md": Self.chapter])
    try book.write(Self.runs, to: "chapters/runs.csv")
    let built = try book.build()
    let page = try book.text("output/index.html")
    #expect(page.contains("0.60 ± 0.14") && page.contains("loss (nats)"))
    #expect(page.contains("runs.csv, \(Self.runs.utf8.count) B, 4 rows"))
    #expect(built.manifest.claims.map(\.n) == [2])
    #expect(try book.text("output/data/losses.csv").contains("GRU"))
    // Another byte is another file: what rests on it is made again.
    let before = try book.text("output/data/losses.csv")
    try book.write(Self.runs.replacing("0.5,3", with: "0.4,3"), to: "chapters/runs.csv")
    _ = try book.build()
    #expect(try book.text("output/data/losses.csv") != before)
  }

  @Test func `that are missing keep a claim undecided and are named, unless they are left out`() throws {
    let text = "model,seed,loss\na,1,1\na,2,2\na,3,\nb,1,2\nb,2,4.1\nb,3,5\n"
    let claim = "\n\n```{claim} C\nholds: d.loss[a] < d.loss[b]\n```\n"
    for (missing, verdict, words) in [
      ("keep", Verdict.undecided, "1 value is missing: model a, seed 3."),
      ("omit", .holds, "1 sample with a missing value is left out."),
    ] {
      let book = try SmallBook([
        "01.md": "# A\n\n```{data} d\nfile: d.csv\naxes: model\nseed: seed\nmissing: \(missing)\n```\(claim)"
      ])
      try book.write(text, to: "chapters/d.csv")
      #expect(try book.build().manifest.claims.map(\.verdict) == [verdict])
      #expect(try book.text("output/index.html").contains(words), "\(missing)")
    }
  }

  @Test func `pair by row within one selection, and by nothing else`() throws {
    let text = "group,before,after\na,1,2\na,2,3.5\na,3,4\nb,5,6\n"
    let start = "# A\n\n```{data} d\nfile: d.csv\naxes: group\nseed: row\n```\n\n```{claim} C\nholds: "
    func messages(_ holds: String) throws -> [String] {
      let file = SourceFile(path: "01.md", text: start + holds + "\n```\n")
      return try BookReader([file], profile: .quick, typesetter: nil, project: ProjectFiles(["d.csv": text]))
        .diagnostics.map(\.message)
    }
    #expect(try messages("d.before[a] < d.after[a]") == [])
    #expect(try messages("d.before[a] < d.before[b]").count == 1)
    #expect(try messages("d.before[a] < d.before[b]\npairs: none") == [])
  }

  @Test func `of a million rows take no more than some bytes each`() throws {
    // Sizes only; times are in the benchmarks.
    var text = "model,seed,loss\n"
    for row in 0..<20_000 { text += "m\(row % 4),\(row / 4),\(Double(row % 97) / 7)\n" }
    let data = try dataset("axes: model\nseed: seed", text)
    #expect(data.offer.cells.count == 4 && data.offer.sampleCount == 5000)
    let rows = try dataset("axes: model\nseed: row\nnumbers: loss", text)
    #expect(rows.offer.rowCounts == [5000, 5000, 5000, 5000])
    #expect(rows.mean(of: "loss", cell: 2) == data.mean(of: "loss", cell: 2))
  }
}
