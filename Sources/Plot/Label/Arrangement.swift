/// A label with fractions and roots, taken apart into words on one line each and straight lines.
package struct Arrangement {
  /// Words with their place, seen from the label's place on its baseline.
  private(set) var words: [(label: Label, place: Place, size: Double)] = []
  /// Fraction bars and the bars of roots.
  private(set) var bars: [(from: Place, to: Place)] = []
  private(set) var width = 0.0

  /// The width of a bar in parts of the label's size.
  static let thickness = 0.06
  private static let partScale = 0.74

  fileprivate mutating func append(
    _ runs: [Label.Run], at height: Double, size: Double, bold: Bool, _ typesetter: LabelTypesetter
  ) {
    for stretch in runs.stretches {
      guard let structure = stretch.first?.structure else {
        let label = Label(runs: Array(stretch))
        words.append((label, Place(width, height), size))
        width += typesetter.width(label, size: size, bold: bold)
        continue
      }
      switch structure {
      case .fraction(let above, let below):
        appendFraction(above, below, at: height, size: size, bold: bold, typesetter)
      case .root(let body): appendRoot(body, at: height, size: size, bold: bold, typesetter)
      }
    }
  }

  private mutating func appendFraction(
    _ above: [Label.Run], _ below: [Label.Run], at height: Double, size: Double, bold: Bool,
    _ typesetter: LabelTypesetter
  ) {
    let part = size * Self.partScale
    let widths = [above, below].map { typesetter.width(Label(runs: $0), size: part, bold: bold) }
    let inner = max(widths[0], widths[1])
    let start = width + 0.1 * size
    let axis = height - 0.3 * size
    for (runs, own, baseline) in [
      (above, widths[0], axis - 0.17 * size), (below, widths[1], axis + 0.13 * size + 0.72 * part),
    ] {
      width = start + 0.1 * size + (inner - own) / 2
      append(runs, at: baseline, size: part, bold: bold, typesetter)
    }
    bars.append((Place(start, axis), Place(start + inner + 0.2 * size, axis)))
    width = start + inner + 0.3 * size
  }

  private mutating func appendRoot(
    _ body: [Label.Run], at height: Double, size: Double, bold: Bool, _ typesetter: LabelTypesetter
  ) {
    let sign = Label(plain: "√")
    words.append((sign, Place(width, height), size))
    width += typesetter.width(sign, size: size, bold: bold)
    let start = width
    append(body, at: height, size: size, bold: bold, typesetter)
    bars.append((Place(start - 0.06 * size, height - 0.83 * size), Place(width + 0.05 * size, height - 0.83 * size)))
    width += 0.08 * size
  }
}

extension LabelTypesetter {
  func arrangement(of label: Label, size: Double, bold: Bool) -> Arrangement {
    var arrangement = Arrangement()
    arrangement.append(label.runs, at: 0, size: size, bold: bold, self)
    return arrangement
  }
}

extension Canvas {
  /// Sets the parts of a label that is not on one line.
  package func text(_ arrangement: Arrangement, at place: Place, _ lettering: Lettering) {
    let shift =
      switch lettering.anchor {
      case .start: 0.0
      case .middle: arrangement.width / 2
      case .end: arrangement.width
      }
    func moved(_ part: Place) -> Place {
      lettering.upwards
        ? Place(place.x + part.y, place.y - part.x + shift) : Place(place.x + part.x - shift, place.y + part.y)
    }
    for word in arrangement.words {
      var own = lettering
      own.size = word.size
      own.anchor = .start
      text(word.label, at: moved(word.place), own)
    }
    for bar in arrangement.bars {
      stroke(
        .line(moved(bar.from), moved(bar.to)), Pen(lettering.paint, width: Arrangement.thickness * lettering.size))
    }
  }
}

extension Array where Element == Label.Run {
  /// Each structure by itself, and what stands between them.
  fileprivate var stretches: [ArraySlice<Element>] {
    var stretches: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices where self[index].structure != nil {
      if start < index { stretches.append(self[start..<index]) }
      stretches.append(self[index...index])
      start = index + 1
    }
    return start < endIndex ? stretches + [self[start...]] : stretches
  }
}
