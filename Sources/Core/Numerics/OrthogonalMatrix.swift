/// An orthogonal matrix drawn uniformly (Haar), `size` rows one after another.
///
/// Q of a Gaussian matrix by Householder reflections, its columns signed by the diagonal of R (Mezzadri 2007).
package func orthogonalMatrix(size: Int, from generator: inout Generator) -> [Double] {
  var result = (0..<size * size).map { Double($0 / size == $0 % size ? 1 : 0) }
  var gaussian = (0..<size * size).map { _ in generator.gaussian() }
  for step in 0..<size {
    var reflector = (step..<size).map { gaussian[$0 * size + step] }
    let norm = reflector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let sign: Double = reflector[0] < 0 ? -1 : 1
    reflector[0] += sign * norm
    let square = reflector.reduce(0) { $0 + $1 * $1 }
    if square > 0 { reflect(&gaussian, by: reflector, scale: 2 / square, size: size) }
    if square > 0 { reflect(&result, by: reflector, scale: 2 / square, size: size) }
    // The diagonal of R is -sign norm; the row of Qᵀ takes its sign.
    for column in 0..<size { result[step * size + column] *= -sign }
  }
  return result
}

/// M = (1 - scale v vᵀ) M, where v stands at the last rows.
private func reflect(_ matrix: inout [Double], by vector: [Double], scale: Double, size: Int) {
  let first = size - vector.count
  for column in 0..<size {
    var dot = 0.0
    for row in vector.indices { dot += vector[row] * matrix[(first + row) * size + column] }
    for row in vector.indices { matrix[(first + row) * size + column] -= scale * dot * vector[row] }
  }
}
