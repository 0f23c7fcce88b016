/// How a recurrent matrix starts: uniform within H^{-1/2}, or orthogonal.
package enum MatrixInitialisation: String, CaseIterable, Sendable { case uniform, orthogonal }
