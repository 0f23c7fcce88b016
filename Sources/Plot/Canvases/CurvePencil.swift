/// Draws long curves on pixels, many times faster than a general stroker.
///
/// A pixel at distance d from the nearest piece of a curve of half-width r is covered by
/// min(max(r + ½ - d, 0), 1, 2r), which is exact for straight edges along the pixels; pieces join in round corners.
struct CurvePencil {
  private let pixels: Pixels
  /// How much of each pixel the curve that is being drawn covers, from 0 to 1 in single precision, with room for a group at each
  /// row's end.
  private let cover: SheetMemory
  private let rowLength: Int
  /// The columns of each row that it touches.
  private var touched: [(first: Int, last: Int)]

  /// Pixels are covered in groups.
  private typealias Group = SIMD8<Float>
  @inline(__always) private static var steps: Group { Group(0, 1, 2, 3, 4, 5, 6, 7) }

  // The standard library's own call a function for each number.
  @inline(__always) private static func larger(_ one: Group, _ other: Group) -> Group {
    one.replacing(with: other, where: other .> one)
  }

  @inline(__always) private static func smaller(_ one: Group, _ other: Group) -> Group {
    one.replacing(with: other, where: other .< one)
  }

  /// Nil where there is not enough memory.
  init?(_ pixels: Pixels) {
    self.pixels = pixels
    rowLength = pixels.width + 8
    guard let cover = SheetMemory(bytes: rowLength * pixels.height * MemoryLayout<Float>.stride) else { return nil }
    self.cover = cover
    touched = Array(repeating: (Int.max, -1), count: pixels.height)
  }

  /// A part of the sheet, in pixels.
  private struct Window {
    let left: Int
    let right: Int
    let top: Int
    let bottom: Int
  }

  /// Strokes the path's lines inside `limits`; `scale` is pixels a point.
  mutating func stroke(_ path: Path, _ pen: Pen, colour: Colour, scale: Double, limits: Box?) {
    let sheet = Box(x: 0, y: 0, width: Double(pixels.width) / scale, height: Double(pixels.height) / scale)
    let box = limits ?? sheet
    let window = Window(
      left: max(0, Int((box.x * scale).rounded())), right: min(pixels.width, Int((box.right * scale).rounded())),
      top: max(0, Int((box.y * scale).rounded())), bottom: min(pixels.height, Int((box.bottom * scale).rounded())))
    guard window.left < window.right, window.top < window.bottom else { return }
    for case .lines(let places, let closed) in path.pieces {
      var places = places.map { Place($0.x * scale, $0.y * scale) }
      if closed, let first = places.first { places.append(first) }
      let dashes = pen.dash.isEmpty ? [places] : Dashes.cut(places, pen.dash.map { $0 * scale })
      for dash in dashes { cover(dash, radius: pen.width * scale / 2, isBlunt: !pen.dash.isEmpty, window) }
    }
    blend(colour, opacity: pen.paint.opacity)
  }

  /// A straight piece of a curve, seen from its start.
  private struct Piece {
    let start: Place
    let (ux, uy): (Double, Double)
    let length: Double
    /// Whether its ends are cut off straight; otherwise they are round.
    let (cutsStart, cutsEnd): (Bool, Bool)
    let box: Box

    /// Nil for a piece without length.
    init?(_ places: [Place], _ index: Int, isBlunt: Bool, reach: Double) {
      let (a, b) = (places[index], places[index + 1])
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      start = a
      length = (dx * dx + dy * dy).squareRoot()
      guard length > 0, length < 1e6 else { return nil }
      (ux, uy) = (dx / length, dy / length)
      (cutsStart, cutsEnd) = (isBlunt && index == 0, isBlunt && index == places.count - 2)
      box = Box(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(dx), height: abs(dy)).grown(by: reach)
    }

    /// The columns near the piece in the row whose middle is `y` below its start.
    func columns(_ y: Double, reach: Double) -> (Double, Double) {
      guard abs(uy) > 1e-3 else { return (box.x, box.right) }
      let (centre, half) = (start.x + y * ux / uy, reach / abs(uy))
      return (max(box.x, centre - half), min(box.right, centre + half))
    }

