import Testing

@testable import Definitions
@testable import Equations
@testable import Errors
@testable import Models
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Statistics
@testable import Tasks
@testable import Theorems
@testable import Training

@Suite("Models that equations define")
struct DefinedModelTests {
  @Test(arguments: Written.models.map(\.name), [1, 2])
  func `the gradient equals central differences`(name: String, layers: Int) throws {
    let text = try #require(Written.models.first { $0.name == name }?.text)
    if layers > 1, name == "forward" { return }
    let model = try Written.model(text, "written(layers: \(layers))")
    let check = model.gradientCheck()
    #expect(check.notFinite == nil)
    #expect(check.directions > 0)
    #expect(check.largestDifference < (check.hasKinks ? 1e-7 : 1e-9))
  }

  /// States that hand on earlier values, and the same written with delays.
  private static let delayLines: [(lines: String, delays: String)] = [
    ("a' = h\nh' = tanh(W x + U a + b)", "h' = tanh(W x + U h[t-2] + b)"),
    ("a' = h\nc' = 1 * a + 0\nh' = tanh(W x + U c + b)", "h' = tanh(W x + U h[t-3] + b)"),
    ("a' = h[t-2]\nc' = a\nh' = tanh(W x + U c + V a + b)", "h' = tanh(W x + U h[t-4] + V h[t-3] + b)"),
    ("a' = h'\nc' = h\nh' = tanh(W x + U c + V a[t-2] + b)", "h' = tanh(W x + U h[t-2] + V h[t-2] + b)"),
    ("a' = h\nc' = h\nh' = tanh(W x + U (a + c) + b)", "h' = tanh(W x + U (2 * h[t-2]) + b)"),
    ("a' = a\nh' = tanh(W x + U (h + a) + b)", "h' = tanh(W x + U h + b)"),
    ("a' = c\nc' = a[t-3]\nh' = tanh(W x + U (h + a - c) + b)", "h' = tanh(W x + U h + b)"),
    ("a' = a^1\nc' = sum(s, 1, 1, a[t-s])\nh' = tanh(W x + U (h + c) + b)", "h' = tanh(W x + U h + b)"),
  ]

