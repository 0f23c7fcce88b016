/// A grid of cells whose colours stand for values.
package struct Heatmap: Mark {
  package static let name = "heatmap"
  /// The middles of the columns and of the rows; on a categorical axis 0, 1, 2 and so on.
  package let columns: [Double]
  package let lines: [Double]
  /// `[row][column]`; what is not finite is drawn as missing.
  package let cells: [[Double]]
  /// Whether each cell shows its value, where it has room.
  package let showsValues: Bool
  package var style = Style()

  package init(x columns: [Double], y lines: [Double], values: [[Double]], showsValues: Bool = false) {
    self.columns = columns
    self.lines = lines
    cells = lines.indices.map { row in
      columns.indices.map { row < values.count && $0 < values[row].count ? values[row][$0] : .nan }
    }
    self.showsValues = showsValues
  }

  /// The limits between neighbours, half-way, and as far beyond the first and the last.
  private static func limits(_ middles: [Double]) -> [(Double, Double)] {
    guard middles.count > 1 else { return middles.map { ($0 - 0.5, $0 + 0.5) } }
    let between = zip(middles, middles.dropFirst()).map { $0 / 2 + $1 / 2 }
    let first = middles[0] - (between[0] - middles[0])
    let last = middles[middles.count - 1]
    let edges = [first] + between + [last + (last - between[between.count - 1])]
    return zip(edges, edges.dropFirst()).map { ($0, $1) }
  }

  package var xs: [Double] { Self.limits(columns).flatMap { [$0.0, $0.1] } }
  package var ys: [Double] { Self.limits(lines).flatMap { [$0.0, $0.1] } }
  package var values: [Double] { cells.flatMap { $0 } }
  package var key: KeyParts { [] }
  package var room: Room { .frame }
  package var rows: [Row] {
    lines.indices.flatMap { row in
      columns.indices.map { Row(x: columns[$0], y: lines[row], value: cells[row][$0]) }
    }
  }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let (xLimits, yLimits) = (Self.limits(columns), Self.limits(lines))
    var paths: [Ink: Path] = [:]
    var order: [Ink] = []
    var missing = Path()
    for row in lines.indices {
      for column in columns.indices {
        guard let cell = projection.box(x: xLimits[column], y: yLimits[row]) else { continue }
        let value = cells[row][column]
        let (names, x, y) = (projection.names, projection.x, projection.y)
        let place = [
          Hints.text(columns[column], on: x, called: names.x), Hints.text(lines[row], on: y, called: names.y),
        ]
        guard let ink = projection.colour.ink(value) else {
          missing.pieces += [
            .lines([Place(cell.x, cell.bottom), Place(cell.right, cell.y)], closed: false)
          ]
          canvas.hint(Hints.words(style, place, value: "missing"), over: .box(cell))
          continue
        }
        if paths[ink] == nil { order.append(ink) }
        // Neighbours overlap by a hair, so that no seam shows between them.
        let body = Box(x: cell.x, y: cell.y, width: cell.width + 0.15, height: cell.height + 0.15)
        paths[ink, default: Path()].pieces += Path.box(body).pieces
        canvas.hint(Hints.words(style, place, value: Hints.text(value, on: projection.colour.scale)), over: .box(cell))
      }
    }
    for ink in order { if let path = paths[ink] { canvas.fill(path, Paint(ink)) } }
    if !missing.pieces.isEmpty { canvas.stroke(missing, Pen(Paint(.muted), width: 0.5)) }
    if showsValues { drawValues(on: canvas, projection, xLimits, yLimits) }
  }

  private func drawValues(
    on canvas: any Canvas, _ projection: Projection, _ xLimits: [(Double, Double)], _ yLimits: [(Double, Double)]
  ) {
    let size = Theme.Sizes.tick
    for row in lines.indices {
      for column in columns.indices {
        guard let ink = projection.colour.ink(cells[row][column]),
          let cell = projection.box(x: xLimits[column], y: yLimits[row])
        else { continue }
        let label = Label(plain: DecimalNumber.rounded(cells[row][column], figures: 3))
        guard projection.typesetter.width(label, size: size) <= cell.width - 3, cell.height >= 1.3 * size,
          projection.box.grown(by: 0.1).contains(cell.middle)
        else { continue }
        let place = Place(cell.middle.x, cell.middle.y + 0.36 * size)
        canvas.text(label, at: place, Lettering(size: size, anchor: .middle, paint: Paint(ink.lettering)))
      }
    }
  }
}
