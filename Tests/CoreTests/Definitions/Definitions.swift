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

/// Definitions as a chapter would write them.
enum Written {
  static let tanhRNN = """
    state h[width]
    h' = tanh(W_ih x + b_ih + W_hh h + b_hh)
    y = C h' + d
    """
  static let gru = """
    state h[width]
    r = sigmoid(W_r x + U_r h + b_r + k_r)
    z = sigmoid(W_z x + U_z h + b_z + k_z)
    n = tanh(W_n x + b_n + r * (U_n h + k_n))
    h' = (1 - z) * n + z * h
    y = C h' + d
    """
  static let lstm = """
    state h[width], c[width]
    i = sigmoid(W_i x + U_i h + b_i + k_i)
    f = sigmoid(W_f x + U_f h + b_f + k_f)
    g = tanh(W_g x + U_g h + b_g + k_g)
    o = sigmoid(W_o x + U_o h + b_o + k_o)
    c' = f * c + i * g
    h' = o * tanh(c')
    y = C h' + d
    """
  static let linear = """
    state h[width]
    h' = W h + U x
    y = C h'
    """

  /// Models that use everything of the language, by name.
  static let models: [(name: String, text: String)] = [
    ("tanh", tanhRNN), ("gru", gru), ("lstm", lstm), ("linear", linear),
    (
      "minimal gated",
      """
      state h[width]
      f = σ(W_f x + U_f h + b_f)
      n = tanh(W_n x + U_n (f ⊙ h) + b_n)
      h' = (1 - f) * h + f * n
      y = C h' + d
      """
    ),
    (
      "delays",
      """
      state h[width]
      h' = tanh(W x + V x[t-3] + A h + B h[t-4] + b)
      y = C h' + D h[t-2] + d + E x[t-1]
      """
    ),
    (
      "functions",
      """
      state h[width]
      a = softmax(W x + U h)
      m = concat(a, mean(h), x)
      s = norm(a) + dot(a, h) + max(a, 0.3) - min(h, 2 * a) / (3 + cos(h))
      h' = tanh(V m + s * exp(-abs(u)) + 0.1 * h^2 / (1 + h^2))
      y = C h' + D (sqrt(1 + h'^2) + log(2 + a) - sin(h) * cos(a) + softplus(a) + a^1.5 + clip(h, -0.2, 0.2))
      """
    ),
    (
      "matrices",
      """
      state h[width]
      h' = tanh((W - transpose(W)) h + V x + b - g * (1 + h^2)^p)
      y = C h' + (D E) h'
      parameter p, E[2, width]
      """
    ),
    (
      "two states",
      """
      state p[width], q[width], e
      parameter a
      e' = a * e + mean(q)
      q' = q + 0.1 * (tanh(W p + V q + U x + b) - 2.7 * p - 4.7 * q) + e'
      p' = p + 0.1 * q'
      y = C p' + d + exp(-0.1 * t) * k
      """
    ),
    (
      "feedback",
      """
      state h[width]
      h' = relu(W h + V x + F y[t-1] + b)
      y = C h' + d
      """
    ),
    (
      "forward",
      """
      parameter A[width, inputs]
      y = C tanh(A x + B x[t-2] + b) + d
      """
    ),
  ]

  static func definition(
    _ text: String, _ kind: WrittenDefinition.Kind = .model, settings: String? = "[width: 5]",
    initialisation: String? = nil
  ) -> (WrittenDefinition, [DefinitionProblem]) {
    var problems: [DefinitionProblem] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { DefinitionLine(String($0)) }
    let definition = WrittenDefinition(
      kind, name: "written", settings: settings.map { .init($0) }, initialisation: initialisation.map { .init($0) },
      lines: lines, problems: &problems)
    return (definition, problems)
  }

  /// What is wrong with a model.
  static func mistakes(_ text: String, settings: String? = "[width: 5]") -> [String] {
    let (definition, found) = definition(text, settings: settings)
    var problems = found
    if problems.isEmpty { _ = ModelDefinition(definition, problems: &problems) }
    return problems.map(\.problem.message)
  }

  static func model(_ text: String, _ given: String = "written", settings: String? = "[width: 5]") throws
    -> DefinedModel
  {
    let (definition, found) = definition(text, settings: settings)
    var problems = found
    guard let model = ModelDefinition(definition, problems: &problems), problems.isEmpty else {
      throw problems[0]
    }
    let settings = Settings(owner: "written", arguments: try Value(parsing: given).arguments)
    let made = DefinedModel(model, settings)
    if let problem = settings.finish().first { throw problem }
    return made
  }
}
