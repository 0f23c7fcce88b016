/// What the colours of a panel stand for.
package struct ColourAxis: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case sequential
    /// Two hues on either side of a value that matters.
    case diverging(centre: Double)
  }

  /// The title of the colour bar, which may hold TeX between dollars.
  package var label: String
  package var kind: Kind
  package var scale: ScaleKind
  package var domain: ClosedRange<Double>?

  package init(
    _ label: String = "", kind: Kind = .sequential, scale: ScaleKind = .linear, domain: ClosedRange<Double>? = nil
  ) {
    self.label = label
    self.kind = kind
    self.scale = scale
    self.domain = domain
  }
}

/// Maps values to levels of a ramp.
package struct ColourScale: Sendable {
  let axis: ColourAxis
  let scale: any Scale

  init(_ axis: ColourAxis, holding extent: Extent) {
    self.axis = axis
    let exact = Padding(reachesTicks: false)
    let plain = axis.scale.scale(holding: extent, domain: axis.domain, padding: exact)
    guard case .diverging(let centre) = axis.kind, let middle = plain.fraction(centre), axis.domain == nil else {
      scale = plain
      return
    }
    scale = axis.scale.scale(
      holding: extent, domain: Self.balanced(plain.domain, about: centre, at: middle, axis.scale), padding: exact)
  }

  /// The domain widened until `centre` is in its middle.
  private static func balanced(
    _ domain: ClosedRange<Double>, about centre: Double, at middle: Double, _ kind: ScaleKind
  ) -> ClosedRange<Double> {
    if case .logarithmic = kind, domain.lowerBound > 0, centre > 0 {
      let reach = max(domain.upperBound / centre, centre / domain.lowerBound)
      guard reach.isFinite, (centre * reach).isFinite else { return domain }
      return centre / reach...centre * reach
    }
    let reach = max(abs(domain.upperBound - centre), abs(domain.lowerBound - centre))
    return reach.isFinite ? centre - reach...centre + reach : domain
  }

  /// The ink of a value, of the nearest end for one beyond the domain; nil for one that has no place.
  func ink(_ value: Double) -> Ink? {
    guard let fraction = scale.fraction(value) else { return nil }
    return ink(level: Int((min(max(fraction, 0), 1) * Double(Ramp.last)).rounded()))
  }

  func ink(level: Int) -> Ink {
    switch axis.kind {
    case .sequential: .sequential(level)
    case .diverging: .diverging(level)
    }
  }
}
