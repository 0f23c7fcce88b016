import Numerics

/// Complex numbers spread uniformly over the area of a ring within an angle of `phase` (Orvieto et al. 2023, lemma 3.2).
package func ring(
  _ count: Int, from least: Double, to most: Double, phase: Double, _ generator: inout Generator
) -> [(radius: Double, angle: Double)] {
  (0..<count).map { _ in
    let square = least * least + generator.uniform() * (most * most - least * least)
    return (square.squareRoot(), phase * generator.uniform())
  }
}