    /// How far pixels are beyond an end that is not cut off, and which part of them is before one that is.
    @inline(__always) func blunt(_ before: Group, after: Group, along: Group) -> (beyond: Group, part: Group) {
      let (half, one) = (Group(repeating: 0.5), Group(repeating: 1))
      var (beyond, part) = (before + after, one)
      if cutsStart {
        part -= before + 0.5 * one.replacing(with: Group(repeating: 0), where: along .> half)
        beyond -= before
      }
      if cutsEnd {
        part -= after + 0.5 * one.replacing(with: Group(repeating: 0), where: along .< Float(length) - half)
        beyond -= after
      }
      return (beyond, part)
    }
  }

  /// Covers what is near the curve; its ends are cut off straight, or round where it is not `isBlunt`.
  private mutating func cover(_ places: [Place], radius: Double, isBlunt: Bool, _ window: Window) {
    let reach = radius + 0.5
    let (rowLength, most) = (rowLength, Float(min(1, 2 * radius)))
    withExtendedLifetime(cover) {
      let start = cover.start
      touched.withUnsafeMutableBufferPointer { touched in
        for index in places.indices.dropLast() {
          guard let piece = Piece(places, index, isBlunt: isBlunt, reach: reach) else { continue }
          let top = max(window.top, Int(max(piece.box.y, -1).rounded(.down)))
          let bottom = min(window.bottom - 1, Int(min(piece.box.bottom, 1e6).rounded(.up)))
          guard top <= bottom, piece.box.right >= Double(window.left), piece.box.x <= Double(window.right) else {
            continue
          }
          for row in top...bottom {
            let y = Double(row) + 0.5 - piece.start.y
            let (from, to) = piece.columns(y, reach: reach)
            let first = max(window.left, Int(max(from, -1).rounded(.down)))
            let last = min(window.right - 1, Int(min(to, 1e6).rounded(.up)))
            guard first <= last else { continue }
            touched[row].first = min(touched[row].first, first)
            touched[row].last = max(touched[row].last, last)
            let line = start + (row * rowLength + first) * MemoryLayout<Float>.stride
            if piece.cutsStart || piece.cutsEnd {
              Self.cover(line, first...last, piece, y: y, reach: Float(reach), most: most) {
                piece.blunt($0, after: $1, along: $2)
              }
            } else {
              Self.cover(line, first...last, piece, y: y, reach: Float(reach), most: most) { before, after, _ in
                (before + after, Group(repeating: 1))
              }
            }
          }
        }
      }
    }
  }

  /// Covers the pixels of one row; `ends` tells from the distances before the start and after the end how far a pixel is
  /// beyond the piece, and which part of it counts.
  @inline(__always) private static func cover(
    _ line: UnsafeMutableRawPointer, _ columns: ClosedRange<Int>, _ piece: Piece, y: Double, reach: Float, most: Float,
    ends: (_ before: Group, _ after: Group, _ along: Group) -> (beyond: Group, part: Group)
  ) {
    let (ux, uy, length) = (Float(piece.ux), Float(piece.uy), Float(piece.length))
    let zero = Group(repeating: 0)
    let (alongRow, acrossRow) = (Float(y) * uy, Float(y) * ux)
    for column in stride(from: columns.lowerBound, through: columns.upperBound, by: 8) {
      let x = Self.steps + Float(Double(column) + 0.5 - piece.start.x)
      let along = x * ux + alongRow
      let across = x * uy - acrossRow
      let (beyond, part) = ends(Self.larger(-along, zero), Self.larger(along - length, zero), along)
      let distance = (across * across + beyond * beyond).squareRoot()
      var share = Self.smaller(reach - distance, Group(repeating: most)) * Self.larger(part, zero)
      share.replace(with: zero, where: Self.steps .> Group(repeating: Float(columns.upperBound - column)))
      let place = line + (column - columns.lowerBound) * MemoryLayout<Float>.stride
      place.storeBytes(of: Self.larger(place.loadUnaligned(as: Group.self), share), as: Group.self)
    }
  }

