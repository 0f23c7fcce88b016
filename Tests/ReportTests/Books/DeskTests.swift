import Foundation
import Testing

@testable import Build
@testable import Mathematics
@testable import Reading
@testable import Results
@testable import Source

/// What authors expect of any tool that they write in.
@Suite("An author's desk")
struct DeskTests {
  private func built(_ chapters: [String: String]) throws -> (page: String, messages: [String]) {
    let book = try SmallBook(chapters)
    let folder = BookFolder(path: book.path("chapters"), profile: .quick)
    let (_, diagnostics) = try folder.diagnosed(typesetter: Typesetter())
    _ = try book.build()
    return (try book.text("output/index.html"), diagnostics.map { "\($0.rule.rawValue): \($0.message)" })
  }

  @Test func `rows of equations are numbered by the book and can be cited`() throws {
    let (page, messages) = try built([
      "01-a.md": #"""
      # A

      $$
      \begin{align}
      a &= b \label{eq_one} \\
      c &= d \\
      e &= f \label{eq-two}
      \end{align}
      $$

      $$
      \begin{equation}
      g = h
      \end{equation}
      $$ (three)

      \[ i = j \label{four} \]

      $$
      \begin{gather}
      k \\ l
      \end{gather}
      $$

      See {ref}`eq_one`, {ref}`eq-two`, [third](#three) and {ref}`four`.
      """#
    ])
    #expect(messages == [])
    for fragment in [
      ">Equation\u{A0}(1.1)</a>", ">Equation\u{A0}(1.2)</a>", "href=#three>third</a>", ">Equation\u{A0}(1.4)</a>",
      "id=eq_one",
      "id=eq-two", "\\tag{1.1}", "\\tag{1.2}", "\\begin{gather*}",
    ] { #expect(page.contains(fragment), "\(fragment)") }
    #expect(!page.contains("eqn-num::before") || !page.contains("\\begin{align}"))
    #expect(!page.contains("\\label"))
  }

  @Test func `macros hold for the book or for a chapter, and in no formula alone without a word`() throws {
    let (page, messages) = try built([
      "index.md": #"""
      # Book

      ```{macros}
      \RR: \mathbb{R}
      \norm: \left\lVert #1 \right\rVert
      ```
      """#,
      "01-a.md": #"""
      # A in $\RR$

      ```{macros}
      \own: \RR^2
      ```

      For $x \in \own$ it is $\norm{x}$.[^a]

      [^a]: In $\RR$.
      """#,
      "02-b.md": #"""
      # B

      $\newcommand{\x}{y} \x$ and $\RR$.
      """#,
    ])
    #expect(messages == ["local-macro: a macro defined in a formula is known only in that formula"])
    #expect(page.contains("ℝ") || page.contains("R"))
    let book = try SmallBook([
      "01-a.md": "# A\n\n```{macros}\n\\own: x\nRR: y\n\\own: z\n```\n", "02-b.md": "# B\n\n$\\own$",
    ])
    let found = try BookFolder(path: book.path("chapters"), profile: .quick).diagnosed(typesetter: Typesetter()).1
    #expect(found.map(\.rule) == [.malformedOption, .repeatedOption, .mathematics])
  }

  @Test func `image files are numbered figures with a size and a dark version`() throws {
    let (page, messages) = try built([
      "01-a.md": """
      # A

      ```{image} one
      file: a.svg
      dark: b.svg
      width: 40
      alt: A square.

      A caption with $x$.
      ```

      ```{image}
      file: a.svg
      alt: Another.
      ```

      See {ref}`one`.
      """,
      "a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>",
      "b.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle/></svg>",
    ])
    #expect(messages == [])
    for fragment in [
      ">Figure 1.1</a> A caption", ">Figure 1.2</span>", "class=on-light", "class=on-dark", "style=width:40%",
      "href=#one>Figure\u{A0}1.1</a>", "light-dark(transparent,#fff)",
    ] { #expect(page.contains(fragment), "\(fragment)") }
    let files = [
      "a.pdf": "%PDF-1.4", "b.png": "no", "c.svg": "<svg/>", "d.jpg": "<svg/>",
    ]
    for (name, rule) in [
      ("a.pdf", Rule.malformedImage), ("b.png", .malformedImage), ("none.png", .unreadableFile),
      ("d.jpg", .malformedImage),
    ] {
      let text = "# A\n\n```{image}\nfile: c.svg\ndark: \(name)\nalt: x\n```\n\n```{image}\nfile: \(name)\nalt: x\n```"
      let reader = try BookReader(
        [SourceFile(path: "a.md", text: text)], profile: .quick, typesetter: nil, project: ProjectFiles(files))
      #expect(reader.diagnostics.map(\.rule) == [rule, rule], "\(name)")
    }
  }

  @Test func `terms have definitions`() {
    #expect(
      Outline.of("Term *a*\n: One $x$.\n: Two\n  more.\nTerm b\n: Three.")
        == "dl('Term ' em('a'): p('One ' $x@x$ '.') / p('Two' ~ 'more.'); 'Term b': p('Three.'))")
    #expect(
      Outline.of("Term\n\n: One.\n\n    - a\n    - b\n\n: Two.\n\nText.")
        == "dl('Term': p('One.') ul(li(p('a')) li(p('b'))) / p('Two.')) p('Text.')")
    #expect(Outline.of("> a\n> : b\n\n- c\n  : d") == "quote(dl('a': p('b'))) ul(li(dl('c': p('d'))))")
    #expect(Outline.of("a\nb\n\nc : d") == "p('a' ~ 'b') p('c : d')")
  }

  @Test func `footnotes stand wherever text does`() throws {
    let (page, messages) = try built([
      "01-a.md": """
      # A

      ## A heading[^h]

      Text[^t] and again[^t].

      | a[^c] |
      |---|
      | b |

      ```{note}
      In a box[^t], and another[^b].
      ```

      > Quoted[^q].

      [^h]: Of a heading.
      [^t]: Of the text.
      [^c]: Of a cell.
      [^b]: Of a box, with `code`.

          And more.
      [^q]: Of a quote.
      """
    ])
    #expect(messages == [])
    for note in ["Of a heading.", "Of the text.", "Of a cell.", "Of a box, with", "And more.", "Of a quote."] {
      #expect(page.ranges(of: note).count == 1, "\(note)")
    }
    #expect(page.ranges(of: "href=#01-a-note-2 ").count == 3)
  }

  @Test func `quotes and dashes are typographic where the book says so`() throws {
    let text =
      "# \"A\" -- it's\n\nHe said \"so\" ... `\"code\"` $a'$ --- {ref}`01-a`\n\n```{note}\n\"In\" a box.\n```\n"
    let plain = try built(["01-a.md": text])
    #expect(plain.page.contains("He said &quot;so&quot; ...") || plain.page.contains("He said \"so\" ..."))
    for chapters in [
      ["01-a.md": "---\nsmart: true\n---\n\n" + text],
      ["index.md": "---\nsmart: true\n---\n\n# Book\n", "01-a.md": text],
    ] {
      let (page, messages) = try built(chapters)
      #expect(messages == [])
      for fragment in ["“A” – it’s", "He said “so” … ", "— <a", "“In” a box."] {
        #expect(page.contains(fragment), "\(fragment)")
      }
      #expect(!page.contains("“code”"))
    }
  }

  @Test func `parts are counted by Roman numbers, and chapters go on through them`() throws {
    let (page, messages) = try built([
      "1.md": "# Theory {#theory .part}", "2.md": "# One", "3.md": "# Practice {.part}",
      "4.md": "# Two {#two}\n\n{ref}`theory`, {ref}`two`",
    ])
    #expect(messages == [])
    for fragment in [
      "<span class=number>I</span> Theory", "<span class=number>II</span> Practice", ">Part\u{A0}I</a>",
      ">Chapter\u{A0}2</a>",
    ] {
      #expect(page.contains(fragment), "\(fragment)")
    }
  }

  @Test func `more lines than there are colours have their own looks, and numbers are called by their axis`() throws {
    let book = try SmallBook([
      "01-e.md": """
      # E

      ```{experiment} e
      task: linear-functional(memory: exponential(rate: 0.2), length: 12)
      model: linear-rnn(width: 2)
      error: [squared, rescaled(power: 2)]
      steps: [1, 2, 3, 4, 5, 6, 7, 8]
      batch: 2
      ```

      ```{figure} f
      plot: memory(of: e, colour: steps, facet: error)
      alt: Eight curves.
      ```
      """
    ])
    let finished = try book.build()
    #expect(finished.manifest.figures.count == 1)
    let page = try book.text("output/index.html")
    for number in 1...8 { #expect(page.contains("steps \(number)"), "\(number)") }
    #expect(!page.contains(">2.5<") && !page.contains(">7.5<"))
  }

  @Test func `powers of ten stand under one another`() throws {
    let (page, _) = try built([
      "01-a.md": """
      # A

      ```{table}
      | n |
      |---|
      | 1.2 × 10⁻³ |
      | 1.25 × 10⁴ |
      | 3 × 10⁴ |
      ```
      """
    ])
    for fragment in ["1.2\u{A0}\u{2007}×", "1.25\u{A0}×", "3\u{A0}\u{2008}\u{2007}\u{2007}×"] {
      #expect(page.contains(fragment) || page.contains(fragment.replacing("\u{A0}", with: " ")), "\(fragment)")
    }
  }
}
