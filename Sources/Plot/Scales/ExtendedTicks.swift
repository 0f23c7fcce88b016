/// The extended Wilkinson search for tick positions (Talbot, Lin and Hanrahan 2010, algorithm 1).
///
/// The best labelling maximises 0.25 simplicity + 0.2 coverage + 0.5 density + 0.05 legibility, with legibility one.
enum ExtendedTicks {
  private static let steps: [Double] = [1, 5, 2, 2.5, 4, 3]

  private struct Labelling {
    var score = -2.0
    var start = 0.0
    var skip = 1
    var step = 1.0
    var power = 0
    var count = 0
  }

  /// The ticks for data in `range`, about `count` of them; `inside` refuses those beyond the range, `whole` those that are no
  /// whole numbers.
  static func search(
    _ range: ClosedRange<Double>, count: Int, inside: Bool = false, whole: Bool = false
  ) -> [DecimalNumber] {
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    guard size > 0, size.isFinite else { return [DecimalNumber(digits: 0, exponent: 0)] }
    let shift = Int(Elementary.logarithm(ofTen: size).rounded(.down))
    let low = range.lowerBound.scaled(byPowerOfTen: -shift)
    let high = range.upperBound.scaled(byPowerOfTen: -shift)
    guard high - low > 0,
      let best = best(low, high, target: max(2, count), inside: inside, wholeFrom: whole ? -shift : nil)
    else {
      return []
    }
    return (0..<best.count).compactMap { index in
      let multiple = best.start + Double(index * best.skip)
      guard abs(multiple) < 1e14 else { return nil }
      return DecimalNumber(digits: Int(multiple * best.step * 10), exponent: best.power + shift - 1)
    }
  }

  /// `wholeFrom` is the power of ten of the number one, where no smaller steps are wanted.
  private static func best(
    _ low: Double, _ high: Double, target: Int, inside: Bool, wholeFrom: Int?
  ) -> Labelling? {
    var best = Labelling()
    var skip = 1
    while skip < 50 {
      for (rank, step) in steps.enumerated() {
        let simplest = simplicity(rank, skip, holdsZero: true)
        if score(simplest, 1, 1) < best.score { return best.count > 0 ? best : nil }
        for count in 2...200 {
          let densest = count >= target ? 2 - Double(count - 1) / Double(target - 1) : 1
          if score(simplest, 1, densest) < best.score { break }
          let unit = (high - low) / Double(count + 1) / Double(skip) / step
          var power = Int(Elementary.logarithm(ofTen: unit).rounded(.up))
          while power < 20 {
            let width = Double(skip) * step * Elementary.power(ofTen: Double(power))
            let span = width * Double(count - 1)
            if score(simplest, widestCoverage(low, high, span), densest) < best.score || span > 100 * (high - low) {
              break
            }
            let least = (wholeFrom ?? power) + (step == 2.5 && wholeFrom != nil ? 1 : 0)
            guard power >= least else {
              power += 1
              continue
            }
            improve(&best, low, high, target, rank, skip, count, power, inside)
            power += 1
          }
        }
      }
      skip += 1
    }
    return best.count > 0 ? best : nil
  }

  /// Tries every first tick for one step, number of ticks and power of ten.
  private static func improve(
    _ best: inout Labelling, _ low: Double, _ high: Double, _ target: Int, _ rank: Int, _ skip: Int, _ count: Int,
    _ power: Int, _ inside: Bool
  ) {
    let unit = steps[rank] * Elementary.power(ofTen: Double(power))
    let step = unit * Double(skip)
    let first = (high / step).rounded(.down) * Double(skip) - Double((count - 1) * skip)
    let last = (low / step).rounded(.up) * Double(skip)
    guard first <= last else { return }
    for start in stride(from: first, through: last, by: 1) {
      let from = start * unit
      let to = from + step * Double(count - 1)
      let slack = (high - low) * 1e-9
      if inside, from < low - slack || to > high + slack { continue }
      let holdsZero = from <= 0 && to >= 0 && start.truncatingRemainder(dividingBy: Double(skip)) == 0
      let total = score(
        simplicity(rank, skip, holdsZero: holdsZero), coverage(low, high, from, to),
        density(count, target, low, high, from, to))
      if total > best.score {
        best = Labelling(score: total, start: start, skip: skip, step: steps[rank], power: power, count: count)
      }
    }
  }

  private static func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
    0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05
  }

  private static func simplicity(_ rank: Int, _ skip: Int, holdsZero: Bool) -> Double {
    1 - Double(rank) / Double(steps.count - 1) - Double(skip) + (holdsZero ? 1 : 0)
  }

  private static func coverage(_ low: Double, _ high: Double, _ from: Double, _ to: Double) -> Double {
    let tenth = 0.1 * (high - low)
    return 1 - 0.5 * ((high - to) * (high - to) + (low - from) * (low - from)) / (tenth * tenth)
  }

  private static func widestCoverage(_ low: Double, _ high: Double, _ span: Double) -> Double {
    let half = (span - (high - low)) / 2
    let tenth = 0.1 * (high - low)
    return half > 0 ? 1 - half * half / (tenth * tenth) : 1
  }

  private static func density(
    _ count: Int, _ target: Int, _ low: Double, _ high: Double, _ from: Double, _ to: Double
  ) -> Double {
    let actual = Double(count - 1) / (to - from)
    let wanted = Double(target - 1) / (max(to, high) - min(from, low))
    return 2 - max(actual / wanted, wanted / actual)
  }
}
