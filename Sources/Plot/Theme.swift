/// The colours of a figure.
package struct Theme: Sendable, Equatable {
  package let name: String
  package let paper: Colour
  package let ink: Colour
  package let muted: Colour
  /// The colours of the slots from 1 on: distinct without colour vision, with a contrast of at least 3 on the paper.
  package let series: [Colour]
  /// For series that stand for numbers in order, from the least to the greatest: away from the paper, with a contrast of at
  /// least 3 on it.
  package let ordered: [Colour]
  /// From the least value, near the paper, to the greatest.
  package let sequential: Ramp
  /// From far below the centre, which is near the paper, to far above.
  package let diverging: Ramp

  package func colour(_ ink: Ink) -> Colour {
    switch ink {
    case .ink: self.ink
    case .muted: muted
    case .paper: paper
    case .series(let number): series[max(0, min(number, series.count) - 1)]
    case .ordered(let step): ordered[max(0, min(step, ordered.count - 1))]
    case .sequential(let level): sequential[level]
    case .diverging(let level): diverging[level]
    }
  }

  package static let all = [light, dark, print, grey]

  /// How many steps the palette for values in order has.
  package static let steps = 7

  /// For white paper: the hues of Okabe and Ito (2008), moved apart as dichromats see them (Machado et al. 2009).
  package static let light = Theme(
    name: "light", paper: 0xFFFFFF, ink: 0x222222, muted: 0x6B6B6B,
    series: [0x15669F, 0xF04A12, 0x369562, 0x9A3063, 0x5A1FCB, 0x1E96F5, 0x5C5408],
    ordered: [0xE8701A, 0xE0563D, 0xD8364E, 0xB52D61, 0x93206E, 0x6B195F, 0x45104F],
    sequential: Ramp([0xF6F4DC, 0xA9D6B5, 0x4BA0B8, 0x2A5F98, 0x1B2350]),
    diverging: Ramp([0x143F7D, 0x5C9BD0, 0xF3F2F0, 0xE8935C, 0x8C2B0C]))

  /// For a dark page.
  package static let dark = Theme(
    name: "dark", paper: 0x14171C, ink: 0xE6E6E6, muted: 0x9A9FA8,
    series: [0x22BDF5, 0xFF6A2B, 0x22AB70, 0xFA86B9, 0xA07EFF, 0x5878BC, 0xC3CB6A],
    ordered: [0xA03CA0, 0xBF4594, 0xE04A86, 0xF06C7B, 0xFF8A6A, 0xFFB691, 0xFFE0B8],
    sequential: Ramp([0x1C2236, 0x24508A, 0x2A82A2, 0x8DCBAA, 0xF4F1CC]),
    diverging: Ramp([0x8CCBFF, 0x2F6CAE, 0x22262D, 0xA8511D, 0xFFB37F]))

  /// For a printed page: ink at its blackest, colours as on white paper.
  package static let print = Theme(
    name: "print", paper: 0xFFFFFF, ink: 0x000000, muted: 0x595959, series: light.series,
    ordered: light.ordered, sequential: light.sequential, diverging: light.diverging)

  /// For a printer without colour: dashes and markers carry the difference; below the centre is paler than above it.
  package static let grey = Theme(
    name: "grey", paper: 0xFFFFFF, ink: 0x000000, muted: 0x6B6B6B,
    series: [0x1E1E1E, 0x8A8A8A, 0x4A4A4A, 0x787878, 0x323232, 0x949494, 0x606060],
    ordered: [0x929292, 0x7F7F7F, 0x6B6B6B, 0x585858, 0x454545, 0x313131, 0x1E1E1E],
    sequential: Ramp([0xF4F4F4, 0xBDBDBD, 0x868686, 0x4F4F4F, 0x181818]),
    diverging: Ramp([0x6C6C6C, 0xA9A9A9, 0xF6F6F6, 0x8C8C8C, 0x0A0A0A]))

  /// Sizes of lettering in points.
  enum Sizes {
    static let tick = 6.5
    static let title = 7.5
    static let figureTitle = 9.0
    static let legend = 7.0
    static let note = 6.0
  }

  /// The style sheet that gives inlined figures their colours, by the page's `color-scheme` and for print, and shows which
  /// datum the hint under the pointer is of. On a narrow screen the drawing for narrow screens takes the place of the other.
  package static var css: String {
    """
    :root{\(declarations)}
    @media print{:root{\(printed)}}
    svg.plot{max-width:100%;height:auto}
    svg.plot .hint{fill:none;stroke:none;pointer-events:all}
    svg.plot .hint:hover{stroke:var(--plot-ink);stroke-width:.8}
    svg.plot.narrow{display:none}
    @media screen and (max-width:34rem){
    .drawing>svg.plot{min-width:0}
    .drawing>.narrow~svg.plot{min-width:26rem}
    .drawing>svg.plot:has(~.narrow){display:none}
    .drawing>svg.plot.narrow{display:block;width:100%;min-width:0;max-width:26rem;margin:0 auto}
    }

    """
  }

  /// The custom property of a colour, `--plot-1`.
  static func property(_ ink: Ink) -> String {
    switch ink {
    case .ink: "--plot-ink"
    case .muted: "--plot-muted"
    case .paper: "--plot-paper"
    case .series(let number): "--plot-\(number)"
    case .ordered(let step): "--plot-o\(step)"
    case .sequential(let level): "--plot-s\(level)"
    case .diverging(let level): "--plot-d\(level)"
    }
  }

  private static let inks: [Ink] =
    [.ink, .muted, .paper] + (1...light.series.count).map { Ink.series($0) } + (0..<steps).map { Ink.ordered($0) }
    + (0...Ramp.last).flatMap { [Ink.sequential($0), .diverging($0)] }

  /// Each colour for light and for dark pages.
  private static var declarations: String {
    inks.map { "\(property($0)):light-dark(\(light.colour($0).hexadecimal),\(dark.colour($0).hexadecimal))" }
      .joined(separator: ";")
  }

  /// What is printed in another colour than a light page shows.
  private static var printed: String {
    inks.filter { print.colour($0) != light.colour($0) }.map { "\(property($0)):\(print.colour($0).hexadecimal)" }
      .joined(separator: ";")
  }
}
