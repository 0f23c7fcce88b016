import Testing

@testable import Plot

/// Notes the boxes of all labels.
private final class BoxCanvas: Canvas {
  var boxes: [(text: String, box: Box)] = []
  let typesetter: LabelTypesetter

  init(_ typesetter: LabelTypesetter) { self.typesetter = typesetter }

  func stroke(_ path: Path, _ pen: Pen) {}
  func fill(_ path: Path, _ paint: Paint) {}
  func clip(to box: Box, _ content: () -> Void) { content() }

  func text(_ label: Label, at place: Place, _ lettering: Lettering) {
    let width = typesetter.width(label, size: lettering.size, bold: lettering.bold)
    let (up, down) = (LabelTypesetter.ascent(lettering.size), LabelTypesetter.descent(lettering.size))
    let before = lettering.anchor == .start ? 0 : lettering.anchor == .middle ? width / 2 : width
    let box =
      lettering.upwards
      ? Box(x: place.x - up, y: place.y - width + before, width: up + down, height: width)
      : Box(x: place.x - before, y: place.y - up, width: width, height: up + down)
    boxes.append((label.text, box))
  }
}

@Suite struct LayoutTests {
  static let figures: [(String, Figure)] =
    Specimens.all.map { ($0.name, $0.figure) } + [
      ("one panel", Samples.memory()), ("one column", Samples.memory(width: .column)),
      ("narrow", Samples.memory(width: 30)), ("many series", Samples.memory(width: .column, slots: 25)),
      ("grid", Samples.grid()), ("small grid", Samples.grid(width: .column)), ("scaling", Samples.scaling()),
      ("rubbish", Samples.rubbish), ("no panels", Figure(panels: [])), ("large numbers", Samples.free(3e5)),
      ("slide", Samples.slide),
      ("long labels", Samples.longLabels), ("many panels", Samples.many(26)),
      ("forest", Samples.forest), ("cuts", Samples.cuts), ("automatic", Samples.automatic),
      ("wide row", Samples.many(7, columns: 50)),
    ]

  /// Every specimen from a column of 8 cm to a slide.
  static var narrowAndWide: [(String, Figure)] {
    Specimens.all.flatMap { name, figure in
      [(80.0, 1.0), (174, 1), (254, 2.2)].map { width, magnification in
        var figure = figure
        figure.width = Millimetres(width)
        figure.magnification = magnification
        return ("\(name) of \(width) mm", figure)
      }
    }
  }

  @Test(arguments: figures + narrowAndWide) func `no label is cut off or touches another`(
    _ name: String, _ figure: Figure
  ) throws {
    let layout = FigureLayout(figure.drawable, typesetter: try LabelTypesetter())
    let canvas = BoxCanvas(layout.typesetter)
    layout.draw(on: canvas)
    let sheet = Box(x: 0, y: 0, width: layout.size.width, height: layout.size.height)
    for (index, item) in canvas.boxes.enumerated() {
      let (a, text) = (item.box, item.text)
      #expect(
        sheet.contains(Place(a.x, a.y)) && sheet.contains(Place(a.right, a.bottom)), "'\(text)' is cut off in \(name)")
      for other in canvas.boxes[..<index] {
        let b = other.box
        let overlaps = a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom
        #expect(!overlaps, "'\(text)' overlaps '\(other.text)' in \(name)")
      }
    }
  }

  @Test func `panels with equal axes share scales and titles`() throws {
    let layout = FigureLayout(Samples.grid(), typesetter: try LabelTypesetter())
    #expect(Set(layout.cells.map(\.y.domain)).count == 1)
    #expect(layout.cells.map(\.showsY) == [true, false, true, false])
    #expect(layout.cells.map(\.showsX) == [false, false, true, true])
    #expect(layout.cells.allSatisfy { $0.xTitle.isEmpty && $0.yTitle.isEmpty })
    #expect(Set(layout.cells.map(\.box.width)).count == 1)

    var free = Samples.grid()
    free.sharedY = false
    let own = FigureLayout(free, typesetter: try LabelTypesetter())
    #expect(Set(own.cells.map(\.y.domain)).count == 4)
    #expect(own.cells.allSatisfy { $0.showsY && !$0.yTitle.isEmpty })
  }

  @Test func `axes equal along rows only are shared along rows`() {
    let (loss, error) = (Axis("loss"), Axis("error"))
    #expect(Sharing([loss, loss, error, error], lines: [0, 0, 1, 1], wanted: true) == .line)
    #expect(Sharing([loss, error, error, loss], lines: [0, 0, 1, 1], wanted: true) == .none)
    #expect(Sharing([loss, loss], lines: [0, 0], wanted: false) == .none)
  }

  @Test func `a line and a band of one series have one key, in the order of first use`() {
    let entries = Legend.entries(Samples.grid().panels)
    #expect(entries.map(\.name) == ["target"] + Samples.methods)
    #expect(entries[1].parts == [.line, .band])
  }

  @Test func `panels are lettered`() {
    #expect([0, 25, 26, 701, 702].map(GridPlan.letter) == ["(a)", "(z)", "(aa)", "(zz)", "(aaa)"])
  }

  @Test func `a curve is cut at the frame`() {
    let box = Box(x: 0, y: 0, width: 10, height: 10)
    let pieces = Curve.clipped([Place(-10, 5), Place(5, 5), Place(5, 1e12), Place(8, 5)], to: box)
    #expect(pieces.flatMap { $0 }.allSatisfy(box.grown(by: 1e-3).contains))
    #expect(pieces.first?.first == Place(0, 5))
    #expect(Curve.clipped([Place(-5, -5), Place(-5, 20)], to: box).isEmpty)
  }
}
