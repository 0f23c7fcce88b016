/// Choosing as many ticks as an axis has room for.
enum AxisFitting {
  /// Ticks for a horizontal axis `length` points long.
  static func horizontal(_ scale: any Scale, length: Double, typesetter: Typesetter) -> Ticks {
    fit(scale, count: targetAcross(length)) { ticks in
      let spans = ticks.map { tick in
        let centre = (scale.fraction(tick.value) ?? 0) * length
        let half = typesetter.width(tick.label, size: Theme.Sizes.tick) / 2
        return (centre - half, centre + half)
      }
      return zip(spans, spans.dropFirst()).allSatisfy { $1.0 - $0.1 >= 5 }
    }
  }

  /// Ticks for a vertical axis `length` points long.
  static func vertical(_ scale: any Scale, length: Double) -> Ticks {
    fit(scale, count: targetDown(length)) { ticks in
      let heights = ticks.map { (scale.fraction($0.value) ?? 0) * length }
      return zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 1.4 * Theme.Sizes.tick }
    }
  }

  static func targetAcross(_ length: Double) -> Int { max(2, min(8, Int(length / 37) + 1)) }
  static func targetDown(_ length: Double) -> Int { max(2, min(7, Int(length / 23) + 1)) }

  /// The ticks for the greatest count up to `count` that has room; at worst the first of the fewest.
  private static func fit(_ scale: any Scale, count: Int, hasRoom: ([Tick]) -> Bool) -> Ticks {
    var ticks = scale.ticks(count: count)
    for smaller in stride(from: count - 1, through: 1, by: -1) where !hasRoom(ticks.major) {
      ticks = scale.ticks(count: smaller)
    }
    return hasRoom(ticks.major) ? ticks : Ticks(major: Array(ticks.major.prefix(1)))
  }
}
