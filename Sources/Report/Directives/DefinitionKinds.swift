import Definitions

/// Something that a chapter defines by equations, `{model}`.
protocol DefinitionKind: Sendable, SendableMetatype {
  static var kind: WrittenDefinition.Kind { get }
  static var summary: String { get }
  static var example: String { get }
  /// What its number counts.
  static var counter: String { get }
}

enum ModelKind: DefinitionKind {
  static let kind = WrittenDefinition.Kind.model
  static let summary = "defines a model by the equations of one step; its gradient is found and checked"
  static let counter = "Model"
  static let example = """
    ```{model} leaky
    title: leaky unit
    settings: [width: 4, rate: 0.5]

    state h[width]
    h' = (1 - rate) * h + rate * tanh(W x + U h + b)
    y = C h' + d
    ```
    """
}

enum ErrorKind: DefinitionKind {
  static let kind = WrittenDefinition.Kind.error
  static let summary = "defines an error by a formula in the residual r, or in y and yhat, with t and T"
  static let counter = "Error"
  static let example = """
    ```{error} pinball
    settings: [level: 0.9]

    max(level * r, (level - 1) * r)
    ```
    """
}

enum TaskKind: DefinitionKind {
  static let kind = WrittenDefinition.Kind.task
  static let summary = "defines a task: inputs drawn from distributions, and outputs by equations"
  static let counter = "Task"
  static let example = """
    ```{task} echo
    settings: [length: 20]

    x ~ gaussian
    y = sum(s, 0, 5, exp(-0.5 * s) * x[t-s])
    ```
    """
}

enum FunctionKind: DefinitionKind {
  static let kind = WrittenDefinition.Kind.function
  static let summary = "names a formula, for memory functions and for use in other definitions"
  static let counter = "Function"
  static let example = """
    ```{function} ramp
    settings: [rate: 0.1]

    1 / (1 + rate * s)
    ```
    """
}
