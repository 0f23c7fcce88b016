import Testing

@Suite("Markdown of chapters")
struct MarkdownTests {
  @Test(arguments: [
    ("# One *two*\n\ntext", "title('One ' em('two')) p('text')"),
    ("a\nb  \nc\\\nd", "p('a' ~ 'b' br 'c' br 'd')"),
    ("## Two {#two}\n\n### Three", "h2#two@two('Two') h3('Three')"),
    ("- a\n- b\n  1. c\n", "ul(li(p('a')) li(p('b') ol1(li(p('c')))))"),
    ("3. a\n\n4. b", "ol3-loose(li(p('a')) li(p('b')))"),
    ("- [x] a\n- [ ] b", "ul(li[x](p('a')) li[ ](p('b')))"),
    ("> a\n> > b\n\n---", "quote(p('a') quote(p('b'))) hr"),
    ("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | *2* | `3` | |", "table[-lcr]('a'|'b'|'c'|'d'/'1'|em('2')|code(3)|)"),
    ("a ~~b~~ **c** `d`", "p('a ' del('b') ' ' strong('c') ' ' code(d))"),
    (
      "![an *image*](a \"title\") [x](y)",
      "p(img[a|title|an image] ' ' a[y|]('x')) !unreadable-file@a !unreadable-file@y"
    ),
    ("![an image](a.png)", "p(img[a.png||an image]) !unreadable-file@a.png"),
    ("a[^two] b[^one]\n\n[^one]: c\n[^two]: d", "p('a' ^1:two ' b' ^2:one) notes(1:two p('d') 2:one p('c'))"),
    ("```swift\nlet $$\n```\n\n    $$\n    x\n    $$\n", "code(swift|let $$\n) code(|$$\nx\n$$\n)"),
    ("<div>\n$$\n</div>\n\na <b>c</b>", "html(<div>\n$$\n</div>\n) p('a <b>c</b>') !raw-html@<div> !raw-html@<b>"),
    ("see https://example.org.", "p('see ' a[https://example.org|]('https://example.org') '.')"),
    ("[a]: /b\n[a] $x$", "p(a[/b|]('a') ' ' $x@x$) !outside-project@[a] $x$"),
  ])
  func `Markdown maps to blocks`(text: String, outline: String) { #expect(Outline.of(text) == outline) }

  @Test(arguments: [
    ("ü 漢字 🙂 $x_1$ is $y_2$", "p('ü 漢字 🙂 ' $x_1@x_1$ ' is ' $y_2@y_2$)"),
    ("*a* $a*b*c$ and\n  second $\\alpha$", "p(em('a') ' ' $a*b*c@a*b*c$ ' and' ~ 'second ' $\\alpha@\\alpha$)"),
    ("- a\n- ü $b$\n  $c$\n\n  $d$", "ul-loose(li(p('a')) li(p('ü ' $b@b$ ~ $c@c$) p($d@d$)))"),
    ("> a\n> > 漢 $b$\n> > $c$", "quote(p('a') quote(p('漢 ' $b@b$ ~ $c@c$)))"),
    ("> a $b$\nlazy $c$", "quote(p('a ' $b@b$ ~ 'lazy ' $c@c$))"),
    (
      "| a | $b$ |\n|---|---|\n| $x \\| y$ | $x$ {value}`z` |",
      "table[--]('a'|$b@b$/$x \\| y@x \\| y$|$x@x$ ' ' {value@value z@z})"
    ),
    ("- | - | b |\n  |---|---|\n  | 🙂 | $x$ |", "ul(li(table[--]('-'|'b'/'🙂'|$x@x$)))"),
    ("it costs $5 and $6, \\$7 or 8", "p('it costs $5 and $6, $7 or 8')"),
    ("$ x$ and $x $ and `$y$`", "p('$ x$ and $x $ and ' code($y$))"),
    ("{value}`a.b[c] %.1f` then {ref}``a`b``", "p({value@value a.b[c] %.1f@a.b[c] %.1f} ' then ' {ref@ref a`b@a`b})"),
    ("\\{value}`a` {b} {#c}", "p('{value}' code(a) ' {b} {#c}') !foreign-syntax@{#c}"),
    ("# T $x$ ##\n\nS $y$\n===", "title('T ' $x@x$) h1('S ' $y@y$)"),
    ("**$x$** [$y$](z) *{cite}`k`*", "p(strong($x@x$) ' ' a[z|]($y@y$) ' ' em({cite@cite k@k})) !unreadable-file@z"),
    ("\tcode\n\n-\tü $x$", "code(|code\n) ul(li(p('ü ' $x@x$)))"),
  ])
  func `math and roles keep their places`(text: String, outline: String) { #expect(Outline.of(text) == outline) }

  @Test(arguments: [
    ("a\n$$\nx * y * z\n- 1\n$$ (eq-a)\nb", "p('a') eq(x * y * z\n- 1@x * y * z\n- 1 #eq-a@eq-a) p('b')"),
    ("$$ x $$ (eq-b)\n\nc $$y$$ d", "eq( x @ x  #eq-b@eq-b) p('c ') eq(y@y) p(' d')"),
    ("- a\n\n  $$\n  x\n  $$\n- b", "ul-loose(li(p('a') eq(x@x)) li(p('b')))"),
    ("> $$\n> x\n> $$", "quote(eq(x@x))"),
    ("$$\nx\n\ny", "p('$$' ~ 'x') p('y') !unterminated-equation@$$"),
    ("````\n```\n$$\n````\n\n$$\nx\n$$", "code(|```\n$$\n) eq(x@x)"),
  ])
  func `equations stand on their own`(text: String, outline: String) { #expect(Outline.of(text) == outline) }

  @Test(arguments: [
    (
      "```{experiment} poly\ntask: a(b: 1)\n  model :  [x, y]  \n```",
      "{experiment@experiment poly@poly task@task=a(b: 1)@a(b: 1) model@model=[x, y]@[x, y]}()"
    ),
    (
      "- ü\n  ```{figure} f\n  plot: 漢\n\n  Text $x$ and\n  {value}`y`.\n\n  - z $w$\n  ```\n- end",
      "ul(li(p('ü') {figure@figure f@f plot@plot=漢@漢}(p('Text ' $x@x$ ' and' ~ {value@value y@y} '.') "
        + "ul(li(p('z ' $w@w$))))) li(p('end')))"
    ),
    (
      "> ~~~~{a}\n> b: c\n>\n> ~~~{d}\n>\n> $$\n> x\n> $$\n> ~~~\n> ~~~~\n\nend",
      "quote({a@a -@ b@b=c@c}({d@d -@}(eq(x@x)))) p('end')"
    ),
  ])
  func `directives keep their places`(text: String, outline: String) { #expect(Outline.of(text) == outline) }
}
