import Foundation
import Testing

@testable import Plot

@Suite struct ThemeTests {
  @Test(arguments: Theme.all) func `every colour stands out from the paper`(_ theme: Theme) {
    for colour in theme.series + theme.ordered + [theme.ink, theme.muted] {
      #expect(colour.contrast(with: theme.paper) >= 3)
    }
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

  @Test(arguments: [Theme.light, .dark, .print]) func `colours differ for every kind of colour vision`(_ theme: Theme) {
    for matrix in Self.vision {
      let seen = (theme.series + [theme.ink]).map { Self.apply(matrix, $0) }
      for (index, one) in seen.enumerated() {
        for other in seen[..<index] {
          #expect(one.distance(to: other) > 0.085)
        }
      }
    }
  }

  @Test(arguments: Theme.all) func `steps in order go away from the paper, and their neighbours differ`(_ theme: Theme)
  {
    #expect(theme.ordered.count == Theme.steps)
    for matrix in Self.vision {
      let paper = Self.apply(matrix, theme.paper).lightness
      let seen = theme.ordered.map { Self.apply(matrix, $0) }
      for (one, next) in zip(seen, seen.dropFirst()) {
        #expect(one.distance(to: next) > 0.04 && abs(next.lightness - paper) > abs(one.lightness - paper))
      }
    }
  }

  @Test(arguments: [Theme.light, .dark, .print]) func `steps in order differ from the hues beside them`(_ theme: Theme)
  {
    for step in theme.ordered {
      for slot in [1, 7, 3, 6] {
        let hue = theme.series[slot - 1]
        #expect(Oklab(step).distance(to: Oklab(hue)) > 0.1, "\(step.hexadecimal) \(hue.hexadecimal)")
      }
    }
  }

  static func apply(_ matrix: [[Double]], _ colour: Colour) -> Oklab {
    let (red, green, blue) = colour.linear
    let seen = matrix.map { min(1, max(0, $0[0] * red + $0[1] * green + $0[2] * blue)) }
    return Oklab(linear: (seen[0], seen[1], seen[2]))
  }

  @Test func `neighbouring slots differ in colour, dashes and marker`() {
    for number in 1...30 {
      let (one, next) = (Slot.series(number), Slot.series(number + 1))
      #expect(one.ink != next.ink && one.dash != next.dash && one.shape != next.shape)
    }
    _ = [Slot.series(0).ink, Slot.series(-5).ink, Slot.series(.min).ink, Slot.series(.max).ink]
  }

  @Test func `in grey every slot has its own dashes and marker`() {
    let slots = Theme.grey.series.indices.map { Slot.series($0 + 1) }
    #expect(Set(slots.map(\.dash)).count == slots.count && Set(slots.map(\.shape)).count == slots.count)
    for colour in Theme.grey.series { #expect(Oklab(colour).a.magnitude < 1e-3 && Oklab(colour).b.magnitude < 1e-3) }
  }

  @Test(arguments: Theme.all) func `a sequential ramp goes evenly away from the paper`(_ theme: Theme) {
    for matrix in Self.vision {
      let distances = theme.sequential.levels.map {
        abs(Self.apply(matrix, $0).lightness - Self.apply(matrix, theme.paper).lightness)
      }
      let steps = zip(distances, distances.dropFirst()).map { $1 - $0 }
      #expect(steps.allSatisfy { $0 > 0.008 && $0 < 0.05 }, "\(theme.name)")
    }
  }

  @Test(arguments: Theme.all) func `a diverging ramp leaves the paper both ways, and its ends differ`(_ theme: Theme) {
    let middle = Ramp.last / 2
    for matrix in Self.vision {
      let seen = theme.diverging.levels.map { Self.apply(matrix, $0) }
      let paper = Self.apply(matrix, theme.paper)
      let distances = seen.map { abs($0.lightness - paper.lightness) }
      #expect((1...middle).allSatisfy { distances[middle - $0] > distances[middle - $0 + 1] - 1e-3 })
      #expect((1...middle).allSatisfy { distances[middle + $0] > distances[middle + $0 - 1] - 1e-3 })
      #expect(seen[0].distance(to: seen[Ramp.last]) > 0.15, "\(theme.name)")
    }
  }

  @Test(arguments: Theme.all) func `letters stand out from the levels they are written on`(_ theme: Theme) {
    for level in 0...Ramp.last {
      for ink in [Ink.sequential(level), .diverging(level)] {
        #expect(theme.colour(ink).contrast(with: theme.colour(ink.lettering)) >= 3, "\(theme.name) \(ink)")
      }
    }
  }

  @Test func `a colour survives the way through Oklab`() {
    for theme in Theme.all { for colour in theme.series { #expect(Oklab(colour).colour == colour) } }
  }

  @Test func `the style sheet defines every colour for light and dark pages`() {
    for (index, (light, dark)) in zip(Theme.light.series, Theme.dark.series).enumerated() {
      #expect(Theme.css.contains("--plot-\(index + 1):light-dark(\(light.hexadecimal),\(dark.hexadecimal))"))
    }
    #expect(Theme.css.contains("@media print{:root{--plot-ink:#000000;"))
  }
}
