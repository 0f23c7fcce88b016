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
    if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, part) = UInt64(hundredths.magnitude).quotientAndRemainder(dividingBy: 100)
    // Most places have few digits, and division by a constant is quick.
    switch whole {
    case ..<10: append(digit: whole)
    case ..<100:
      append(digit: whole / 10)
      append(digit: whole % 10)
    case ..<1000:
      append(digit: whole / 100)
      append(digit: whole / 10 % 10)
      append(digit: whole % 10)
    default: bytes.append(contentsOf: String(whole).utf8)
    }
    guard part > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    append(digit: part / 10)
    if part % 10 > 0 { append(digit: part % 10) }
  }

  @inline(__always) private mutating func append(digit: UInt64) {
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
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
