import Foundation
import Testing

@Suite("Recorded verdicts")
struct RecordedTests {
  private static let chapter = """
    # Recorded

    ```{sensitivity} bias
    error: [squared, rescaled(power: 2)]
    length: 20
    ```

    ```{claim} less
    holds: bias.meanLag[squared] < bias.meanLag[rescaled]
    ```

    ```{claim} more
    holds: bias.meanLag[squared] > bias.meanLag[rescaled]
    ```

    """

  /// The page of a book in which the verdict on `more`, which fails, was recorded as another.
  private func page(recorded verdict: String, show: String = "all") throws -> String {
    let book = try SmallBook(["01.md": Self.chapter])
    _ = try book.build()
    let record = try Program.run(in: book, ["export", "verdicts"]).text
    #expect(record.contains(#""verdict" : "fails""#) && record.contains(#""profile" : "quick""#))
    try book.write(record.replacing(#""fails""#, with: "\"\(verdict)\""), to: "chapters/verdicts.json")
    try book.write(
      Self.chapter + "```{recorded}\nfile: verdicts.json\nshow: \(show)\n```\n", to: "chapters/01.md")
    _ = try book.build()
    return try book.text("output/index.html")
  }

  @Test(arguments: [
    ("fails", "2 of 2 statements have the same verdict there."),
    ("undecided", "1 of 2 statements have the same verdict there; 1 is decided here and undecided there."),
    ("holds", "1 of 2 statements have the same verdict there; 1 is decided differently."),
  ])
  func `stand beside those of the build`(verdict: String, sentence: String) throws {
    let page = try page(recorded: verdict)
    #expect(page.contains("The record is of a build with the profile"))
    #expect(page.contains(sentence))
  }

  @Test func `that are the same may be left out`() throws {
    #expect(try page(recorded: "fails", show: "different").contains("In the record") == false)
    #expect(try page(recorded: "holds", show: "different").contains("In the record"))
  }

  @Test(arguments: ["", "[]", "{}"])
  func `in a file that holds none are refused`(text: String) throws {
    let book = try SmallBook(["01.md": Self.chapter + "```{recorded}\nfile: verdicts.json\n```\n"])
    try book.write(text, to: "chapters/verdicts.json")
    let answer = try Program.run(in: book, ["check"])
    #expect(answer.code == 1)
    #expect(answer.text.contains("'verdicts.json' is not a record of verdicts"))
    #expect(answer.text.contains("write it with 'report export verdicts'"))
  }
}
