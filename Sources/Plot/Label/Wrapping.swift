extension LabelTypesetter {
  /// The label broken at spaces outside formulas into lines no wider than `width`; a longer word is broken anywhere.
  func lines(_ label: Label, size: Double, bold: Bool = false, width: Double) -> [Label] {
    if self.width(label, size: size, bold: bold) <= width { return label.isEmpty ? [] : [label] }
    var lines: [Label] = []
    var current: [Label.Run] = []
    for word in Self.words(label).flatMap({ pieces($0, size: size, bold: bold, width: width) }) {
      let longer = current.isEmpty ? word : current + [Label.Run(text: " ")] + word
      if !current.isEmpty, self.width(Label(runs: longer), size: size, bold: bold) > width {
        lines.append(Label(runs: current))
        current = word
      } else {
        current = longer
      }
    }
    return current.isEmpty ? lines : lines + [Label(runs: current)]
  }

  /// The label's first lines, the last of them cut off with an ellipsis where there would be more than `most`.
  func lines(_ label: Label, size: Double, bold: Bool = false, width: Double, most: Int) -> [Label] {
    let lines = lines(label, size: size, bold: bold, width: width)
    guard lines.count > most, most > 0 else { return Array(lines.prefix(most)) }
    let rest = lines[(most - 1)...].enumerated().flatMap { index, line in
      (index == 0 ? [] : [Label.Run(text: " ")]) + line.runs
    }
    return lines.prefix(most - 1) + [truncated(Label(runs: rest), size: size, bold: bold, width: width)]
  }

  /// The label, or as much of its beginning as `width` holds, with an ellipsis.
  func truncated(_ label: Label, size: Double, bold: Bool = false, width: Double) -> Label {
    if self.width(label, size: size, bold: bold) <= width { return label }
    func beginning(_ count: Int) -> Label {
      var (runs, left): ([Label.Run], Int) = ([], count)
      for var run in label.runs where left > 0 {
        if run.structure != nil, run.text.count > left { break }
        run.text = String(run.text.prefix(left))
        left -= run.text.count
        runs.append(run)
      }
      return Label(runs: runs + [Label.Run(text: "…")])
    }
    var (fitting, tooLong) = (0, label.text.count)
    while tooLong - fitting > 1 {
      let middle = (fitting + tooLong) / 2
      if self.width(beginning(middle), size: size, bold: bold) <= width { fitting = middle } else { tooLong = middle }
    }
    return beginning(fitting)
  }

  static func words(_ label: Label) -> [[Label.Run]] {
    var words: [[Label.Run]] = [[]]
    for run in label.runs {
      if run.structure != nil {
        words[words.count - 1].append(run)
        continue
      }
      for (index, part) in run.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { words.append([]) }
        var piece = run
        piece.text = String(part)
        if !part.isEmpty { words[words.count - 1].append(piece) }
      }
    }
    return words.filter { !$0.isEmpty }
  }

  /// The word, or parts of it where it is wider than a line.
  private func pieces(_ word: [Label.Run], size: Double, bold: Bool, width: Double) -> [[Label.Run]] {
    let label = Label(runs: word)
    if !label.isPlain || self.width(label, size: size, bold: bold) <= width { return [word] }
    var pieces: [[Label.Run]] = [[]]
    for run in word {
      for character in run.text {
        var letter = run
        letter.text = String(character)
        let longer = Label.joined(pieces[pieces.count - 1] + [letter])
        let fits = self.width(Label(runs: longer), size: size, bold: bold) <= width
        if fits || pieces[pieces.count - 1].isEmpty {
          pieces[pieces.count - 1] = longer
        } else {
          pieces.append([letter])
        }
      }
    }
    return pieces
  }
}
