import Foundation
import Testing

@testable import Plot

@Suite("True images") struct ImageTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Images")

  /// With RECORD_SNAPSHOTS=1 in the environment the images are written anew.
  @Test(arguments: ["curve", "heatmap", "box", "facets", "formulae"])
  func `a specimen looks as before, but for the rounding of its edges`(_ name: String) throws {
    let figure = try #require(Specimens.all.first { $0.name == name }).figure
    let file = Self.folder.appending(path: "\(name).png")
    let image = try figure.png(scale: 1)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" { try Data(image).write(to: file) }
    let (found, expected) = (try Image.decoded(image), try Image.decoded(Array(Data(contentsOf: file))))
    #expect(Image.difference(found, expected) < 0.004, "\(name): RECORD_SNAPSHOTS=1 records anew")
    #expect(Image.share(of: found, differingFrom: expected, byMoreThan: 64) < 0.005)
  }

  @Test func `a picture that differs is told apart`() throws {
    let one = try Image.decoded(Specimens.curve.png(scale: 1))
    var other = Specimens.curve
    other.panels[0].marks.removeLast()
    #expect(try Image.difference(one, Image.decoded(other.png(scale: 1))) > 0.004)
  }
}
