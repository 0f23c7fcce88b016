/// `{theorem}`: a statement that a computation checks.
enum TheoremStatement: StatementKind {
  static let name = "theorem"
  static let summary = "states a theorem and runs its check with its negative controls"
  static let checking = StatementChecking.required
  static let example = """
    ```{theorem} T
    check: bias(trials: 50)
    title: every positive weight is biased

    If all weights are positive, the profile falls strictly with the lag.
    ```
    """
}

enum Lemma: StatementKind {
  static let name = "lemma"
  static let summary = "states a lemma"
  static let checking = StatementChecking.optional
  static let example = """
    ```{lemma} geometric
    title: geometric sum

    For $|q| < 1$ the sum $\\sum_{k \\ge 0} q^k$ is $1 / (1 - q)$.
    ```
    """
}

enum Proposition: StatementKind {
  static let name = "proposition"
  static let summary = "states a proposition"
  static let checking = StatementChecking.optional
  static let example = """
    ```{proposition} late

    Late steps are few.
    ```
    """
}

enum Corollary: StatementKind {
  static let name = "corollary"
  static let summary = "states what follows from a theorem"
  static let checking = StatementChecking.optional
  static let example = """
    ```{corollary} half

    For $q = 1/2$ the sum is 2.
    ```
    """
}

enum Definition: StatementKind {
  static let name = "definition"
  static let summary = "defines a term"
  static let checking = StatementChecking.none
  static let example = """
    ```{definition} memory-function
    title: memory function

    The *memory function* $\\rho(s)$ is the weight of the input $s$ steps ago.
    ```
    """
}

enum Remark: StatementKind {
  static let name = "remark"
  static let summary = "makes a remark with a number"
  static let checking = StatementChecking.none
  static let example = """
    ```{remark}

    The converse is false.
    ```
    """
}
