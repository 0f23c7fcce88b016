import Foundation
import Testing

@testable import Book
@testable import Build
@testable import Jobs
@testable import Reading
@testable import Results
@testable import Settings
@testable import Source
@testable import Syntax
@testable import Training

@Suite("Books that define")
struct DefinitionBookTests {
  private static let chapter = """
    # Cells

    ```{model} leaky
    settings: [width: 3]

    state h[width]
    h' = 0.5 * h + 0.5 * tanh(W x + U h + b)   # a comment
    y = C h' + d
    ```

    ```{error} pinball
    settings: [level: 0.9]

    max(level * r, (level - 1) * r)
    ```

    ```{task} echo

    x ~ gaussian
    y = x[t-2]
    ```

    ```{experiment} own
    task: echo(length: 8)
    model: [leaky, leaky(width: 2, layers: 2)]
    error: [squared, pinball]
    steps: 3
    batch: 4
    seeds: 1
    ```

    ```{theorem} T
    check: property(trials: 20)

    for x[3] ~ gaussian
    sum(i, 0, 2, x[i])^2 = sum(i, 0, 2, sum(j, 0, 2, x[i] * x[j]))
    control x[i] -> x[i] + 1

    A square of a sum.
    ```

    {value}`own.memoryError[leaky(width: 3), squared] %.2f`
    """

  private func jobs(_ chapter: String) throws -> [Job] {
    let reader = try BookReader([SourceFile(path: "01.md", text: chapter)], profile: .quick, typesetter: nil)
    #expect(reader.diagnostics.map(\.message) == [])
    return reader.book.jobs
  }

  @Test func `the page has the equations that ran, the check of the gradient and the verdict`() throws {
    let book = try SmallBook(["01.md": Self.chapter])
    let finished = try book.build()
    #expect(finished.manifest.experiments.count == 1)
    let page = try book.text("output/index.html")
    #expect(page.contains("Gradient checked against central differences: largest relative difference"))
    #expect(page.contains("Model 1") && page.contains("Error 1") && page.contains("Task 1"))
  }

  @Test func `after an edit of a definition what was read before and what is read anew agree`() throws {
    var chapter =
      Self.chapter + """


        ```{function} slow-ramp

        1 / (1 + s)
        ```

        ```{parameters} shared
        kind: leaky(width: 5)
        ```

        ```{experiment} others
        task: linear-functional(memory: "slow_ramp(2 * s)", length: 8)
        model: [shared.kind, gru(width: 2)]
        steps: 3
        seeds: 1
        ```
        """
    let cache = ReadingCache()
    let edits = [
      ("# Cells", "# Cells again"), ("tanh(W x", "relu(W x"), ("max(level * r", "max(2 * level * r"),
      ("x[t-2]", "x[t-3]"), ("1 / (1 + s)", "1 / (2 + s)"), ("relu(W x", "relu(W x +"), ("relu(W x +", "sin(W x"),
    ]
    for (old, new) in edits {
      #expect(chapter.contains(old))
      chapter = chapter.replacing(old, with: new)
      func read(_ cache: ReadingCache) throws -> ([String], [String]) {
        let reader = try BookReader(
          [SourceFile(path: "01.md", text: chapter)], profile: .quick, typesetter: nil, cache: cache)
        return (reader.book.jobs.map(\.description), reader.diagnostics.map(\.message))
      }
      let (known, anew) = (try read(cache), try read(ReadingCache()))
      #expect(known == anew)
    }
  }

