extension Typesetter {
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

  private static func words(_ label: Label) -> [[Label.Run]] {
    var words: [[Label.Run]] = [[]]
    for run in label.runs {
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
    if self.width(Label(runs: word), size: size, bold: bold) <= width { return [word] }
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
