import Testing

@testable import Definitions
@testable import Equations
@testable import Settings

@Suite("The check of a gradient")
struct GradientCheckTests {
  @Test func `a wrong gradient does not pass`() {
    let wrong = GradientCheck(largestDifference: 2e-5, directions: 4, notFinite: nil, hasKinks: false)
    #expect(!wrong.holds)
    #expect(!GradientCheck(largestDifference: 0, directions: 4, notFinite: "the error", hasKinks: false).holds)
  }

  @Test func `a sound model with large initial values passes, and a wrong gradient of it does not`() throws {
    for start in ["uniform(4)", "uniform(16)", "gaussian(3)"] {
      let (definition, found) = Written.definition(
        "state h[width]\nh' = tanh(W x + U h + b)\ny = C h' + d", settings: "[width: 16]",
        initialisation: "[U: \(start)]")
      var problems = found
      let made = try #require(ModelDefinition(definition, problems: &problems))
      let model = DefinedModel(made, Settings(owner: "written", arguments: []))
      #expect(model.gradientCheck().largestDifference < 1e-7)
      // Each number is too large by a ten thousandth.
      let large = model.gradientCheck { gradient in
        for index in gradient.indices { gradient[index] *= 1.0001 }
      }
      #expect(!large.holds && large.largestDifference < 1e-3)
      // The last array of them, d, has another sign.
      let turned = model.gradientCheck { gradient in
        for index in gradient.indices.suffix(3) { gradient[index] = -gradient[index] }
      }
      #expect(!turned.holds)
    }
  }

  @Test func `a model whose output is not a number says where`() throws {
    let model = try Written.model("state h[width]\nh' = W x / norm(h)\ny = C h'")
    #expect(model.gradientCheck().notFinite == "the output at step t = 0")
  }
}