  @Test func `settings show definitions by their names and formulae as they were written`() throws {
    let chapter = """
      # Settings

      ```{model} leaky
      settings: [width: 3]

      state h[width]
      h' = 0.5 * h + 0.5 * relu(W x + U h + b)
      y = C h' + d
      ```

      ```{function} ramp
      settings: [rate: 0.1]

      1 / (1 + rate * s)
      ```

      ```{error} pinball
      settings: [level: 0.9]

      max(level * r, (level - 1) * r)
      ```

      ```{experiment} own
      task: linear-functional(memory: ["ramp(s, rate: 0.5)", ramp(rate: 0.2)], length: 8)
      model: leaky(width: 2)
      error: [pinball, rescaled(of: pinball(level: 0.7)), "ramp(t)"]
      steps: 3
      batch: 4
      seeds: 1
      ```

      ```{figure} learned
      plot: memory(of: own, facet: error)
      alt: What was learned.

      Learned.
      ```

      {value}`own.memoryError["ramp(s, rate: 0.5)", "ramp(t)"] %.2f`
      """
    let book = try SmallBook(["01.md": chapter])
    _ = try book.build()
    let page = try book.text("output/index.html")
    #expect(page.contains("leaky(layers: 1, width: 2)"))
    #expect(page.contains("pinball(level: 0.9)") && page.contains("of: pinball(level: 0.7)"))
    #expect(page.contains("memory: ramp(rate: 0.2)"))
    #expect(page.contains("memory: &quot;ramp(s, rate: 0.5)&quot;") || page.contains("memory: \"ramp(s, rate: 0.5)\""))
    #expect(!page.contains("equations(text:"))
    #expect(page.contains("At a kink the derivative is that of one side."))
    // A formula with a function is the formula that it stands for, in keys as in results.
    let jobs = try jobs(chapter).map(\.description)
    let inline = chapter.replacing("\"ramp(s, rate: 0.5)\"", with: "\"(1 / (1 + 0.5 * s))\"")
    #expect(try self.jobs(inline).map(\.description) == jobs)
  }

  @Test func `a comment, a label or a space recomputes nothing, an equation its users alone`() throws {
    let before = try jobs(Self.chapter).map(\.description)
    let renamed = Self.chapter.replacing("leaky", with: "lazy").replacing("   # a comment", with: "").replacing(
      "0.5 * h +", with: "0.5*h   +")
    #expect(try jobs(renamed).map(\.description) == before)
    let changed = try jobs(Self.chapter.replacing("max(level * r", with: "max(2 * level * r")).map(\.description)
    #expect(zip(before, changed).filter { $0 != $1 }.count == 2)
    #expect(before.count == changed.count)
  }

  @Test func `a job read back from what is stored of it is the same job and gives the same bytes`() throws {
    for job in try jobs(Self.chapter) {
      let text = "\(job.subject)"
      let again = try JobReading.job(of: Value(parsing: text), seed: job.seed, title: job.title)
      #expect(again.description == job.description)
      #expect(again.title == job.title && again.subjectText == job.subjectText && again.cost == job.cost)
      let control = JobControl(shouldStop: { false }, progress: { _ in }, warn: { _ in }, threads: 1, checkpoints: nil)
      #expect(try again.compute(control) == job.compute(control))
    }
  }

  @Test func `a model that fails the check of its gradient is a mistake at its place`() throws {
    let text = "# A\n\n```{model} cell\n\nstate h[3]\nh' = W x / norm(h)\ny = C h'\n```\n"
    let book = try SmallBook(["01-a.md": text])
    let errors = try #require(throws: ChapterErrors.self) { try book.build() }
    #expect(errors.diagnostics.count == 1)
    #expect(
      errors.diagnostics[0].description.hasSuffix(
        "01-a.md:3:12: the output at step t = 0 of the model 'cell' is not a finite number "
          + "(bound its equations or initial values)"))
  }

  @Test func `why names the line that changed`() throws {
    let old = "equations(text: \"state h[3]; h' = tanh(W x); y = C h'\", width: 3)"
    let new = "equations(text: \"state h[3]; h' = relu(W x); y = C h'\", width: 3)"
    let changes = SettingChange.changes(
      from: try Value(parsing: "training(model: \(old))"), to: try Value(parsing: "training(model: \(new))"))
    #expect(changes.map(\.description) == ["'model' was h' = tanh(W x) and is h' = relu(W x)"])
  }

  @Test func `formatting gives one spelling and changes nothing else`() throws {
    let text = """
      # A

      ```{model} a

      state h[4]
      f=σ( W_f x+U_f h )   # a gate
      h'  =  (1-f)⊙h + f*tanh( V (f*h) )
      y = C h[t]  +  ramp(h, rate:2)
      ```
      """
    let formatted = ChapterFormatter.formatted(SourceFile(path: "a.md", text: text))
    #expect(
      formatted == """
        # A

        ```{model} a

        state h[4]
        f = sigmoid(W_f x + U_f h)   # a gate
        h' = (1 - f) * h + f * tanh(V (f * h))
        y = C h[t] + ramp(h, rate: 2)
        ```
        """)
    #expect(ChapterFormatter.formatted(SourceFile(path: "a.md", text: formatted)) == formatted)
  }
}
