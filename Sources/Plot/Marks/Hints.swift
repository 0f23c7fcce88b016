/// What a reader sees who points at a datum.
enum Hints {
  /// The most hints that one curve gets; of more data, every second, third and so on has one.
  private static let most = 48

  /// Hints about the data of a curve, evenly spread.
  static func points(
    _ xs: [Double], _ ys: [Double], _ style: Style, on canvas: any Canvas, in projection: Projection, radius: Double = 3
  ) {
    guard canvas.takesHints else { return }
    let limits = projection.box.grown(by: 1)
    for index in stride(from: 0, to: xs.count, by: max(1, (xs.count + most - 1) / most)) {
      guard let place = projection.place(xs[index], ys[index]), limits.contains(place) else { continue }
      let position = text(xs[index], on: projection.x, called: projection.names.x)
      let words = words(style, [position], value: text(ys[index], on: projection.y))
      canvas.hint(words, over: Path([.circle(place, radius: radius)]))
    }
  }

  /// "rescaled: 12, 0.351".
  static func words(_ style: Style, _ values: [String]) -> String {
    let series = style.series.map { "\(Label($0).text): " } ?? ""
    return series + values.joined(separator: ", ")
  }

  /// "rescaled, lag 12: 0.351".
  static func words(_ style: Style, _ place: [String], value: String) -> String {
    let series = style.series.map { Label($0).text } ?? ""
    return ([series] + place).filter { !$0.isEmpty }.joined(separator: ", ") + ": " + value
  }

  /// What hints call an axis: its label up to a comma or a bracket; empty for one that is too long to stand in each.
  static func name(of axis: Axis) -> String {
    let name = Label(axis.label).text.prefix { !",(".contains($0) }.split(separator: " ").joined(separator: " ")
    return name.count > 24 ? "" : name
  }

  /// "lag 12", or the name of the category.
  static func text(_ value: Double, on scale: any Scale, called name: String) -> String {
    let text = text(value, on: scale)
    return name.isEmpty || scale is CategoricalScale ? text : "\(name) \(text)"
  }

  /// The value with four figures, or the name of the category.
  static func text(_ value: Double, on scale: any Scale) -> String {
    if let names = (scale as? CategoricalScale)?.names, let index = Int(exactly: value.rounded()),
      names.indices.contains(index)
    {
      return Label(names[index]).text
    }
    return DecimalNumber.rounded(value, figures: 4)
  }
}
