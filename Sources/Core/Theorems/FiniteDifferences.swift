/// (f(x + h e_i) - f(x - h e_i)) / 2h for each i, where h is a function of x_i.
func centralDifferences(
  at point: [Double], step: (Double) -> Double, of function: ([Double]) -> Double
) -> [Double] {
  point.indices.map { index in
    let step = step(point[index])
    var (above, below) = (point, point)
    above[index] += step
    below[index] -= step
    return (function(above) - function(below)) / (2 * step)
  }
}

/// √Σ x².
func euclideanNorm(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }

/// ‖a - b‖ / ‖b‖.
func relativeDifference(_ found: [Double], from expected: [Double]) -> Double {
  euclideanNorm(zip(found, expected).map { $0 - $1 }) / euclideanNorm(expected)
}
