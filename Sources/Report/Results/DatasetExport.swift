import Document
import Plot

/// Results as files for other programs.
extension Dataset {
  /// `numbers.csv`, and `curves.csv` where there are curves: a row for each number, and for each point, of each cell and sample.
  package var files: [OutputFile] {
    let axes = offer.axes.map(\.name)
    let names = offer.pairingNames
    var numbers = CSV.line(axes + [offer.sampleNoun, "number", "value"])
    var curves = CSV.line(axes + [offer.sampleNoun, "curve", "x", "y"])
    for cell in offer.cells.indices {
      let choices = axes.map { offer.cells[cell][$0]?.given.text ?? "" }
      let columns = offer.numbers.keys.sorted().map { (name: $0, values: values($0, cell: cell)) }
      for sample in 0..<(offer.rowCounts?[cell] ?? offer.sampleCount) {
        let start = choices + [names.indices.contains(sample) ? names[sample] : "\(sample + 1)"]
        for column in columns {
          guard let value = column.values[sample] else { continue }
          numbers += CSV.line(start + [column.name, CSV.number(value)])
        }
        for (name, series) in self.curves(cell: cell, sample: sample).sorted(by: { $0.key < $1.key }) {
          for (x, y) in zip(series.x, series.y) where y.isFinite {
            curves += CSV.line(start + [name, CSV.number(x), CSV.number(y)])
          }
        }
      }
    }
    let written = [("numbers.csv", numbers)] + (offer.curves.isEmpty ? [] : [("curves.csv", curves)])
    return written.map { OutputFile(title: $0, path: $0, content: Array($1.utf8)) }
  }
}
