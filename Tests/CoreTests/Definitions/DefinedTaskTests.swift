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

@Suite("Tasks, errors and memory functions that equations define")
struct DefinedTaskTests {
  private func task(_ text: String, _ given: String = "written", settings: String? = nil) throws -> DefinedTask {
    let (definition, found) = Written.definition(text, .task, settings: settings)
    var problems = found
    guard let task = TaskDefinition(definition, problems: &problems), problems.isEmpty else { throw problems[0] }
    return DefinedTask(task, Settings(owner: "written", arguments: try Value(parsing: given).arguments))
  }

  private func error(_ text: String, settings: String? = nil) throws -> DefinedError {
    let (definition, found) = Written.definition(text, .error, settings: settings)
    var problems = found
    guard let error = ErrorDefinition(definition, problems: &problems), problems.isEmpty else { throw problems[0] }
    return DefinedError(error, Settings(owner: "written", arguments: []))
  }

  @Test func `a linear task has the memory of the task that is built in`() throws {
    let builtIn = try Catalogue.tasks.make("linear-functional(memory: \"exp(-0.1 * s)\", length: 30)")
    let defined = try task("x ~ gaussian\ny = sum(s, 0, 29, exp(-0.1 * s) * x[t-s])", settings: "[length: 30]")
    let (first, second) = (try #require(builtIn.memory), try #require(defined.memory))
    for (one, two) in zip(first, second) { #expect(abs(one - two) < 1e-14) }
    #expect(defined.hasGaussianInputs)
  }

  @Test func `a task that multiplies inputs, or depends on the time, has no memory`() throws {
    #expect(try task("x ~ gaussian\ny = x * x[t-1]").memory == nil)
    #expect(try task("x ~ gaussian\ny = t * x").memory == nil)
    #expect(try task("x ~ gaussian\ny = x + 1").memory == nil)
    #expect(try task("x ~ uniform(0, 1)\ny = x").memory == nil)
    #expect(
      try task("state m\nx ~ sign\nm' = 0.5 * m + x\ny = m'", "written(length: 4)").memory == [1, 0.5, 0.25, 0.125])
  }

  @Test func `targets are what the equations say`() throws {
    let task = try task("x ~ gaussian\ny = 0.5 * x[t-1] * x + y[t-2]", "written(length: 6)")
    let inputs = Signal<Double>(length: 6, width: 1, batch: 3)
    let targets = Signal<Double>(length: 6, width: 1, batch: 3)
    var generator = Generator(seed: 2)
    task.fill(inputs: inputs, targets: targets, from: &generator)
    for sequence in 0..<3 {
      for time in 0..<6 {
        let before = time > 0 ? inputs[time - 1, 0, sequence] : 0
        let back = time > 1 ? targets[time - 2, 0, sequence] : 0
        #expect(abs(targets[time, 0, sequence] - (0.5 * before * inputs[time, 0, sequence] + back)) < 1e-14)
      }
    }
  }

  @Test func `a task that gives symbols back is one of symbols`() throws {
    let task = try task("x ~ symbols(4)\ny = x[t-2]", "written(length: 10)")
    #expect(task.hasSymbols)
    #expect(task.answers == 2..<10)
    #expect(task.shape == SequenceShape(length: 10, inputs: 4, outputs: 4))
  }

  @Test(arguments: ["squared": "r^2", "absolute": "abs(r)", "log-cosh": "log((exp(r) + exp(-r)) / 2)"])
  func `an error in equations is the one that is built in`(name: String, text: String) throws {
    let (builtIn, defined) = (try Catalogue.errors.make(name), try error(text))
    var generator = Generator(seed: 3)
    let targets = (0..<12).map { _ in generator.gaussian() }
    let outputs = (0..<12).map { _ in generator.gaussian() }
    func compare(_ error: any TemporalError) -> [Double] {
      var values = outputs
      let sum = values.withUnsafeMutableBufferPointer { values in
        targets.withUnsafeBufferPointer { error.compare(values, with: $0, width: 2, time: 3, length: 9) }
      }
      return [sum] + values
    }
    for (one, two) in zip(compare(builtIn), compare(defined)) { #expect(abs(one - two) < 1e-12) }
    #expect(defined.exponent == builtIn.exponent)
    if builtIn.exponent != nil { #expect(defined.gaussianMean(variance: 2) == builtIn.gaussianMean(variance: 2)) }
  }

  @Test func `the derivative of an error is that of its formula, also where it changes in time`() throws {
    let error = try error("(t + 1) / T * max(0.9 * r, -0.1 * r) + y^2 * yhat^3 / (1 + t)")
    let step = 1e-6
    func value(_ output: Double) -> Double {
      var values = [output]
      return values.withUnsafeMutableBufferPointer { values in
        [0.7].withUnsafeBufferPointer { error.compare(values, with: $0, width: 1, time: 4, length: 10) }
      }
    }
    var slope = [0.3]
    _ = slope.withUnsafeMutableBufferPointer { slope in
      [0.7].withUnsafeBufferPointer { error.compare(slope, with: $0, width: 1, time: 4, length: 10) }
    }
    #expect(abs((value(0.3 + step) - value(0.3 - step)) / (2 * step) - slope[0]) < 1e-8)
  }

  @Test func `an error and its derivative are finite at every residual`() throws {
    for (text, message) in [
      ("r^(-2)", "this error is infinite where the residual is 0"),
      ("log(abs(r))", "this error is infinite where the residual is 0"),
      ("abs(r) * log(abs(r))", "this error is not defined where the residual is 0"),
      ("abs(r)^0.5", "the derivative of this error is not defined where the residual is 0"),
      ("sqrt(r^2)", "the derivative of this error is not defined where the residual is 0"),
      ("log(r)", "this error is not defined where the residual is -2"),
    ] {
      #expect(throws: DefinitionProblem.self) { try error(text) }
      do { _ = try error(text) } catch { #expect((error as? DefinitionProblem)?.problem.message == message) }
    }
    for text in [
      "abs(r)^1.5", "abs(r)", "max(r, 0)", "sqrt(r^2 + 0.01)", "r^2 / (1 + r^2)", "abs(r) * log(abs(r) + 1)",
    ] {
      _ = try error(text)
    }
    let definition = Written.definition("abs(r)^p", .error, settings: "[p: 1.5]").0
    var problems: [DefinitionProblem] = []
    let power = try #require(ErrorDefinition(definition, problems: &problems))
    for (given, isSound) in [("written(p: 3)", true), ("written(p: 0.5)", false), ("written(p: -1)", false)] {
      let settings = Settings(owner: "written", arguments: try Value(parsing: given).arguments)
      _ = DefinedError(power, settings)
      #expect(settings.finish().isEmpty == isSound)
    }
  }

  @Test func `a task whose sequences are not finite is refused, with the settings in use`() throws {
    for text in ["y = log(x)", "y = x^0.5", "y = x / t", "state s\ns' = 10 * s + x\ny = s'"] {
      #expect(throws: DefinitionProblem.self) { try task("x ~ gaussian\n\(text)") }
    }
    let definition = Written.definition("x ~ gaussian\ny = x / k", .task, settings: "[k: number(1)]").0
    var problems: [DefinitionProblem] = []
    let made = try #require(TaskDefinition(definition, problems: &problems))
    for (given, isSound) in [("written(k: 2)", true), ("written(k: 0)", false), ("written(k: 1e-40)", false)] {
      let settings = Settings(owner: "written", arguments: try Value(parsing: given).arguments)
      _ = DefinedTask(made, settings)
      #expect(settings.finish().isEmpty == isSound)
    }
  }

  @Test func `factors of time are weights`() throws {
    let error = try error("(t + 1) / (T + 1) * r^2")
    #expect(error.weights(length: 3) == [0.25, 0.5, 0.75])
    #expect(error.exponent == 2)
  }
}
