/// The ticks of an axis with their labels as they are set.
struct AxisLabels {
  var ticks = Ticks(major: [])
  /// The lines of each major tick's label.
  var lines: [[Label]] = []
  /// Whether the labels read upwards.
  var isUpright = false

  init() {}

  init(_ ticks: Ticks) {
    self.ticks = ticks
    lines = ticks.major.map { [$0.label] }
  }

  func width(_ typesetter: LabelTypesetter) -> Double {
    lines.joined().map { typesetter.width($0, size: Theme.Sizes.tick) }.max() ?? 0
  }

  /// Makes the labels of some ticks bold.
  mutating func embolden(where isHeading: (Tick) -> Bool) {
    for (index, tick) in ticks.major.enumerated() where isHeading(tick) {
      for line in lines[index].indices {
        for run in lines[index][line].runs.indices { lines[index][line].runs[run].bold = true }
      }
    }
  }

  /// The height of the lines of the longest label.
  var height: Double { Double(lines.map(\.count).max() ?? 1) * LabelTypesetter.leading(Theme.Sizes.tick) }
}

/// Choosing as many ticks as an axis has room for.
enum AxisFitting {
  private static let size = Theme.Sizes.tick
  /// The longest label that reads upwards, in points.
  private static let longestUpright = 90.0

  /// Labels for a horizontal axis `length` points long.
  static func horizontal(_ scale: any Scale, length: Double, typesetter: LabelTypesetter) -> AxisLabels {
    if let categories = scale as? CategoricalScale { return names(categories, across: length, typesetter) }
    let ticks = fit(scale, count: targetAcross(length)) { ticks in
      let spans = ticks.map { tick in
        let centre = (scale.fraction(tick.value) ?? 0) * length
        let half = typesetter.width(tick.label, size: size) / 2
        return (centre - half, centre + half)
      }
      return zip(spans, spans.dropFirst()).allSatisfy { $1.0 - $0.1 >= 5 }
    }
    return AxisLabels(ticks)
  }

  /// Labels for a vertical axis `length` points long, none of them wider than `room`.
  static func vertical(_ scale: any Scale, length: Double, room: Double, typesetter: LabelTypesetter) -> AxisLabels {
    if let categories = scale as? CategoricalScale { return names(categories, down: length, room: room, typesetter) }
    let ticks = fit(scale, count: targetDown(length)) { ticks in
      let heights = ticks.map { (scale.fraction($0.value) ?? 0) * length }
      return zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 1.4 * size }
    }
    return AxisLabels(ticks)
  }

  static func targetAcross(_ length: Double) -> Int { max(2, min(8, Int(length / 37) + 1)) }
  static func targetDown(_ length: Double) -> Int { max(2, min(7, Int(length / 23) + 1)) }

  /// Names below their places: on one line, else on up to three, else upwards.
  private static func names(_ scale: CategoricalScale, across length: Double, _ typesetter: LabelTypesetter)
    -> AxisLabels
  {
    let slot = length / Double(max(scale.names.count, 1))
    var labels = AxisLabels(scale.ticks(count: .max))
    let room = slot - 4
    if labels.width(typesetter) <= room { return labels }
    let longestWord = labels.ticks.major.flatMap { LabelTypesetter.words($0.label) }.map {
      typesetter.width(Label(runs: $0), size: size)
    }.max()
    if let longestWord, longestWord <= room {
      labels.lines = labels.ticks.major.map { typesetter.lines($0.label, size: size, width: room, most: 3) }
      return labels
    }
    labels = AxisLabels(scale.ticks(count: max(1, Int(length / (1.2 * size)))))
    labels.lines = labels.ticks.major.map {
      [typesetter.truncated($0.label, size: size, width: longestUpright)]
    }
    labels.isUpright = true
    return labels
  }

  /// Names beside their places, on up to three lines.
  private static func names(
    _ scale: CategoricalScale, down length: Double, room: Double, _ typesetter: LabelTypesetter
  ) -> AxisLabels {
    let slot = length / Double(max(scale.names.count, 1))
    let most = max(1, min(3, Int(slot / LabelTypesetter.leading(size))))
    var labels = AxisLabels(scale.ticks(count: max(1, Int(length / (1.2 * size)))))
    labels.lines = labels.ticks.major.map { typesetter.lines($0.label, size: size, width: room, most: most) }
    return labels
  }

  /// The ticks for the greatest count up to `count` that has room; at worst the first of the fewest.
  private static func fit(_ scale: any Scale, count: Int, hasRoom: ([Tick]) -> Bool) -> Ticks {
    var ticks = scale.ticks(count: count)
    for smaller in stride(from: count - 1, through: 1, by: -1) where !hasRoom(ticks.major) {
      ticks = scale.ticks(count: smaller)
    }
    return hasRoom(ticks.major) ? ticks : Ticks(major: Array(ticks.major.prefix(1)))
  }
}
