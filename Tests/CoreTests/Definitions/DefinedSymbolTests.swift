import Testing

@testable import Definitions
@testable import Equations
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Tasks

@Suite("Tasks of symbols that equations define")
struct DefinedSymbolTests {
  private func task(_ text: String, settings: String, _ given: String = "written") throws -> DefinedTask {
    let (definition, found) = Written.definition(text, .task, settings: settings)
    var problems = found
    guard let task = TaskDefinition(definition, problems: &problems), problems.isEmpty else { throw problems[0] }
    let settings = Settings(owner: "written", arguments: try Value(parsing: given).arguments)
    let made = DefinedTask(task, settings)
    if let problem = settings.finish().first { throw problem }
    return made
  }

  /// The symbols of a batch: which feature is 1, -1 where none is, by sequence and step.
  private func symbols(_ signal: Signal<Double>) -> [[Int]] {
    (0..<signal.batch).map { sequence in
      (0..<signal.length).map { time in
        let ones = (0..<signal.width).filter { signal[time, $0, sequence] == 1 }
        let isSymbol = (0..<signal.width).allSatisfy { [0, 1].contains(signal[time, $0, sequence]) } && ones.count < 2
        return isSymbol ? ones.first ?? -1 : -2
      }
    }
  }

  private func drawn(_ task: DefinedTask, batch: Int = 20) -> (inputs: [[Int]], targets: [[Int]]) {
    let inputs = Signal<Double>(length: task.shape.length, width: task.shape.inputs, batch: batch)
    let targets = Signal<Double>(length: task.shape.length, width: task.shape.outputs, batch: batch)
    var generator = Generator(seed: 7)
    task.fill(inputs: inputs, targets: targets, from: &generator)
    return (symbols(inputs), symbols(targets))
  }

  @Test func `the parity of what came so far`() throws {
    let task = try task(
      "state s\nx ~ symbols(2)\ns' = mod(s + number(x), 2)\ny = symbol(s', 2)", settings: "[length: 12]")
    #expect(task.hasSymbols && task.answers == 0..<12)
    let (inputs, targets) = drawn(task)
    for (input, target) in zip(inputs, targets) {
      #expect(target == input.indices.map { input[...$0].reduce(0, +) % 2 })
    }
    #expect(Set(inputs.joined()) == [0, 1] && Set(targets.joined()) == [0, 1])
  }

  @Test func `whether brackets are balanced`() throws {
    let task = try task(
      """
      state depth, least
      x ~ symbols(2)
      depth' = depth + 1 - 2 * number(x)
      least' = min(least, depth')
      y = symbol(1 - sign(abs(depth')) + sign(least') * (1 - sign(abs(depth'))), 2)
      """, settings: "[length: 10]")
    let (inputs, targets) = drawn(task)
    for (input, target) in zip(inputs, targets) {
      var (depth, isBroken) = (0, false)
      for (symbol, answer) in zip(input, target) {
        depth += symbol == 0 ? 1 : -1
        isBroken = isBroken || depth < 0
        #expect(answer == (depth == 0 && !isBroken ? 1 : 0))
      }
    }
  }

  @Test func `copying, as the task that is built in has it`() throws {
    let text = """
      s ~ symbols(symbols)
      first = remembered + delay
      early = relu(sign(remembered - t))
      mark = relu(1 - abs(t - first + 1))
      late = relu(sign(t - first + 1))
      x = symbol(early * number(s) + (1 - early - mark) * symbols + mark * (symbols + 1), symbols + 2)
      y = symbol(late * number(s[t-remembered-delay]) + (1 - late) * symbols, symbols + 1)
      answers from T - remembered
      """
    let task = try task(text, settings: "[symbols: 4, remembered: count(3), delay: count(5), length: 11]")
    let builtIn = try Catalogue.tasks.make("copying(symbols: 4, remembered: 3, delay: 5)")
    #expect(task.shape == builtIn.shape && task.hasSymbols)
    #expect(!task.hasGaussianInputs && task.memory == nil)
    #expect(task.answers == builtIn.answers && task.answers == 8..<11)
    let (inputs, targets) = drawn(task)
    for (input, target) in zip(inputs, targets) {
      #expect(input[..<3].allSatisfy { (0..<4).contains($0) })
      #expect(Array(input[3...]) == [4, 4, 4, 4, 5, 4, 4, 4])
      #expect(target == Array(repeating: 4, count: 8) + input[..<3])
    }
  }

  @Test func `are answered from the step that the author gives, else from the first or where a recall begins`() throws {
    #expect(try task("x ~ symbols(3)\ny = x[t-2]", settings: "[length: 9]").answers == 2..<9)
    #expect(try task("x ~ symbols(3)\ny = x[t-2]\nanswers from 5", settings: "[length: 9]").answers == 5..<9)
    let text = "x ~ gaussian\nanswers from k / 2\ny = x[t-2]"
    #expect(try task(text, settings: "[k: 6, length: 9]").answers == 3..<9)
    #expect(try task(text, settings: "[k: 6, length: 9]", "written(k: 0, length: 4)").answers == 0..<4)
    for given in ["written(k: 5)", "written(k: 18)", "written(length: 3)"] {
      #expect(throws: SettingProblem.self) { try task(text, settings: "[k: 6, length: 9]", given) }
    }
    // `answers` may also be the name of something.
    let named = try task("x ~ gaussian\nanswers = 2 * x\ny = answers", settings: "[length: 9]")
    #expect(named.answers == 0..<9)
  }

  @Test func `a setting may count the symbols`() throws {
    let text = "x ~ symbols(k)\ny = symbol(number(x[t-1]) + number(x), k)"
    #expect(try task(text, settings: "[k: 3]").shape.inputs == 3)
    #expect(try task(text, settings: "[k: 3]", "written(k: 7)").shape.inputs == 7)
  }

  @Test func `a setting that counts goes as far as its range, and what uses it no further than it can`() throws {
    let (text, settings) = ("x ~ gaussian\ny = x[t-k]", "[k: count(5, from: 0, to: 9000), length: 12]")
    #expect(try task(text, settings: settings, "written(k: 0)").memory?.first == 1)
    #expect(try task(text, settings: settings, "written(k: 9000)").memory == nil)
    #expect(throws: SettingProblem.self) { try task(text, settings: settings, "written(k: 9001)") }
    #expect(throws: SettingProblem.self) { try task(text, settings: "[k: 5]", "written(k: 0)") }
    #expect(throws: SettingProblem.self) {
      try task("x[k] ~ gaussian\ny = x", settings: "[k: count(5, from: 0)]", "written(k: 0)")
    }
  }

  @Test func `a number beyond the symbols starts again with the first`() throws {
    #expect(SymbolNumber.row(of: -1, among: 3) == 2)
    #expect(SymbolNumber.row(of: 3.4, among: 3) == 0)
    #expect(SymbolNumber.row(of: .nan, among: 3) == nil)
    for number in [1e300, -1e300, .greatestFiniteMagnitude] {
      #expect(SymbolNumber.row(of: number, among: 3).map((0..<3).contains) == true)
    }
    #expect(throws: DefinitionProblem.self) {
      try task("x ~ gaussian\ny = symbol(number(y[t-1]) + x, -5)", settings: "[length: 4]")
    }
  }

  @Test func `what has no derivative is refused in a model`() {
    for call in ["mod(x, 2)", "symbol(x, 3)", "number(x)"] {
      #expect(Written.mistakes("y = C x + \(call)", settings: nil).contains { $0.contains("has no derivative") })
    }
  }
}
