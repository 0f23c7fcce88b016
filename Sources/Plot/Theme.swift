/// The colours and sizes of a figure.
package struct Theme: Sendable, Equatable {
  package let name: String
  package let paper: Colour
  package let ink: Colour
  package let muted: Colour
  /// The colours of the slots from 1 on: distinct without colour vision, with a contrast of at least 3 on the paper.
  package let series: [Colour]

  package func colour(_ ink: Ink) -> Colour {
    switch ink {
    case .ink: self.ink
    case .muted: muted
    case .paper: paper
    case .series(let number): series[max(0, min(number, series.count) - 1)]
    }
  }

  /// For white paper: the hues of Okabe and Ito (2008), moved apart as dichromats see them (Machado et al. 2009).
  package static let light = Theme(
    name: "light", paper: 0xFFFFFF, ink: 0x222222, muted: 0x6B6B6B,
    series: [0x15669F, 0xF04A12, 0x369562, 0x9A3063, 0x5A1FCB, 0x1E96F5, 0x5C5408])

  /// For a dark page.
  package static let dark = Theme(
    name: "dark", paper: 0x14171C, ink: 0xE6E6E6, muted: 0x9A9FA8,
    series: [0x22BDF5, 0xFF6A2B, 0x22AB70, 0xFA86B9, 0xA07EFF, 0x5878BC, 0xC3CB6A])

  /// The font of all lettering, of the package fonts-dejavu-core.
  static let font = "DejaVu Sans"

  /// Sizes of lettering in points.
  enum Sizes {
    static let tick = 6.5
    static let title = 7.5
    static let legend = 7.0
    static let note = 6.0
  }

  /// The style sheet that gives inlined figures their colours, for light pages, dark pages and a chosen theme
  /// (`data-theme` on the root).
  package static var css: String {
    """
    :root{\(light.declarations)}
    @media (prefers-color-scheme:dark){:root:not([data-theme=light]){\(dark.declarations)}}
    :root[data-theme=dark]{\(dark.declarations)}
    @media print{:root:root:root{\(light.declarations)}}
    svg.plot{max-width:100%;height:auto}

    """
  }

  /// The custom property of a colour, `--plot-1`.
  static func property(_ ink: Ink) -> String {
    switch ink {
    case .ink: "--plot-ink"
    case .muted: "--plot-muted"
    case .paper: "--plot-paper"
    case .series(let number): "--plot-\(number)"
    }
  }

  private var declarations: String {
    let inks: [Ink] = [.ink, .muted, .paper] + (1...series.count).map { Ink.series($0) }
    return inks.map { "\(Self.property($0)):\(colour($0).hexadecimal)" }.joined(separator: ";")
  }
}
