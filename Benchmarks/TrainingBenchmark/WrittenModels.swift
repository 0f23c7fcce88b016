import Definitions
import Equations
import Networks
import Settings

/// Built-in models as equations.
enum WrittenModels {
  static let text: [Work.Model: String] = [
    .tanh: "state h[width]; h' = tanh(W x + U h + b); y = C h' + d",
    .linrnn: "state h[width]; h' = W h + U x; y = C h'",
    .gru: """
    state h[width]; r = sigmoid(W_r x + U_r h + b_r); z = sigmoid(W_z x + U_z h + b_z)
    n = tanh(W_n x + b_n + r * (U_n h + k_n)); h' = (1 - z) * n + z * h; y = C h' + d
    """,
    .lstm: """
    state h[width], c[width]; i = sigmoid(W_i x + U_i h + b_i); f = sigmoid(W_f x + U_f h + b_f)
    g = tanh(W_g x + U_g h + b_g); o = sigmoid(W_o x + U_o h + b_o); c' = f * c + i * g; h' = o * tanh(c'); y = C h' + d
    """,
  ]

  static func model(_ text: String, width: Int) throws -> any SequenceModel {
    var problems: [DefinitionProblem] = []
    let definition = WrittenDefinition(
      .model, name: "written", settings: .init("[width: \(width)]"),
      lines: [DefinitionLine(text.split(separator: "\n").joined(separator: ";"))],
      problems: &problems)
    guard let model = ModelDefinition(definition, problems: &problems), problems.isEmpty else { throw problems[0] }
    return DefinedModel(model, Settings(owner: "written", arguments: []))
  }
}
