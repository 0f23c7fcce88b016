import Testing

@testable import Results
@testable import Settings

@Suite("Names of models and tasks for readers")
struct AxisNamesTests {
  private static func names(_ texts: [String]) throws -> (names: [String], shared: String) {
    let choices = try texts.map { text in
      let value = try Value(parsing: text)
      return Offer.Choice(given: value, canonical: value)
    }
    let names = AxisNames(Offer.Axis(name: "model", choices: choices))
    return (choices.map { names[$0] }, names.shared)
  }

  @Test func `what all share is said once`() throws {
    let (names, shared) = try Self.names([
      "linear-rnn(width: 16)", "linear-rnn(width: 16, initialisation: orthogonal)", "diagonal-rnn(width: 16)",
    ])
    #expect(names == ["linear RNN", "linear RNN, orthogonal", "diagonal RNN"])
    #expect(shared == "width 16")
  }

  @Test func `names that would be equal are told apart`() throws {
    let (names, shared) = try Self.names(["gru(width: 4)", "gru(width: 8)"])
    #expect(names == ["GRU, width 4", "GRU, width 8"] && shared == "")
    #expect(try Self.names(["rescaled(power: 2)", "squared"]).names == ["rescaled, power 2", "squared"])
    #expect(try Self.names(["tanh-rnn(width: 8)"]).names == ["tanh RNN, width 8"])
  }

  @Test func `numbers and axes are words`() {
    #expect(AxisNames.words(of: "longLagError") == "long lag error")
    #expect(AxisNames.words(of: "task.memory") == "memory")
  }
}
