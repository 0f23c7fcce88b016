/// The diagonal of the inverse of a positive definite matrix, from its Cholesky factor: (M⁻¹)_{ii} = Σ_k (L⁻¹)_{ki}².
func inverseDiagonal(of matrix: [[Double]]) -> [Double] {
  let count = matrix.count
  var factor = matrix
  for column in 0..<count {
    for row in column..<count {
      for index in 0..<column { factor[row][column] -= factor[row][index] * factor[column][index] }
      factor[row][column] /= row == column ? factor[column][column].squareRoot() : factor[column][column]
    }
  }
  return (0..<count).map { unit in
    var solution = [Double](repeating: 0, count: count)
    for row in unit..<count {
      let known = (unit..<row).reduce(0) { $0 + factor[row][$1] * solution[$1] }
      solution[row] = ((row == unit ? 1 : 0) - known) / factor[row][row]
    }
    return solution.reduce(0) { $0 + $1 * $1 }
  }
}
