import Foundation
import Testing

@testable import Plot

@Suite("Long curves") struct CurveTests {
  private static let box = Box(x: 0, y: 0, width: 250, height: 100)

  private static func projection() throws -> Projection {
    Projection(
      x: LinearScale(0...1_000_000), y: LinearScale(-500...500), colour: ColourScale(ColourAxis(), holding: Extent()),
      box: box, typesetter: try LabelTypesetter())
  }

  /// A walk of a million small steps with a spike.
  private static let walk: (x: [Double], y: [Double]) = {
    var y = 0.0
    var values = (0..<1_000_000).map { index in
      y += Double((index * 7919) % 101) / 50 - 1
      return y / 20
    }
    values[631_234] = 480
    return ((0..<1_000_000).map(Double.init), values)
  }()

  @Test func `are thinned and keep their extremes, their ends and their gaps`() throws {
    var (x, y) = Self.walk
    let thin = Curve.runs(x, y, in: try Self.projection(), grain: 0.5)
    #expect(thin.count == 1 && thin[0].count <= 4 * 501)
    let projection = try Self.projection()
    for index in [0, 631_234, 999_999] {
      let place = try #require(projection.place(x[index], y[index]))
      #expect(thin[0].contains { abs($0.x - place.x) < 1e-9 && abs($0.y - place.y) < 1e-9 })
    }
    y[200_000] = .nan
    x[400_000] = .infinity
    #expect(Curve.runs(x, y, in: try Self.projection(), grain: 0.5).count == 3)
  }

  @Test func `look the same as drawn whole`() throws {
    func pixels(_ thinned: Bool) throws -> [UInt8] {
      let (x, y) = Self.walk
      let projection = try Self.projection()
      let runs =
        thinned
        ? Curve.runs(x, y, in: projection, grain: 0.5)
        : [zip(x, y).compactMap { projection.place($0, $1) }]
      return try Image.pixels(width: 250, height: 100, scale: 2) { canvas in
        canvas.stroke(Path(runs.map { .lines($0, closed: false) }), Style(slot: 1).pen)
      }
    }
    let (thin, whole) = (try pixels(true), try pixels(false))
    #expect(Image.difference(thin, whole) < 0.002)
    #expect(Image.share(of: thin, differingFrom: whole, byMoreThan: 48) < 0.002)
  }

  @Test(arguments: [[], [5, 1.8], [1.4, 1.4]] as [[Double]])
  func `are covered by the pencil as by Cairo`(_ dash: [Double]) throws {
    let places = (0..<400).map {
      Place(5 + Double($0) * 0.6, 50 + 40 * sin(Double($0) / 9) + 3 * sin(Double($0) * 1.3))
    }
    let pen = Pen(Paint(.series(2), opacity: 0.8), width: 1.3, dash: dash)
    let long = try Image.pixels(width: 250, height: 100, scale: 2) {
      $0.stroke(Path([.lines(places, closed: false)]), pen)
    }
    // Short pieces are left to Cairo; without dashes they join to the same curve.
    let pieces = stride(from: 0, to: 399, by: 20).map { Array(places[$0...min($0 + 20, 399)]) }
    let short = try Image.pixels(width: 250, height: 100, scale: 2) { canvas in
      for piece in pieces where dash.isEmpty { canvas.stroke(Path([.lines(piece, closed: false)]), pen) }
    }
    if dash.isEmpty { #expect(Image.difference(long, short) < 0.004) }
    let covered = long.count { $0 < 250 }
    #expect(covered > 2000)
  }

  @Test func `dashes have the lengths that were asked for`() {
    let dashes = Dashes.cut([Place(0, 0), Place(3, 0), Place(3, 10)], [4, 2])
    #expect(
      dashes == [[Place(0, 0), Place(3, 0), Place(3, 1)], [Place(3, 3), Place(3, 7)], [Place(3, 9), Place(3, 10)]])
  }
}

/// Drawings as bytes, and how far they are apart.
enum Image {
  /// Red, green and blue of each pixel, from the PNG that was written.
  static func pixels(
    width: Double, height: Double, scale: Double, _ draw: (CairoCanvas) -> Void
  ) throws -> [UInt8] {
    let typesetter = try LabelTypesetter()
    return try decoded(
      CairoCanvas.png(
        size: Size(width: width, height: height), scale: scale, theme: .light, typesetter, draw))
  }

  /// The mean difference of the bytes, from 0 to 1.
  static func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
    guard one.count == other.count, !one.isEmpty else { return 1 }
    return zip(one, other).reduce(0.0) { $0 + abs(Double($1.0) - Double($1.1)) } / Double(one.count) / 255
  }

  /// The share of the bytes that are further apart than `limit`.
  static func share(of one: [UInt8], differingFrom other: [UInt8], byMoreThan limit: Int) -> Double {
    Double(zip(one, other).count { abs(Int($0) - Int($1)) > limit }) / Double(max(one.count, 1))
  }
}
