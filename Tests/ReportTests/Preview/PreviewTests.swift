import Foundation
import Testing

@testable import Command
@testable import Document
@testable import Files
@testable import Reading
@testable import Render
@testable import Services
@testable import Source

@Suite("The preview", .waiting)
struct PreviewTests {
  private func preview(_ book: SmallBook) throws -> Preview {
    try Preview(
      of: BookFolder(path: book.path("chapters"), profile: .quick), cache: book.path("cache"), code: .program,
      workers: 1, warn: { _ in })
  }

  /// Looks for changes until `isDone`.
  private func follow(
    _ preview: Preview, sourceLocation: SourceLocation = #_sourceLocation,
    until isDone: (PreviewBoard.Contents) -> Bool
  ) {
    wait(for: "the preview showed what it should", sourceLocation: sourceLocation) {
      preview.refreshIfNeeded()
      return isDone(preview.board.current)
    }
  }

  @Test func `shows an edit of prose, and a mistake above the last good page`() throws {
    let book = try SmallBook()
    _ = try book.build()
    let preview = try preview(book)
    preview.refreshIfNeeded()
    let first = preview.board.current
    #expect(first.state.stale.isEmpty && first.state.messages.isEmpty && first.files["figures/memory.svg"] != nil)
    preview.refreshIfNeeded()
    #expect(preview.board.current.state == first.state)

    try book.write(SmallBook.chapter.replacing("The claim", with: "A new word"), to: "chapters/01-small.md")
    follow(preview) { $0.page.contains("A new word") }
    let edited = preview.board.current
    #expect(edited.page.contains("A new word") && edited.state.page == first.state.page + 1)

    try book.write(SmallBook.chapter.replacing("linear-rnn", with: "linear-rn"), to: "chapters/01-small.md")
    follow(preview) { $0.state.isOld }
    let broken = preview.board.current
    #expect(broken.state.messages.contains("unknown model 'linear-rn'") && broken.state.messages.contains("^~~~"))
    #expect(broken.page == edited.page)

    try book.write(SmallBook.chapter, to: "chapters/01-small.md")
    follow(preview) { !$0.state.isOld }
    #expect(preview.board.current.state.messages.isEmpty)
    preview.stop()
  }

