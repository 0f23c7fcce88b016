import Files
import Foundation
import Testing

@testable import Document
@testable import Plot
@testable import Render

@Suite("The fonts that a page carries")
struct EmbeddedFontsTests {
  private static let font = FontFile(family: "DejaVu Sans")
  private static let hasReader = ExternalProgram.isThere("fc-scan")

  @Test func `a font is found by its family, weight and slant, and none of another`() throws {
    let regular = try #require(Self.font)
    let bold = try #require(FontFile(family: "DejaVu Sans", bold: true))
    #expect(regular.path.hasSuffix("DejaVuSans.ttf") && bold.path.hasSuffix("DejaVuSans-Bold.ttf"))
    #expect(FontFile(family: "No Such Family") == nil)
  }

  @Test func `a subset has the characters that were asked for and that the font has, and weighs little`() throws {
    let wanted = Set("Aäρ→é0".unicodeScalars).union(["\u{4E2D}"])
    let font = try #require(Self.font)
    let subset = try #require(FontSubset(of: font, for: wanted))
    #expect(subset.characters == wanted.subtracting(["\u{4E2D}"]))
    #expect(subset.data.count < 20_000 && subset.data.prefix(4) == Data([0, 1, 0, 0]))
  }

  @Test(.enabled(if: hasReader)) func `the compressed font is read with all its characters`() throws {
    let characters = EmbeddedFonts.characters(of: ["naïve → ρ"])
    let font = try #require(Self.font)
    let subset = try #require(FontSubset(of: font, for: characters))
    let compressed = try #require(WOFF2.compressed(subset.data))
    #expect(compressed.count < subset.data.count && compressed.count % 4 == 0)
    let folder = try TemporaryFolder(for: "font")
    let file = folder.url.appending(path: "font.woff2")
    try compressed.write(to: file)
    let answer = try #require(ExternalProgram.run(["fc-scan", "--format", "%{family}|%{charset}", file.path]))
    let parts = answer.output.split(separator: "|").map(String.init)
    #expect(parts.first?.hasPrefix("DejaVu Sans") == true)
    let ranges = try #require(parts.last).split(separator: " ").map { range in
      let ends = range.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      return ends[0]...ends[ends.count - 1]
    }
    #expect(subset.characters.allSatisfy { scalar in ranges.contains { $0.contains(scalar.value) } })
  }

  @Test func `bytes that are not a font are not compressed`() {
    #expect(WOFF2.compressed(Data()) == nil && WOFF2.compressed(Data(repeating: 255, count: 40)) == nil)
    #expect(WOFF2.base128(127) == [127] && WOFF2.base128(128) == [0x81, 0])
    #expect(WOFF2.base128(16_384) == [0x81, 0x80, 0])
  }

  @Test func `a page asks for the fonts that it carries, and for others where they lack a character`() throws {
    let css = EmbeddedFonts.css(for: EmbeddedFonts.characters(of: []))
    let faces = css.matches(of: /@font-face\{font-family:"([^"]+)"/).map { String($0.1) }
    for family in Set(faces) { #expect(css.contains(":\"\(family)\",")) }
    #expect(faces.filter { $0 == "DejaVu Sans" }.count == 2)
    #expect(EmbeddedFonts.problem != nil || Set(faces) == ["Gentium Plus", "DejaVu Sans", "DejaVu Sans Mono"])
    let page = try HTMLRenderer().render(SampleDocument.document)
    #expect(page.contains("@font-face{font-family:\"DejaVu Sans\""))
  }

  @Test func `equal characters give equal bytes, and others another font`() {
    let (first, second) = (EmbeddedFonts.characters(of: ["é"]), EmbeddedFonts.characters(of: ["e"]))
    #expect(EmbeddedFonts.css(for: first) == EmbeddedFonts.css(for: first))
    #expect(EmbeddedFonts.css(for: first) != EmbeddedFonts.css(for: second))
  }
}
