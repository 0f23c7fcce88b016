/// `{theorem}`: a statement that a computation checks.
package enum TheoremStatement: StatementKind {
  package static let name = "theorem"
  package static let summary = "states a theorem and runs its check with its negative controls"
  package static let checking = StatementChecking.required
  package static let example = """
    ```{theorem} T
    check: bias(trials: 50)
    title: every positive weight is biased

    If all weights are positive, the profile falls strictly with the lag.
    ```
    """
}

package enum Lemma: StatementKind {
  package static let name = "lemma"
  package static let summary = "states a lemma"
  package static let checking = StatementChecking.optional
  package static let example = """
    ```{lemma} geometric
    title: geometric sum

    For $|q| < 1$ the sum $\\sum_{k \\ge 0} q^k$ is $1 / (1 - q)$.
    ```
    """
}

package enum Proposition: StatementKind {
  package static let name = "proposition"
  package static let summary = "states a proposition"
  package static let checking = StatementChecking.optional
  package static let example = """
    ```{proposition} late

    Late steps are few.
    ```
    """
}

package enum Corollary: StatementKind {
  package static let name = "corollary"
  package static let summary = "states a corollary"
  package static let checking = StatementChecking.optional
  package static let example = """
    ```{corollary} half

    For $q = 1/2$ the sum is 2.
    ```
    """
}

package enum Definition: StatementKind {
  package static let name = "definition"
  package static let summary = "defines a term"
  package static let checking = StatementChecking.none
  package static let example = """
    ```{definition} memory-function
    title: memory function

    The *memory function* $\\rho(s)$ is the weight of the input $s$ steps ago.
    ```
    """
}

package enum Remark: StatementKind {
  package static let name = "remark"
  package static let summary = "makes a numbered remark"
  package static let checking = StatementChecking.none
  package static let example = """
    ```{remark}

    The converse is false.
    ```
    """
}