  @Test func `marks what rests on a changed experiment, with its old figure, until the new results are there`() throws {
    let book = try SmallBook()
    _ = try book.build()
    let preview = try preview(book)
    preview.refreshIfNeeded()
    let first = preview.board.current
    let old = try #require(first.files["data/memory.csv"]).content
    try book.write(SmallBook.chapter.replacing("quick: 20", with: "quick: 400"), to: "chapters/01-small.md")
    follow(preview) { !$0.state.stale.isEmpty }
    let waiting = preview.board.current
    #expect(waiting.state.stale == ["tiny", "memory"])
    #expect(waiting.files["data/memory.csv"]?.content == old)
    follow(preview) { $0.state.stale.isEmpty }
    #expect(preview.board.current.state.stale.isEmpty)
    #expect(preview.board.current.files["data/memory.csv"]?.content != old)
    preview.stop()
    // The old figure was stored under no key of the new results.
    _ = try book.build()
    #expect(
      try book.bytes("output/data/memory.csv") == Data(preview.board.current.files["data/memory.csv"]?.content ?? []))
  }

  /// A model that no other directive names at first, and a function that another uses.
  private static let definitions = """
    # Cells

    ```{model} cell
    settings: [width: 4]

    state h[width]
    h' = tanh(W x + U h + b)
    y = C h' + d
    ```

    ```{function} ramp
    settings: [rate: 0.1]

    1 / (1 + rate * s)
    ```

    ```{function} bend

    1 + 2 * ramp(s)
    ```

    """

  /// Each edit with what it touches: what is remembered of the chapters must never tell in the page.
  @Test func `shows after each edit what a preview that begins anew shows`() throws {
    let book = try SmallBook([
      "01-small.md": SmallBook.chapter,
      "02-other.md": "# Other\n\nWith $a$ and {ref}`memory`.\n\n```{include}\nfile: ../shared/_part.md\n```\n",
      "03-last.md": "# Last\n\nThe end, $b^2$.[^n]\n\n[^n]: A note.\n",
      "04-cells.md": Self.definitions,
    ])
    try book.write("An included $c$.\n", to: "shared/_part.md")
    let preview = try preview(book)
    follow(preview) { $0.state.page > 0 && $0.state.stale.isEmpty }
    var mistakes = 0
    let edits: [(file: String, old: String, new: String)] = [
      ("chapters/02-other.md", "With", "Without"), ("chapters/02-other.md", "$a$", "$a$, $d_1$"),
      ("shared/_part.md", "included", "other"), ("chapters/02-other.md", "# Other", "# Other title"),
      ("chapters/02-other.md", "Without", "## A part\n\nWithout"), ("chapters/03-last.md", "A note", "A long note"),
      ("chapters/01-small.md", "The profile falls", "The profile of the bias falls"),
      ("chapters/01-small.md", "alt: Two falling curves.", "alt: Two curves that fall."),
      ("chapters/01-small.md", "seeds: 1...3", "seeds: 1...2"), ("chapters/01-small.md", "(eq)", "(sum)"),
      ("chapters/01-small.md", "{ref}`eq`", "{ref}`sum`"), ("chapters/02-other.md", "{ref}`memory`", "{ref}`profiles`"),
      ("chapters/04-cells.md", "+ b)", "+ 2 * b)"), ("chapters/04-cells.md", "2 * b)", "b) + V x[t-1]"),
      ("chapters/04-cells.md", "rate * s", "rate * s^2"), ("chapters/04-cells.md", "2 * ramp", "3 * ramp"),
      ("chapters/02-other.md", "{ref}`profiles`", "{ref}`cell`"), ("chapters/04-cells.md", "3 * ramp(s)", "s"),
      ("chapters/04-cells.md", "tanh(", "sigmoid("), ("chapters/04-cells.md", "rate * s^2", "rate * s"),
      ("chapters/01-small.md", "linear-rnn(width: 4)", "cell"), ("chapters/04-cells.md", "sigmoid(", "tanh("),
    ]
    for edit in edits {
      try book.write(try book.text(edit.file).replacing(edit.old, with: edit.new), to: edit.file)
      preview.refreshIfNeeded()
      follow(preview) { $0.state.stale.isEmpty }
      let fresh = try self.preview(book)
      fresh.refreshIfNeeded()
      #expect(preview.board.current.state.messages == fresh.board.current.state.messages, "\(edit.new)")
      #expect(preview.board.current.state.isOld == fresh.board.current.state.isOld)
      if fresh.board.current.state.isOld {
        mistakes += 1
      } else {
        #expect(preview.board.current.page == fresh.board.current.page, "\(edit.new)")
      }
      fresh.stop()
    }
    #expect(mistakes == 1, "a reference to an equation that has another name meanwhile")
    preview.stop()
  }

  @Test func `sends the chapters that changed, and the whole page where more has`() throws {
    let board = PreviewBoard()
    func page(_ before: String, _ chapters: [(String, String)]) -> HTMLParts {
      HTMLParts(before: before, chapters: chapters.map { .init(id: $0.0, html: $0.1) }, after: "end")
    }
    board.show(page("head", [("a", "1"), ("b", "1")]), []) { _ in }
    #expect(board.current.state.page == 1 && board.current.chapters(since: 0) == nil)
    board.show(page("head", [("a", "1"), ("b", "2")]), []) { _ in }
    board.show(page("head", [("a", "2"), ("b", "2")]), []) { _ in }
    #expect(board.current.chapters(since: 2)?.map(\.id) == ["a"])
    #expect(board.current.chapters(since: 1)?.map(\.html) == ["2", "2"])
    #expect(board.current.chapters(since: 3)?.isEmpty == true && board.current.page == "head22end")
    board.show(page("head", [("a", "2"), ("c", "2")]), []) { _ in }
    #expect(board.current.chapters(since: 3) == nil)
    board.show(page("other", [("a", "2"), ("c", "2")]), []) { _ in }
    #expect(board.current.chapters(since: 4) == nil && board.current.chapters(since: 5)?.isEmpty == true)
  }

  @Test func `notices what changes while it reads`() throws {
    let book = try SmallBook()
    var watch = FileWatch(BookFolder(path: book.path("chapters")))
    let file = "chapters/01-small.md"
    watch.look()
    try book.write("# Half", to: file)
    watch.add([book.path(file), book.path("chapters/_other.md")])
    #expect(watch.hasChanged)
    watch.look()
    #expect(!watch.hasChanged)
    try book.write("# Other", to: "chapters/_other.md")
    #expect(watch.hasChanged)
  }

  @Test(arguments: [
    ("127.0.0.1:4700", true), ("localhost", true), ("[::1]:80", true), ("evil.example", false),
    ("127.0.0.1.evil.example", false), ("localhost.evil.example:4700", false), ("", false), (nil, false),
  ])
  func `answers its own machine alone`(host: String?, isLocal: Bool) {
    #expect(PreviewServer.isLocal(host) == isLocal)
    let request = HTTPRequest(fields: host.map { ["host": $0] } ?? [:])
    let answer = PreviewServer(board: PreviewBoard()).answer(request, mayWait: false)
    #expect(answer?.status == (isLocal ? .ok : .forbidden))
  }

  @Test func `adds its script to the page as it is served, and lets no other run`() {
    let page = """
      <head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'none'"></head>
      """
    let served = PreviewPage.html(of: page, number: 3)
    #expect(served.contains("script-src 'self'; connect-src 'self'"))
    #expect(served.contains("<script src=\"/preview/script.js?page=3\" defer></script>\n</head>"))
    #expect(PreviewPage.html(of: "", number: 0).contains("script.js"))
  }

  @Test func `starts, answers and stops when it is told to`() throws {
    let book = try SmallBook()
    _ = try book.build(cache: ".report-cache")
    let said = try SaidText()
    let process = try Program.start(in: book, ["preview", "--profile", "quick", "--port", "0"], output: said.file)
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    try wait(for: "it said its address", of: process) { try said.text.contains(#/http://\S+\s/#) }
    let address = try #require(try said.text.firstMatch(of: #/http://[^/\s]+/#)).output
    // The address is there before the page is.
    wait(for: "the page was there", of: process) {
      ExternalProgram.run(["curl", "-s", "-m", "5", String(address)])?.output.contains("A small chapter") ?? false
    }
    let told = ContinuousClock.now
    kill(process.processIdentifier, SIGINT)
    #expect(process.exitCode() == 0 && ContinuousClock.now - told < .seconds(1.5))
  }
}