  /// Lays the colour on what is covered, and clears the cover.
  private mutating func blend(_ colour: Colour, opacity: Double) {
    let weight = Float(min(max(opacity, 0), 1) * 65_536)
    let ink = SIMD8<Int32>(repeating: Int32(truncatingIfNeeded: colour.code))
    let none = Group(repeating: 0)
    withExtendedLifetime(cover) {
      let cover = cover.start
      for row in touched.indices where touched[row].last >= 0 {
        let line = pixels.row(row)
        // A group that would go beyond the row begins earlier, where its cover is cleared already.
        let furthest = max(0, pixels.width - 8)
        for next in stride(from: touched[row].first, through: touched[row].last, by: 8) {
          let start = min(next, furthest)
          let offset = (row * rowLength + start) * MemoryLayout<Float>.stride
          let group = cover.loadUnaligned(fromByteOffset: offset, as: Group.self)
          if group == none { continue }
          cover.storeBytes(of: none, toByteOffset: offset, as: Group.self)
          Self.mix(ink, into: line + start, share: Self.rounded(group * weight), pixels.width - start)
        }
        touched[row] = (Int.max, -1)
      }
    }
  }

  /// Whole numbers from numbers below 2²²: the last bits of their sum with 2²³.
  @inline(__always) private static func rounded(_ numbers: Group) -> SIMD8<Int32> {
    unsafeBitCast(numbers + 8_388_608, to: SIMD8<Int32>.self) & 0x7F_FFFF
  }

  /// Mixes a colour into eight pixels, of which `count` are in the row, `share` by 65,536.
  @inline(__always) private static func mix(
    _ ink: SIMD8<Int32>, into pixels: UnsafeMutablePointer<UInt32>, share: SIMD8<Int32>, _ count: Int
  ) {
    guard count >= 8 else {
      for lane in 0..<count {
        let mixed = mixed(
          SIMD8(repeating: Int32(truncatingIfNeeded: pixels[lane])), ink, SIMD8(repeating: share[lane]))
        pixels[lane] = UInt32(truncatingIfNeeded: mixed[0])
      }
      return
    }
    let place = UnsafeMutableRawPointer(pixels)
    place.storeBytes(of: mixed(place.loadUnaligned(as: SIMD8<Int32>.self), ink, share), as: SIMD8<Int32>.self)
  }

  @inline(__always) private static func mixed(
    _ ground: SIMD8<Int32>, _ ink: SIMD8<Int32>, _ share: SIMD8<Int32>
  ) -> SIMD8<Int32> {
    @inline(__always) func channel(_ shift: Int32) -> SIMD8<Int32> {
      let (under, over) = (ground &>> shift & 255, ink &>> shift & 255)
      return (under &+ ((over &- under) &* share &+ 32_768) &>> 16) &<< shift
    }
    return channel(16) | channel(8) | channel(0)
  }
}

/// Cuts curves into dashes.
enum Dashes {
  /// The stretches that are drawn of a curve, where `lengths` are those of dashes and gaps in turn.
  static func cut(_ places: [Place], _ lengths: [Double]) -> [[Place]] {
    guard let first = places.first, lengths.reduce(0, +) > 1e-3 else { return [places] }
    var result: [[Place]] = []
    var (turn, left) = (0, lengths[0])
    var current = [first]
    for (start, end) in zip(places, places.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let length = (dx * dx + dy * dy).squareRoot()
      guard length > 0, length < 1e7 else { continue }
      var done = 0.0
      while length - done > left {
        done += left
        let place = Place(start.x + dx * done / length, start.y + dy * done / length)
        if turn % 2 == 0 {
          current.append(place)
          if current.count > 1 { result.append(current) }
          current = []
        } else {
          current = [place]
        }
        turn += 1
        left = lengths[turn % lengths.count]
      }
      left -= length - done
      if turn % 2 == 0 { current.append(end) }
    }
    if turn % 2 == 0, current.count > 1 { result.append(current) }
    return result
  }
}
