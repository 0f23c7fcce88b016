/// Text that grows by bytes, with lengths to hundredths of a point: numbers are most of a drawing.
struct ByteText {
  private(set) var bytes: [UInt8] = []

  static func += (text: inout ByteText, words: String) { text.bytes.append(contentsOf: words.utf8) }

  /// Appends the path's data.
  static func += (text: inout ByteText, path: Path) { for piece in path.pieces { text += piece } }

  static func += (text: inout ByteText, piece: Path.Piece) {
    switch piece {
    case .lines(let places, let closed):
      var letter = UInt8(ascii: "M")
      for place in places {
        text.bytes.append(letter)
        text.append(place)
        letter = UInt8(ascii: "L")
      }
      if closed { text.bytes.append(UInt8(ascii: "Z")) }
    case .circle(let centre, let radius):
      let (r, diameter) = (radius.figures, (2 * radius).figures)
      text.bytes.append(UInt8(ascii: "M"))
      text.append(Place(centre.x - radius, centre.y))
      text += "a\(r) \(r) 0 1 0 \(diameter) 0a\(r) \(r) 0 1 0 -\(diameter) 0Z"
    }
  }

  static func += (text: inout ByteText, step: OutlineStep) {
    switch step {
    case .move(let place):
      text.bytes.append(UInt8(ascii: "M"))
      text.append(place)
    case .line(let place):
      text.bytes.append(UInt8(ascii: "L"))
      text.append(place)
    case .curve(let one, let two, let end):
      text.bytes.append(UInt8(ascii: "C"))
      for (index, place) in [one, two, end].enumerated() {
        if index > 0 { text.bytes.append(UInt8(ascii: " ")) }
        text.append(place)
      }
    case .close: text.bytes.append(UInt8(ascii: "Z"))
    }
  }

  private mutating func append(_ place: Place) {
    append(place.x)
    bytes.append(UInt8(ascii: " "))
    append(place.y)
  }

  private mutating func append(_ value: Double) {
    guard value.isFinite, abs(value) < 1e9 else { return bytes.append(UInt8(ascii: "0")) }
    let hundredths = Int((value * 100).rounded())
    // Written from the end, where the last digit is, into room for a sign, ten digits, the point and two more.
    var (room, start) = (SIMD16<UInt8>(), 16)
    func put(_ byte: UInt64) {
      start -= 1
      room[start] = UInt8(truncatingIfNeeded: byte)
    }
    let zero = UInt64(UInt8(ascii: "0"))
    var (whole, part) = UInt64(hundredths.magnitude).quotientAndRemainder(dividingBy: 100)
    if part > 0 {
      if part % 10 > 0 { put(zero + part % 10) }
      part /= 10
      put(zero + part)
      put(UInt64(UInt8(ascii: ".")))
    }
    repeat {
      put(zero + whole % 10)
      whole /= 10
    } while whole > 0
    if hundredths < 0 { put(UInt64(UInt8(ascii: "-"))) }
    withUnsafeBytes(of: room) { bytes.append(contentsOf: $0[start...]) }
  }
}

extension Double {
  /// The length to hundredths of a point, as short as it can be written.
  var figures: String {
    guard isFinite, abs(self) < 1e9 else { return "0" }
    let hundredths = Int((self * 100).rounded())
    let (whole, part) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    if part == 0 { return "\(sign)\(whole)" }
    let decimals = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
    return "\(sign)\(whole).\(decimals)"
  }
}