  @Test(arguments: delayLines.indices) func `states may hand on earlier values, also in a circle`(index: Int) throws {
    let (lines, delays) = Self.delayLines[index]
    let names = lines.contains("c'") ? "h[width], a[width], c[width]" : "h[width], a[width]"
    let line = try Written.model("state \(names)\n\(lines)\ny = C h' + d")
    let delay = try Written.model("state h[width]\n\(delays)\ny = C h' + d")
    let check = line.gradientCheck()
    #expect(check.holds && check.largestDifference < 1e-9)
    let shape = SequenceShape(length: 9, inputs: 2, outputs: 3)
    let counts = [line, delay].map { model in
      Dictionary(uniqueKeysWithValues: model.parameters(for: shape).map { ($0.name, $0.count) })
    }
    #expect(counts[0] == counts[1])
    // The names come in another order, so all parameters are equal.
    func outputs(_ model: DefinedModel) -> [Double] {
      let network: Network<Double> = model.plainNetwork(for: shape, batch: 2)
      let inputs = Signal<Double>(length: 9, width: 2, batch: 2)
      let outputs = Signal<Double>(length: 9, width: 3, batch: 2)
      var generator = Generator(seed: 1)
      for time in 0..<9 { for feature in 0..<2 { inputs[time, feature, 0] = generator.gaussian() } }
      let count = model.parameters(for: shape).reduce(0) { $0 + $1.count }
      network.forward(Array(repeating: 0.3, count: count), inputs, outputs)
      return (0..<9).flatMap { time in (0..<3).map { outputs[time, $0, 0] } }
    }
    for (one, other) in zip(outputs(line), outputs(delay)) { #expect(abs(one - other) < 1e-12) }
  }

  @Test func `numbers that single precision does not have are refused`() {
    for text in ["1e39 * b", "b / 1e-46", "1e-30^2 * b", "exp(100) * b"] {
      let found = Written.mistakes("state h[width]\nh' = tanh(W x + \(text))\ny = C h'")
      #expect(found.contains { $0.contains("for single precision") }, "\(text): \(found)")
    }
    for text in ["1e38 * b", "1e-30 * 1e30 * b", "(1e200 / 1e200) * b"] {
      #expect(Written.mistakes("state h[width]\nh' = tanh(W x + \(text))\ny = C h'") == [])
    }
    for name in ["nan", "inf", "NaN", "infinity"] {
      let found = Written.mistakes("state h[width]\nh' = tanh(W x + \(name))\ny = C h'")
      #expect(found.first == "'\(name)' is not a number that an equation can have")
    }
  }

  @Test func `parameters that start beyond single precision are refused where their sizes are known`() throws {
    func mistakes(_ start: String) -> [String] {
      let (definition, found) = Written.definition(Written.tanhRNN, settings: "[width: 4]", initialisation: start)
      var problems = found
      if problems.isEmpty { _ = ModelDefinition(definition, problems: &problems) }
      return problems.map(\.problem.message)
    }
    #expect(mistakes("[W_hh: 1 / (i + j)]") == ["'1 / (i + j)' is infinite at i = 0, j = 0"])
    #expect(mistakes("[W_hh: log(2 - i)]") == ["'log(2 - i)' is not defined at i = 3, j = 0"])
    #expect(mistakes("[b_hh: 10^(20 * i)]") == ["'10^(20 * i)' is infinite at i = 3, j = 0"])
    #expect(mistakes("[W_hh: gaussian(1e31)]") == ["'1e+31' cannot be a bound"])
    #expect(mistakes("[W_hh: 1 / (n - 1), C: 1 / (n - 1)]") == [])
  }

  /// The equations in the place of each built-in model, with the positions of the built-in's parameters in order.
  private static let twins: [(name: String, text: String, order: @Sendable (Int, SequenceShape) -> [Range<Int>])] = [
    (
      "tanh-rnn", Written.tanhRNN,
      { gates(1, $0, $1) { [$0.input(0), $0.inputBias(0), $0.state(0), $0.stateBias(0)] } }
    ),
    (
      "gru", Written.gru,
      {
        gates(3, $0, $1) { layout in
          (0..<2).flatMap { [layout.input($0), layout.state($0), layout.inputBias($0), layout.stateBias($0)] }
            + [layout.input(2), layout.inputBias(2), layout.state(2), layout.stateBias(2)]
        }
      }
    ),
    (
      "lstm", Written.lstm,
      {
        gates(4, $0, $1) { layout in
          (0..<4).flatMap { [layout.input($0), layout.state($0), layout.inputBias($0), layout.stateBias($0)] }
        }
      }
    ),
    ("linear-rnn", Written.linear, { width, shape in [0..<width * (width + shape.inputs + shape.outputs)] }),
  ]

  /// Where the arrays of one layer with several gates lie, in the order of PyTorch.
  private struct Layout {
    let gates: Int
    let width: Int
    let inputs: Int

    func input(_ gate: Int) -> Range<Int> { range(gate * width * inputs, width * inputs) }
    func state(_ gate: Int) -> Range<Int> { range(gates * width * inputs + gate * width * width, width * width) }
    func inputBias(_ gate: Int) -> Range<Int> { range(gates * width * (inputs + width) + gate * width, width) }
    func stateBias(_ gate: Int) -> Range<Int> { range(gates * width * (inputs + width + 1) + gate * width, width) }
    private func range(_ start: Int, _ count: Int) -> Range<Int> { start..<start + count }
    var end: Int { gates * width * (inputs + width + 2) }
  }

  private static func gates(
    _ gates: Int, _ width: Int, _ shape: SequenceShape, _ order: (Layout) -> [Range<Int>]
  ) -> [Range<Int>] {
    let layout = Layout(gates: gates, width: width, inputs: shape.inputs)
    return order(layout) + [layout.end..<layout.end + shape.outputs * (width + 1)]
  }

  @Test(
    arguments: twins.map(\.name),
    [SequenceShape(length: 20, inputs: 2, outputs: 3), SequenceShape(length: 40, inputs: 1, outputs: 1)])
  func `what is built in and the same in equations agree`(name: String, shape: SequenceShape) throws {
    let twin = try #require(Self.twins.first { $0.name == name })
    let builtIn = try Catalogue.models.make("\(name)(width: 5)")
    let defined = try Written.model(twin.text)
    var generator = Generator(seed: 3)
    let parameters = builtIn.initialParameters(for: shape, from: &generator)
    let order = twin.order(5, shape)
    #expect(defined.parameters(for: shape).reduce(0) { $0 + $1.count } == parameters.count)
    func arranged(_ values: [Double]) -> [Double] { order.flatMap { values[$0] } }
    let first: Pass<Double> = Pass(builtIn, builtIn.network(for: shape, batch: 20), parameters, shape)
    let second: Pass<Double> = Pass(defined, defined.network(for: shape, batch: 20), arranged(parameters), shape)
    #expect(Self.largest(first.outputs, second.outputs) < 1e-11)
    #expect(Self.largest(arranged(first.gradient), second.gradient) < 1e-11)
    let third: Pass<Float> = Pass(builtIn, builtIn.network(for: shape, batch: 20), parameters, shape)
    let fourth: Pass<Float> = Pass(defined, defined.network(for: shape, batch: 20), arranged(parameters), shape)
    #expect(Self.largest(third.outputs, fourth.outputs) < 1e-5)
    #expect(Self.largest(arranged(third.gradient), fourth.gradient) < 1e-5)
    #expect(abs(third.error - fourth.error) < 1e-5)
    #expect(defined.isLinear == builtIn.isLinear)
  }

  /// Outputs, error and gradient of a model on random data.
  private struct Pass<Element: Scalar> {
    var outputs: [Double] = []
    var gradient: [Double]
    var error: Double

    init(_ model: any SequenceModel, _ network: Network<Element>, _ parameters: [Double], _ shape: SequenceShape) {
      let batch = Batch<Element>(shape, count: 20)
      var generator = Generator(seed: 9)
      for time in 0..<shape.length {
        for sequence in 0..<20 {
          for feature in 0..<shape.inputs { batch.inputs[time, feature, sequence] = Element(generator.gaussian()) }
          for feature in 0..<shape.outputs { batch.targets[time, feature, sequence] = generator.gaussian() }
        }
      }
      var objective = Objective(SquaredError(), shape: shape, batch: 20)
      let values = parameters.map { Element($0) }
      error = batch.error(of: network, values, by: &objective)
      var slopes = Array(repeating: Element(0), count: values.count)
      network.backward(values, batch.inputs, batch.slopes, &slopes)
      gradient = slopes.map { Double($0) }
      for time in 0..<shape.length {
        for feature in 0..<shape.outputs { outputs += batch.outputs.row(time, feature).map { Double($0) } }
      }
    }
  }

  private static func largest(_ left: [Double], _ right: [Double]) -> Double {
    left.count == right.count ? zip(left, right).map { abs($0 - $1) }.max() ?? 0 : .infinity
  }

  @Test func `the path through the kernel equals the recurrence over every sequence`() throws {
    let shape = SequenceShape(length: 30, inputs: 1, outputs: 1)
    for text in [Written.linear, "state h[width]\nh' = 0.9 * h + U x + 0.1 * (V h)\ny = C h' + D x[t-2]"] {
      let model = try Written.model(text)
      #expect(model.isLinear)
      var generator = Generator(seed: 4)
      let parameters = model.initialParameters(for: shape, from: &generator)
      let first: Pass<Double> = Pass(model, model.network(for: shape, batch: 20), parameters, shape)
      let second: Pass<Double> = Pass(model, model.plainNetwork(for: shape, batch: 20), parameters, shape)
      #expect(Self.largest(first.outputs, second.outputs) < 1e-11)
      #expect(Self.largest(first.gradient, second.gradient) < 1e-11)
    }
  }

  @Test(arguments: Written.models.map(\.name))
  func `the canonical text reads back as the same model`(name: String) throws {
    let text = try #require(Written.models.first { $0.name == name }?.text)
    let model = try Written.model(text, "written(width: 4)")
    let (definition, _) = Written.definition(text)
    var book = BookDefinitions()
    var problems: [DefinitionProblem] = []
    book.add(.model(try #require(ModelDefinition(definition, problems: &problems))), as: "mine")
    let settings = Settings(
      owner: "run", arguments: try Value(parsing: "run(model: mine(width: 4))").arguments, additions: book)
    _ = settings.part("model", from: .models, default: "gru", help: "") as any SequenceModel
    #expect(settings.finish() == [])
    let stored = Settings(owner: "run", arguments: settings.record, additions: StoredDefinitions())
    let again = stored.part("model", from: .models, default: "gru", help: "") as any SequenceModel
    #expect(stored.finish() == [])
    #expect(stored.canonical == settings.canonical)
    #expect(try Value(parsing: "\(settings.canonical)") == settings.canonical)
    let shape = SequenceShape(length: 5, inputs: 2, outputs: 3)
    #expect(again.parameters(for: shape) == model.parameters(for: shape))
    var (one, two) = (Generator(seed: 1), Generator(seed: 1))
    let parameters = model.initialParameters(for: shape, from: &one)
    #expect(again.initialParameters(for: shape, from: &two) == parameters)
    let first: Pass<Float> = Pass(model, model.network(for: shape, batch: 20), parameters, shape)
    let second: Pass<Float> = Pass(again, again.network(for: shape, batch: 20), parameters, shape)
    #expect(first.gradient == second.gradient)
  }

  @Test func `a comment, spaces and other signs change no canonical text`() {
    let plain = Written.definition("f = sigmoid(W x) * x\ny = C f", settings: nil).0.canonical
    let other = Written.definition("f=σ( W x )⊙x  # a gate\n\ny  =  C f", settings: nil).0.canonical
    #expect(plain == other)
    #expect(Written.definition("f = tanh(W x) * x\ny = C f", settings: nil).0.canonical != plain)
  }

  @Test func `parameters start as the chapter says`() throws {
    let (definition, found) = Written.definition(
      "state h[width]\nh' = tanh(W x + U h + b)\ny = C h' + d",
      initialisation: "[U: orthogonal, b: 1 + i, d: zero, C: uniform(0.5)]")
    var problems = found
    let made = try #require(ModelDefinition(definition, problems: &problems))
    #expect(problems.isEmpty)
    let model = DefinedModel(made, Settings(owner: "written", arguments: []))
    let shape = SequenceShape(length: 3, inputs: 1, outputs: 2)
    var generator = Generator(seed: 1)
    let values = model.initialParameters(for: shape, from: &generator)
    let parameters = model.parameters(for: shape)
    #expect(parameters.map(\.name) == ["W", "U", "b", "C", "d"])
    #expect(parameters.map(\.dimensions) == [[5, 1], [5, 5], [5], [2, 5], [2]])
    let rows = (0..<5).map { row in Array(values[5 + row * 5..<10 + row * 5]) }
    for (i, one) in rows.enumerated() {
      for (j, two) in rows.enumerated() {
        #expect(abs(zip(one, two).reduce(0) { $0 + $1.0 * $1.1 } - (i == j ? 1 : 0)) < 1e-12)
      }
    }
    #expect(Array(values[30..<35]) == [1, 2, 3, 4, 5])
    #expect(values[35..<45].allSatisfy { abs($0) <= 0.5 })
    #expect(Array(values[45...]) == [0, 0])
  }

  @Test(arguments: ["9223372036854775807", "9223372036854775808", "1e18", "1e300", "4294967296"])
  func `numbers at the ends of what a machine counts are refused`(number: String) {
    for place in ["t-\(number)", "t--\(number)", "t+\(number)", "t - \(number) + \(number) - 1e17"] {
      #expect(!Written.mistakes("y = C x[\(place)]", settings: nil).isEmpty, "\(place)")
    }
    for sum in ["sum(s, 0, \(number), x[t-s])", "sum(s, -\(number), \(number), x)", "sum(s, -\(number), 0, x[t+s])"] {
      #expect(!Written.mistakes("y = C \(sum)", settings: nil).isEmpty, "\(sum)")
    }
    // A few terms far from 0 are a sum like any other, where doubles tell them apart.
    _ = Written.mistakes("y = C sum(s, \(number), \(number), x)", settings: nil)
    for size in [number, "-\(number)", "\(number) + \(number)", "\(number) * \(number)", "2 * \(number) - \(number)"] {
      #expect(!Written.mistakes("state h[\(size)]\nh' = W x\ny = C h'", settings: nil).isEmpty, "\(size)")
    }
    #expect(!Written.mistakes("state h[k]\nh' = W x\ny = C h'", settings: "[k: \(number)]").isEmpty)
  }

  @Test func `what is too large is refused at once`() {
    let sum = "y = C x + " + Array(repeating: "x", count: 500_000).joined(separator: "+")
    #expect(
      Written.mistakes(sum, settings: nil) == [
        "a definition of 1000010 bytes is too long; at most 100000 are allowed"
      ])
    let lines = (0..<10_000).map { "a\($0) = x" }.joined(separator: "\n")
    #expect(Written.mistakes(lines, settings: nil).count == 1)
    let deep = "y = " + String(repeating: "(", count: 40_000) + "x" + String(repeating: ")", count: 40_000)
    #expect(Written.mistakes(deep, settings: nil).contains { $0.contains("nests deeper") })
    let long = "y = C " + Array(repeating: "A", count: 4_000).joined(separator: " ") + " x"
    #expect(Written.mistakes(long, settings: nil).contains { $0.contains("beside each other") })
    let many = "y = sum(s, 0, 10000, sum(r, 0, 10000, x[t-s] * x[t-r]))"
    #expect(Written.mistakes(many, settings: nil).contains { $0.contains("more than 20000 operations") })
    let powers = "y = " + Array(repeating: "x", count: 4_000).joined(separator: "^")
    #expect(Written.mistakes(powers, settings: nil).contains { $0.contains("nests deeper") })
  }
}
