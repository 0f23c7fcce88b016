import Foundation
import Testing

@testable import Plot

@Suite struct ThemeTests {
  @Test(arguments: [Theme.light, .dark]) func `every colour stands out from the paper`(_ theme: Theme) {
    for colour in theme.series + [theme.ink, theme.muted] { #expect(colour.contrast(with: theme.paper) >= 3) }
    #expect(theme.ink.contrast(with: theme.paper) >= 7)
    #expect(theme.muted.contrast(with: theme.paper) >= 4.5)
  }

  @Test func `contrast is that of the standard`() {
    #expect(abs(Colour(integerLiteral: 0xFFFFFF).contrast(with: 0x000000) - 21) < 1e-9)
    #expect(abs(Colour(integerLiteral: 0x777777).contrast(with: 0xFFFFFF) - 4.478) < 1e-3)
  }

  /// Linear RGB as full dichromats see it (Machado, Oliveira and Fernandes 2009, severity 1).
  static let vision: [[[Double]]] = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
  ]

  @Test(arguments: [Theme.light, .dark]) func `colours differ for every kind of colour vision`(_ theme: Theme) {
    for matrix in Self.vision {
      let seen = (theme.series + [theme.ink]).map { Self.oklab(Self.apply(matrix, $0)) }
      for (index, one) in seen.enumerated() {
        for other in seen[..<index] {
          let distance = zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
          #expect(distance > 0.085)
        }
      }
    }
  }

  static func apply(_ matrix: [[Double]], _ colour: Colour) -> [Double] {
    let (red, green, blue) = colour.linear
    return matrix.map { min(1, max(0, $0[0] * red + $0[1] * green + $0[2] * blue)) }
  }

  /// Oklab of linear RGB (Ottosson 2020).
  static func oklab(_ c: [Double]) -> [Double] {
    let l = cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2])
    let m = cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2])
    let s = cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2])
    return [
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
  }

  @Test func `neighbouring slots differ in colour, dashes and marker`() {
    for number in 1...30 {
      let (one, next) = (Slot.series(number), Slot.series(number + 1))
      #expect(one.ink != next.ink && one.dash != next.dash && one.shape != next.shape)
    }
    _ = [Slot.series(0).ink, Slot.series(-5).ink, Slot.series(.min).ink, Slot.series(.max).ink]
  }

  @Test func `the style sheet defines every colour for light and dark pages`() {
    for theme in [Theme.light, .dark] {
      for (index, colour) in theme.series.enumerated() {
        #expect(Theme.css.contains("--plot-\(index + 1):\(colour.hexadecimal)"))
      }
    }
    #expect(Theme.css.contains("@media (prefers-color-scheme:dark)") && Theme.css.contains(":root[data-theme=dark]"))
  }
}
