import Testing

@testable import Citations
@testable import Document
@testable import Source

@Suite("Bibliographies")
struct BibliographyTests {
  @Test(
    arguments: [
      ("1--9", "1–9"), ("1 - 9", "1–9"), ("1\u{A0}–\n9", "1–9"), ("1-2, 5---7", "1–2, 5–7"), ("1-2-3", "1–2–3"),
      ("", ""),
      ("a-1", "a-1"), ("1-b", "1-b"), ("1 2", "1 2"), ("1–-2", "1–-2"), ("1-", "1-"), ("-1", "-1"), ("7", "7"),
    ]) func `numbers of pages have a dash between them`(pages: String, expected: String)
  {
    #expect(BibliographyVenue.withDashes(pages) == expected)
  }

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
    _ = bibliography.add(
      WorkList(entries(Self.works).map { BibliographyEntry($0) }, style: style))
    keys.forEach { bibliography.cite($0) }
    bibliography.finish()
    return bibliography
  }

  private func citation(_ text: String, _ bibliography: Bibliography, isTextual: Bool = false) -> String {
    let file = SourceFile(path: "a.md", text: text)
    let call = RoleCall(name: "cite", nameSpan: 0..<0, text: text, textSpan: 0..<text.utf8.count, file: file)
    return bibliography.citation(CitationText(call), isTextual: isTextual).plainText
  }

  @Test func `are cited by author and year, works of one year told apart`() {
    let works = bibliography(.authorYear, citing: ["w", "b", "v", "n"])
    #expect(citation("w, b p. 5", works) == "(Wang and Yan, 2023b; Bai et al., 2018, p. 5)")
    #expect(citation("v", works, isTextual: true) == "Wang and Yan (2023a)")
    let items = works.items(among: ["w", "v", "b", "n"]).map(\.content.plainText)
    #expect(
      items == [
        "Anonymous (n.d.). javascript:alert(1).",
        "Bai, A., Bai, B. and Bai, C. (2018). TCN.",
        "Wang, S. and Yan, Z. (2023a). Another. arXiv:2307.11462.",
        "Wang, S. and Yan, Z. (2023b). Improve. J. Memory 3(2), pages 1–9. doi:10.1/x.",
      ])
  }

  @Test func `are cited by number, in the order of the text`() {
    let works = bibliography(.numeric, citing: ["b", "w"])
    #expect(citation("w, b p. 5", works) == "[2; 1, p. 5]")
    #expect(citation("w", works, isTextual: true) == "Wang and Yan [2]")
    #expect(works.items(among: ["w", "b", "v"]).map(\.marker) == ["[1]", "[2]"])
  }

  private static let library = """
    @misc{anon, title = {No Author Here}, year = {2001}}
    @misc{long, title = {A Very Long Title That Nobody Signs and Nobody Reads}}
    @inproceedings{dblp, author = {Beers, A.}, title = {Underscore}, booktitle = {FMICS}, year = {2025},
      doi = {10.1007/978-3-032-00942-5\\_12}}
    @proceedings{vol, editor = {Guyon, Isabelle}, title = {The Volume}, publisher = {Curran}, year = {1999}}
    @incollection{child, author = {Kid, K.}, title = {Chapter}, pages = {10--12}, crossref = {vol}}
    @misc{web, author = {Web, W.}, title = {Page}, howpublished = {\\url{https://example.org/x_y}}, year = {2020},
      note = {Accessed May 2021}}
    @phdthesis{dipl, author = {Hoch, S.}, title = {Arbeit}, school = {TU}, type = {Diploma thesis}, year = {1991}}
    @book{book, author = {Book, B.}, title = {Second}, edition = {2}, publisher = {P}, year = {2000}}
    @book{eds, editor = {Bee, B. and Cee, C.}, title = {Both}, edition = {Third}, series = {LNCS}, volume = 7, year = 2011}
    @techreport{tr, author = {Ar, R.}, title = {Tech}, number = 12, institution = {TU}, year = {1990}}
    @article{one, author = {Uno, U.}, title = {One}, journal = {J.}, pages = {7}, year = {1990},
      doi = {https://doi.org/10.1/a--b}, url = {https://example.org}}
    @online{hal, author = {Al, H.}, title = {Hal}, eprint = {hal-1}, eprinttype = {HAL}, urldate = {2021-05-03}}
    """

  @Test func `lose no field, and are inherited from the volume`() {
    let found = entries(Self.library)
    let all = Dictionary(found.map { ($0.key, $0) }) { first, _ in first }
    let references = Dictionary(
      uniqueKeysWithValues: found.map { entry in
        (entry.key, BibliographyEntry(entry.inheriting(from: all)).reference(yearSuffix: "").plainText)
      })
    let expected = [
      "anon": "No Author Here (2001).",
      "long": "A Very Long Title That Nobody Signs and Nobody Reads (n.d.).",
      "dblp": "Beers, A. (2025). Underscore. In FMICS. doi:10.1007/978-3-032-00942-5_12.",
      "vol": "Guyon, I. (ed.) (1999). The Volume. Curran.",
      "child": "Kid, K. (1999). Chapter. In Guyon, I. (ed.), The Volume, Curran, pages 10–12.",
      "web": "Web, W. (2020). Page. https://example.org/x_y. Accessed May 2021.",
      "dipl": "Hoch, S. (1991). Arbeit. Diploma thesis, TU.",
      "book": "Book, B. (2000). Second. 2nd edition, P.",
      "eds": "Bee, B. and Cee, C. (eds.) (2011). Both. Volume 7 of LNCS, third edition.",
      "tr": "Ar, R. (1990). Tech. Technical report 12, TU.",
      "one": "Uno, U. (1990). One. J., page 7. doi:10.1/a--b.",
      "hal": "Al, H. (n.d.). Hal. HAL:hal-1. Accessed 2021-05-03.",
    ]
    for (key, text) in expected { #expect(references[key] == text) }
    #expect(references.count == expected.count)
    let link = BibliographyEntry(found[2]).reference(yearSuffix: "").compactMap { inline in
      if case .link(let address, _, _) = inline { address } else { nil }
    }
    #expect(link == ["https://doi.org/10.1007/978-3-032-00942-5_12"])
  }

  private static let others = #"""
    @article{eid, author = {A, A}, title = {{\TeX} and \(O(n^2)\), from \$5 to \$10}, journal = {J}, volume = 3, eid = {045}, year = 2001}
    @inproceedings{thin, author = {B, B}, title = {T}, booktitle = {P}, pages = {1\,--\,20}, note = {to appear}, year = 2002}
    @proceedings{vol, editor = {V, V}, title = {The Vol}, booktitle = {The Vol}, year = 2003}
    @patent{pat, author = {P, P}, title = {T}, number = {US 5,000}, year = 1990}
    @software{soft, author = {S, S}, title = {T}, version = {1.2}, year = 2004}
    @book{smith, author = {Smith, J}, title = {B}, year = 2005, publisher = {P}, edition = {2}}
    @book{smith2, author = {Smith, J}, title = {A}, year = 2005, publisher = {P}}
    @article{two, author = {C, C and D, D}, title = {T}, journal = {J}, pages = {3--4}}
    """#

  @Test func `fields are read as TeX writes them`() {
    let references = entries(Self.others).map { BibliographyEntry($0).reference(yearSuffix: "").plainText }
    #expect(
      references.prefix(5) == [
        "A, A. (2001). TeX and O(n^2), from $5 to $10. J 3, article 045.",
        "B, B. (2002). T. In P, pages 1–20. To appear.",
        "V, V. (ed.) (2003). The Vol.",
        "P, P. (1990). T. Patent US 5,000.",
        "S, S. (2004). T. Version 1.2.",
      ])
  }

  @Test func `are cited as sentences have them`() {
    var works = Bibliography()
    _ = works.add(WorkList(entries(Self.others).map { BibliographyEntry($0) }, style: .authorYear))
    ["smith", "smith2", "two"].forEach { works.cite($0) }
    works.finish()
    #expect(citation("see, e.g., smith", works) == "(see, e.g., Smith, 2005b)")
    #expect(citation("smith2; smith", works) == "(Smith, 2005a, 2005b)")
    #expect(citation("smith p. 3; smith2", works) == "(Smith, 2005b, p. 3; Smith, 2005a)")
    #expect(citation("smith 12--14, 17", works) == "(Smith, 2005b, pp. 12–14, 17)")
    #expect(citation("smith 12; two", works) == "(Smith, 2005b, p. 12; C and D, n.d.)")
    let text = "vgl. two 3"
    let file = SourceFile(path: "a.md", text: text)
    let call = RoleCall(name: "cite", nameSpan: 0..<0, text: text, textSpan: 0..<text.utf8.count, file: file)
    let german = works.citation(CitationText(call), isTextual: false, in: .german).plainText
    #expect(german == "(vgl. C und D, o. J., S. 3)")
    let items = works.items(among: ["smith", "two"], in: .german).map(\.content.plainText)
    #expect(items == ["C, C. und D, D. (o. J.). T. J, Seiten 3–4.", "Smith, J. (2005b). B. 2. Auflage, P."])
  }

  @Test func `are cited with words before them and places behind`() {
    var works = Bibliography()
    _ = works.add(WorkList(entries(Self.library).map { BibliographyEntry($0) }, style: .authorYear))
    ["book", "anon", "long", "vol", "tr"].forEach { works.cite($0) }
    works.finish()
    for (text, expected) in [
      ("book pp. 3-5, 9", "(Book, 2000, pp. 3–5, 9)"), ("see book p. 3", "(see Book, 2000, p. 3)"),
      ("book, ch. 2", "(Book, 2000, ch. 2)"),
      ("e.g. book; but see tr § 4, anon", "(e.g. Book, 2000; but see Ar, 1990, § 4; No Author Here, 2001)"),
      ("long", "(A Very Long Title That …, n.d.)"), ("vol", "(Guyon, 1999)"),
    ] { #expect(citation(text, works) == expected) }
    #expect(citation("see book p. 3", works, isTextual: true) == "see Book (2000, p. 3)")
  }

  @Test func `have no letters behind the years where they have numbers`() {
    var works = Bibliography()
    let two = entries(
      "@misc{a, author = {A, A}, title = {One}, year = 2000} @misc{b, author = {A, A}, title = {Two}, year = 2000}")
    _ = works.add(WorkList(two.map { BibliographyEntry($0) }, style: .numeric))
    ["b", "a"].forEach { works.cite($0) }
    works.finish()
    #expect(works.items(among: ["a", "b"]).map(\.content.plainText) == ["A, A. (2000). Two.", "A, A. (2000). One."])
    #expect(citation("see b; a p. 2", works) == "[see 1; 2, p. 2]" && citation("b, a", works) == "[1, 2]")
    let undated = entries("@misc{a, author = {A, A}, title = {One}} @misc{b, author = {A, A}, title = {Two}}")
    var later = Bibliography()
    _ = later.add(WorkList(undated.map { BibliographyEntry($0) }, style: .authorYear))
    ["b", "a"].forEach { later.cite($0) }
    later.finish()
    #expect(citation("b, a", later) == "(A, n.d.-b, n.d.-a)")
  }

  @Test(arguments: [
    "@", "@a", "@a{", "@a{k", "@a{k,", "@a{k,b", "@a{k,b=", "@a{k,b={", "@a{k,b=\"", "@a(k", "@a{k,b={c}#",
  ])
  func `a file that stops anywhere is read to its end`(text: String) {
    #expect(entries(text).isEmpty)
    #expect(entries(text + "\n@b{x, c = {d}}").count <= 1)
  }
}
