import Testing

@testable import Report

@Suite("Bibliographies")
struct BibliographyTests {
  private func entries(_ text: String) -> [BibTeXEntry] { BibTeXParser(SourceFile(path: "a.bib", text: text)).entries }

  @Test func `a file is read with braces, quotes, abbreviations and joined parts`() throws {
    let found = entries(
      """
      @comment{anything at all} free text
      @string{jml = "Journal of " # {Memory}}
      @preamble{"\\newcommand{x}"}
      @Article{a1, Author = "Ann {B"}racket", Journal = jml # { Research}, year=2023, month = mar,}
      @book(b2, title = {A {Nested {Title}} here})
      """)
    #expect(found.map(\.key) == ["a1", "b2"])
    #expect(found[0].type == "article")
    #expect(found[0].fields["journal"] == "Journal of Memory Research")
    #expect(found[0].fields["author"] == "Ann {B\"}racket")
    #expect(found[0].fields["month"] == "3")
    #expect(found[1].fields["title"] == "A {Nested {Title}} here")
  }

  @Test(arguments: [
    (#"Schr\"{o}dinger"#, "Schrödinger"), (#"\'Elie Cartan"#, "Élie Cartan"), (#"{\ss}"#, "ß"),
    (#"Erd{\H o}s"#, "Erdős"),
    (#"na{\"\i}ve"#, "naïve"), (#"\c{c}a"#, "ça"), (#"a--b --- c"#, "a–b — c"), (#"``a''"#, "“a”"),
    (#"{ABC} \& d"#, "ABC & d"),
    (#"a~b"#, "a\u{A0}b"), (#"Poincar\'e"#, "Poincaré"), (#"\O{}re"#, "Øre"), (#"$x_1$ of  y"#, "$x_1$ of y"),
  ])
  func `TeX becomes plain text`(tex: String, text: String) { #expect(TeXText.plain(tex) == text) }

  @Test(arguments: [
    ("Shida Wang", "Wang, S."), ("Wang, Shida", "Wang, S."), ("John von Neumann", "von Neumann, J."),
    ("von Neumann, Jr., John", "von Neumann, J., Jr."), ("Jean-Paul Sartre", "Sartre, J.-P."),
    ("{The Memory Group}", "The Memory Group"), ("Aristotle", "Aristotle"),
  ])
  func `names are read in each of their forms`(tex: String, inverted: String) {
    #expect(PersonName(tex).inverted == inverted)
  }

  @Test func `lists of names end with others`() {
    let (names, hasOthers) = PersonName.list("Ann Bee and {Cee and Dee}\n  and others")
    #expect(names.map(\.last) == ["Bee", "Cee and Dee"])
    #expect(hasOthers)
  }

  private static let works = """
    @article{w, author = {Wang, Shida and Yan, Zhanglu}, title = {Improve}, year = 2023, journal = {J. Memory},
      volume = 3, number = 2, pages = {1--9}, doi = {10.1/x}}
    @misc{v, author = {Wang, Shida and Yan, Zhanglu}, title = {Another}, year = 2023, eprint = {2307.11462}}
    @misc{b, author = {Bai, A. and Bai, B. and Bai, C.}, title = {TCN}, year = 2018}
    @misc{n, title = {Anonymous}, url = {javascript:alert(1)}}
    """

  private func bibliography(_ style: Bibliography.Style, citing keys: [String]) -> Bibliography {
    var bibliography = Bibliography()
    _ = bibliography.add(entries(Self.works).map { BibliographyEntry($0) }, style: style)
    keys.forEach { bibliography.cite($0) }
    bibliography.finish()
    return bibliography
  }

  private func citation(_ text: String, _ bibliography: Bibliography, isTextual: Bool = false) -> String {
    let file = SourceFile(path: "a.md", text: text)
    let call = RoleCall(name: "cite", nameSpan: 0..<0, text: text, textSpan: 0..<text.utf8.count, file: file)
    return bibliography.citation(Citation.list(in: call), isTextual: isTextual).plainText
  }

  @Test func `are cited by author and year, works of one year told apart`() {
    let works = bibliography(.authorYear, citing: ["w", "b", "v", "n"])
    #expect(citation("w, b p. 5", works) == "(Wang and Yan, 2023b; Bai et al., 2018, p. 5)")
    #expect(citation("v", works, isTextual: true) == "Wang and Yan (2023a)")
    let items = works.items(among: ["w", "v", "b", "n"]).map(\.content.plainText)
    #expect(
      items == [
        "(n.d.). Anonymous.",
        "Bai, A., Bai, B. and Bai, C. (2018). TCN.",
        "Wang, S. and Yan, Z. (2023a). Another. arXiv:2307.11462.",
        "Wang, S. and Yan, Z. (2023b). Improve. J. Memory 3(2), pages 1–9. doi:10.1/x.",
      ])
  }

  @Test func `are cited by number, in the order of the text`() {
    let works = bibliography(.numeric, citing: ["b", "w"])
    #expect(citation("w, b p. 5", works) == "[2, 1, p. 5]")
    #expect(citation("w", works, isTextual: true) == "Wang and Yan [2]")
    #expect(works.items(among: ["w", "b", "v"]).map(\.marker) == ["[1]", "[2]"])
  }

  @Test(arguments: [
    "@", "@a", "@a{", "@a{k", "@a{k,", "@a{k,b", "@a{k,b=", "@a{k,b={", "@a{k,b=\"", "@a(k", "@a{k,b={c}#",
  ])
  func `a file that stops anywhere is read to its end`(text: String) {
    #expect(entries(text).isEmpty)
    #expect(entries(text + "\n@b{x, c = {d}}").count <= 1)
  }
}
