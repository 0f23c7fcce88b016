import Foundation
import Testing

@testable import Book
@testable import Directives
@testable import Document
@testable import Settings
@testable import Source
@testable import Syntax

@Suite("Canonical text of chapters")
struct ChapterFormatterTests {
  private func formatted(_ text: String) -> String { ChapterFormatter.formatted(SourceFile(path: "a.md", text: text)) }

  @Test func `writes options and labels one way and leaves prose alone`() {
    let text = """
      ---
      raw-html :  true
      ---

      #   A  title   with   spaces

      *  prose,[kept]  as_it  stands $x$

      > ```{experiment}   poly
      > model :gru( width:16 ,)
      > error:[ squared,rescaled(power:2.0) ]
      > steps: 1e3
      > seeds:   1 ... 5
      > ```

      ````{note}
      title :  two  words   kept

      ```{claim}    C
      holds:a.b   <   c.d
      wrong: [1,
      ```
      ````
      """
    #expect(
      formatted(text) == """
        ---
        raw-html: true
        ---

        #   A  title   with   spaces

        *  prose,[kept]  as_it  stands $x$

        > ```{experiment} poly
        > model: gru(width: 16)
        > error: [squared, rescaled(power: 2)]
        > steps: 1000
        > seeds: 1...5
        > ```

        ````{note}
        title: two  words   kept

        ```{claim} C
        holds: a.b   <   c.d
        wrong: [1,
        ```
        ````
        """)
  }

  @Test func `changes nothing when it is done again, and nothing that is read`() throws {
    for spec in SpecTests.specs {
      for (_, text) in spec.files {
        let once = formatted(text)
        #expect(formatted(once) == once, "\(spec.name)")
        #expect(Self.values(of: once) == Self.values(of: text), "\(spec.name)")
      }
    }
  }

  @Test func `is how the chapters of the project are written`() throws {
    let root = URL(filePath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
    let folder = URL(filePath: "\(root)/chapters")
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "md" {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(formatted(text) == text, "run: swift run report format")
    }
  }

  /// What the directives of a chapter say.
  private static func values(of text: String) -> [String] {
    var values: [String] = []
    ChapterReader.read(SourceFile(path: "a.md", text: text)).chapter.blocks.walk { item in
      guard case .directive(let call) = item else { return }
      values.append("\(call.name) \(call.label ?? "")")
      let options = DirectiveCatalogue.directive(named: call.name)?.textOptions ?? []
      values += call.arguments(textOptions: options).arguments.map { "\($0.label ?? ""): \($0.value)" }
    }
    return values
  }
}
