import Testing

@testable import Book
@testable import Reading
@testable import Source

@Suite("What rests on what")
struct DependencyGraphTests {
  private static let chapter = """
    # Title

    ```{sensitivity} profile
    error: [squared, rescaled(power: 2)]
    length: 20
    ```

    ```{sensitivity} squared
    error: squared
    length: 20
    ```

    ```{experiment} poly
    task: linear-functional(memory: polynomial, length: 12)
    model: linear-rnn(width: 2)
    error: [absolute, rescaled(of: absolute)]
    steps: 2
    seeds: 1...2
    ```

    ```{figure} drawn
    plot: memory(of: poly)
    alt: The memory of {value}`profile.meanLag[squared]` lags.

    A caption.
    ```

    ```{claim} C
    holds: profile.meanLag[squared] < profile.meanLag[rescaled]

    It is longer than {value}`poly.longLagError[absolute]`.
    ```

    ```{note} said
    It is {verdict}`C`.
    ```

    ```{claims} listed
    show: claims
    ```

    ```{note} alone
    The words profile, poly and C are not references.
    ```
    """

  private static func book() throws -> Book {
    // An error called like the results of another directive, as the setting 'of' has it, is not a source.
    let text = chapter.replacing("rescaled(of: absolute)", with: "rescaled(of: squared)")
    return try BookReader([SourceFile(path: "a.md", text: text)], profile: .quick, typesetter: nil).book
  }

  @Test(arguments: [
    ("profile", []), ("poly", []), ("drawn", ["profile", "poly"]), ("C", ["profile", "poly"]),
    ("said", ["profile", "poly", "C"]), ("listed", ["profile", "poly", "C"]), ("alone", []),
  ])
  func `is what settings and roles name, directly or by way of others`(label: String, sources: [String]) throws {
    let book = try Self.book()
    let directive = try #require(book.directive(labelled: label))
    #expect(book.graph.sources(behind: directive) == sources)
  }

  @Test func `tells what is old where results change, and what must run for a part`() throws {
    let book = try Self.book()
    #expect(book.graph.labels(restingOn: ["poly"]) == ["poly", "drawn", "C", "said", "listed"])
    #expect(book.graph.labels(restingOn: ["squared"]) == ["squared"])
    #expect(book.graph.labels(restingOn: []) == [])
    let figure = try #require(book.directive(labelled: "drawn"))
    #expect(book.graph.jobs(behind: figure).count == 4)
    let note = try #require(book.directive(labelled: "alone"))
    #expect(book.graph.jobs(behind: note).isEmpty)
  }

  @Test func `keeps the curves that are drawn of each job, and no others`() throws {
    let book = try Self.book()
    #expect(Set(book.graph.drawnCurves.values) == [["learnedMemory", "targetMemory"]])
    #expect(Set(book.graph.drawnCurves.keys) == Set(book.jobs.map(\.description)))
  }
}
