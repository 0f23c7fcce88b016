import Testing

@testable import Settings

@Suite("The setting language")
struct SettingsTests {
  @Test(arguments: [
    "gru", "12", "0.5", "-3", "1e-30", "1...5", "\"1/(1+s)\"", "[a, b]", "[]", "linear-rnn(width: 16)",
    "linear-functional(memory: polynomial(rate: 0.1, power: 1.1), length: 100)",
  ])
  func `canonical text reads back as the same value`(text: String) throws {
    #expect(try Value(parsing: text).description == text)
  }

  @Test func `a selector picks by head and by the arguments it gives`() throws {
    let cell = try Value(parsing: "rescaled(power: 2, of: squared)")
    #expect(try Value(parsing: "rescaled").selects(cell))
    #expect(try Value(parsing: "rescaled(power: 2)").selects(cell))
    #expect(try !Value(parsing: "rescaled(power: 1)").selects(cell))
    #expect(try !Value(parsing: "squared").selects(cell))
  }

  @Test func `a list where one value is expected spans a grid`() throws {
    let value = try Value(parsing: "model(width: [8, 16], rate: [1, 2, 3])")
    let grid = Grid()
    var cells: [String] = []
    repeat {
      let settings = Settings(owner: "model", arguments: value.arguments, grid: grid)
      _ = settings.count("width", default: 1, 1...99, help: "")
      _ = settings.number("rate", default: 1, help: "")
      cells.append(settings.canonical.description)
    } while grid.advance()
    #expect(cells.count == 6)
    #expect(cells[1] == "model(width: 8, rate: 2)")
  }

  @Test func `every mistake is reported at its place with a remedy`() throws {
    let value = try Value(parsing: "model(width: 0, rat: 1)")
    let settings = Settings(owner: "model", arguments: value.arguments)
    _ = settings.count("width", default: 4, 1...99, help: "")
    _ = settings.number("rate", default: 1, help: "")
    let problems = settings.finish()
    #expect(problems.map(\.message) == ["'width' cannot be 0", "'model' has no setting 'rat'"])
    #expect(problems.map(\.remedy) == ["it takes a whole number from 1 to 99", "did you mean 'rate'?"])
    #expect(problems.map(\.span) == [13..<14, 16..<19])
  }
}
