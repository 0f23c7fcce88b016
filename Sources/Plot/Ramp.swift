/// Colours for values, in levels from 0 to `last`, mixed from anchors at equal distances.
package struct Ramp: Sendable, Equatable {
  /// The number of the last level; even, so that a diverging ramp has a middle.
  package static let last = 32

  package let levels: [Colour]

  init(_ anchors: [Colour]) {
    let anchors = anchors.map(Oklab.init)
    levels = (0...Self.last).map { level in
      let position = Double(level) / Double(Self.last) * Double(anchors.count - 1)
      let start = min(Int(position), anchors.count - 2)
      return anchors[start].mixed(with: anchors[start + 1], share: position - Double(start)).colour
    }
  }

  package subscript(level: Int) -> Colour { levels[min(max(level, 0), Self.last)] }
}
