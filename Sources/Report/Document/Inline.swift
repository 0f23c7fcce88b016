import Plot
import Source
import Statistics

/// A piece of running text.
package indirect enum Inline<P: Phase>: Sendable, Equatable {
  case text(String)
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case link(destination: String, title: String, [Inline])
  /// A link to a file that the document carries.
  case attachment(Attachment, title: String, [Inline])
  case image(source: String, title: String, alternative: String)
  case math(Math)
  case softBreak
  case lineBreak
  /// A mark that leads to the footnote `label`.
  case footnoteReference(label: String, number: Int)
  case role(P.Role)
  /// A computed number; `detail` says what it is and on what it rests, `source` is the id of what gave it.
  case value(text: String, detail: String, source: String?)
  case verdict(Verdict)
  /// A number with its interval beside what is allowed, which stands in words next to it.
  case sketch(IntervalSketch)
  /// HTML of a chapter that allows it, copied unchanged.
  case markup(String)
}

/// A file of the project that a reader can save.
package struct Attachment: Sendable, Equatable {
  /// The file's name without its folders.
  package var name: String
  /// Its bytes.
  package var base64: String

  package init(name: String, base64: String) {
    self.name = name
    self.base64 = base64
  }
}

/// TeX with the place of its first byte, for the messages of the typesetter.
package struct Math: Sendable, Equatable {
  package var tex: String
  package var span: Range<Int>
  package var file: SourceFile
  /// What the macros in it stand for, by their names with the backslash.
  package var macros: [String: String]

  package init(tex: String, span: Range<Int>, file: SourceFile, macros: [String: String] = [:]) {
    self.tex = tex
    self.span = span
    self.file = file
    self.macros = macros
  }
}
